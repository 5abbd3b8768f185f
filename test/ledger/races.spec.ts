import { v7 as newId } from 'uuid';
import { type LedgerBench, startLedgerBench } from '../support/ledger-bench';
import type { Line } from '../support/goods';
import { randomOf, seeds } from '../support/random';
import type { Person } from '../support/test-app';

describe('races', () => {
  let bench: LedgerBench;
  let volunteer: Person;
  let [site, other] = ['', ''];

  beforeAll(async () => {
    bench = await startLedgerBench();
    volunteer = await bench.server.join('volunteer');
    [site, other] = [await bench.goods.site(), await bench.goods.site()];
  });

  afterAll(() => bench.close());

  const record = (...lines: Line[]) => bench.goods.record(volunteer, ...lines);
  const all = <T>(count: number, job: (n: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, n) => job(n)));

  it('thirty takers of nine loaves: all are recorded, the level is −21 and flagged', async () => {
    const loaf = await bench.goods.item('Loaf');
    await record({ reason: 'donation', itemId: loaf, quantity: 9, toSiteId: site });
    const results = await all(30, () =>
      record({ reason: 'distribution', itemId: loaf, quantity: 1, fromSiteId: site }),
    );
    expect(results.flat().filter((result) => result.status === 'recorded')).toHaveLength(30);
    expect(results.flat().filter((result) => result.warnings.includes('below_zero'))).toHaveLength(21);
    expect(
      results
        .flat()
        .map((result) => result.onHand ?? 0)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 30 }, (_, n) => n - 21));
    expect(await bench.goods.stockOf(site, loaf)).toMatchObject({ onHand: -21, needsCount: true });
  });

  it('crossing moves of many items between the same sites: none fails, nothing appears or vanishes', async () => {
    const items = await bench.goods.items(12);
    const random = randomOf(seeds(1)[0] ?? 1);
    const moves = Array.from({ length: 40 }, (_, n) =>
      random.shuffled(items).map((itemId) => ({
        ...{ reason: 'transfer' as const, itemId, quantity: 1, lot: { code: `L${n % 3}` } },
        ...(n % 2 ? { fromSiteId: site, toSiteId: other } : { fromSiteId: other, toSiteId: site }),
      })),
    );
    const results = await Promise.all(moves.map((lines) => record(...lines)));
    expect(results.flat().filter((result) => result.status === 'recorded')).toHaveLength(480);
    for (const itemId of items) expect((await bench.goods.stockOf(site, itemId))?.onHand).toBe(0);
    expect(await bench.differences()).toEqual([]);
  });

  it('crossing shipments and receipts of the same items: none fails', async () => {
    const items = await bench.goods.items(6);
    const at = () => new Date().toISOString();
    const answers = await all(24, async (n) => {
      const id = newId();
      const [fromSiteId, toSiteId] = n % 2 ? [site, other] : [other, site];
      const lines = randomOf(n)
        .shuffled(items)
        .map((itemId) => ({ itemId, quantity: 1 }));
      const shipped = await volunteer.post('/api/v1/transfers', {
        id,
        fromSiteId,
        toSiteId,
        lines,
        shippedAt: at(),
      });
      const receipt = { id: newId(), lines: lines.slice(1), receivedAt: at() };
      return [shipped.status, (await volunteer.post(`/api/v1/transfers/${id}/receipt`, receipt)).status];
    });
    expect(answers).toEqual(Array.from({ length: 24 }, () => [201, 201]));
    expect(await bench.differences()).toEqual([]);
  });

  it('one id sent by many at once: exactly one is recorded, the others are duplicates', async () => {
    const item = await bench.goods.item();
    const line = { id: newId(), reason: 'donation', itemId: item, quantity: 3, toSiteId: site } as const;
    const results = await all(30, () => record({ ...line, occurredAt: '2026-11-20T12:00:00Z' }));
    const statuses = results.map(([result]) => result?.status);
    expect(statuses.filter((status) => status === 'recorded')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(29);
    expect((await bench.goods.stockOf(site, item))?.onHand).toBe(3);
  });

  it('one id with two contents at once: one is recorded, the other content is refused', async () => {
    const item = await bench.goods.item();
    const line = { id: newId(), reason: 'donation', itemId: item, toSiteId: site } as const;
    const results = await all(20, (n) =>
      record({ ...line, quantity: 1 + (n % 2), occurredAt: '2026-11-20T12:00:00Z' }),
    );
    const count = (word: string) =>
      results.flat().filter((result) => (result.problem?.code ?? result.status) === word).length;
    expect([count('recorded'), count('duplicate'), count('id_reused')]).toEqual([1, 9, 10]);
  });

  it('the same new lots scanned by many at once, in any order: each is made once', async () => {
    const item = await bench.goods.item();
    const lots = Array.from({ length: 8 }, (_, n) => ({ code: `N${n}`, useBy: `2027-03-0${n + 1}` }));
    await all(20, (n) =>
      record(
        ...randomOf(n)
          .shuffled(lots)
          .map((lot, at) => ({
            ...{ reason: 'donation' as const, itemId: item, quantity: 1, toSiteId: site },
            lot: at % 2 ? lot : { code: lot.code },
          })),
      ),
    );
    const stock = await bench.goods.stockOf(site, item);
    expect(stock?.lots.map((lot) => [lot.code, lot.useBy, lot.onHand])).toEqual(
      lots.map((lot) => [lot.code, lot.useBy, 20]),
    );
    expect(await bench.differences()).toEqual([]);
  });
});
