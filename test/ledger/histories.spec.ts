import { v7 as newId } from 'uuid';
import type { MovementLine, Reason } from '@shared/stock/movement-line';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';
import { postMovements } from '@api/stock/post-movements';
import { reverseMovement } from '@api/stock/reverse-movement';
import { receiveTransfer } from '@api/transfers/receive-transfer';
import { shipTransfer } from '@api/transfers/ship-transfer';
import { type LedgerBench, startLedgerBench } from '../support/ledger-bench';
import { LedgerModel, type Leg } from '../support/ledger-model';
import { type Random, randomOf, seeds } from '../support/random';

/** LEDGER_SEED=17 repeats one history. */
describe('random histories', () => {
  let bench: LedgerBench;

  beforeAll(async () => {
    bench = await startLedgerBench();
  });

  afterAll(() => bench.close());

  interface Place {
    readonly sites: string[];
    readonly items: string[];
  }
  const place = async (): Promise<Place> => ({
    sites: await bench.goods.sites(3),
    items: await bench.goods.items(3),
  });
  const write = <T>(job: (work: Work) => Promise<T>) => bench.database.write(bench.organizer, job);

  /** Which batch a line tells: a code with its date, the code alone, or nothing. */
  const lotOf = (random: Random): { code: string; useBy?: string } | null => {
    if (random.chance(50)) return null;
    const n = random.between(1, 3);
    return random.chance(50) ? { code: `L${n}`, useBy: `2027-0${n}-15` } : { code: `L${n}` };
  };
  const line = (random: Random, { sites, items }: Place): MovementLine => {
    const reason = random.oneOf<Reason>(['donation', 'distribution', 'transfer', 'waste', 'count', 'kit']);
    const from = random.oneOf(sites);
    const arrives = reason === 'donation' || ((reason === 'count' || reason === 'kit') && random.chance(50));
    return {
      id: newId(),
      reason,
      itemId: random.oneOf(items),
      quantity: random.between(1, 20),
      fromSiteId: arrives ? null : from,
      toSiteId: arrives
        ? from
        : reason === 'transfer'
          ? random.oneOf(sites.filter((site) => site !== from))
          : null,
      lot: lotOf(random),
      occurredAt: new Date(Date.now() - random.between(0, 40 * 86_400) * 1000).toISOString(),
    };
  };
  const legOf = (one: MovementLine): Leg => ({
    from: one.fromSiteId ?? null,
    to: one.toSiteId ?? null,
    item: one.itemId ?? '',
    lot: one.lot?.code ?? null,
    quantity: one.quantity ?? 0,
  });
  /** Only what is kept about the sites of one history. */
  const keptAt = async (sites: readonly string[]) =>
    (await bench.kept()).filter((text) => sites.includes(text.slice(0, 36)));

  it.each(seeds(20))('keep what a ten-line model says (seed %i)', async (seed) => {
    const random = randomOf(seed);
    const where = await place();
    const model = new LedgerModel();
    const sent: MovementLine[] = [];
    const open: { id: string; item: string; lot: { code: string } | null; quantity: number; to: string }[] =
      [];
    const undone = new Set<string>();
    for (let step = 0; step < 40; step++) {
      const choice = random.between(1, 10);
      if (choice <= 6 || sent.length === 0) {
        const fresh = Array.from({ length: random.between(1, 12) }, () => line(random, where));
        const repeated =
          random.chance(40) && sent.length > 0 ? [random.oneOf(sent), random.oneOf(fresh)] : [];
        const changed = repeated.map((one) => ({ ...one, quantity: (one.quantity ?? 0) + 1 }));
        const bad = random.chance(30) ? [{ ...line(random, where), itemId: newId() }, {}] : [];
        await write((work) =>
          postMovements(work, [...random.shuffled([...fresh, ...bad]), ...repeated, ...changed]),
        );
        fresh.forEach((one) => model.add(legOf(one)));
        sent.push(...fresh);
      } else if (choice <= 8) {
        const target = random.oneOf(sent);
        const undo = { id: newId(), note: 'a mistake' };
        const job = () => write((work) => reverseMovement(work, target.id, undo));
        if (undone.has(target.id)) await expect(job()).rejects.toBeInstanceOf(Problem);
        else {
          await job();
          await job();
          const leg = legOf(target);
          model.add({ ...leg, from: leg.to, to: leg.from });
          undone.add(target.id);
        }
      } else if (choice === 9) {
        const [from, to] = random.shuffled(where.sites) as [string, string];
        const [item, lot, quantity] = [random.oneOf(where.items), lotOf(random), random.between(1, 20)];
        const shipment = { id: newId(), fromSiteId: from, toSiteId: to, shippedAt: new Date().toISOString() };
        const lines = [{ itemId: item, quantity, lot }];
        for (const time of [1, 2]) {
          expect(await write((work) => shipTransfer(work, { ...shipment, lines }))).toBe(time === 1);
        }
        model.add({ from, to: bench.inTransit, item, lot: lot?.code ?? null, quantity });
        open.push({ id: shipment.id, item, lot, quantity, to });
      } else {
        const transfer = open.pop();
        if (!transfer) continue;
        const quantity = random.between(1, 25);
        const lines = [{ itemId: transfer.item, quantity, lot: random.chance(50) ? transfer.lot : null }];
        const receipt = { id: newId(), lines, receivedAt: new Date().toISOString() };
        await write((work) => receiveTransfer(work, transfer.id, receipt));
        // Without a lot, what arrives is the shipped lot as far as that goes; what is over has none.
        const known = Math.min(quantity, transfer.quantity);
        const [over, lot] = [quantity - known, transfer.lot?.code ?? null];
        const overLot = lines[0]?.lot?.code ?? null;
        model.add({ from: bench.inTransit, to: null, item: transfer.item, lot, quantity: transfer.quantity });
        model.add({ from: null, to: transfer.to, item: transfer.item, lot, quantity: known });
        model.add({ from: null, to: transfer.to, item: transfer.item, lot: overLot, quantity: over });
      }
    }
    const mine = (text: string) => where.items.includes(text.slice(37, 73));
    expect((await bench.kept()).filter(mine)).toEqual(model.lines());
    expect(await bench.differences()).toEqual([]);
  });

  it.each(seeds(10))('end the same however they are shuffled, split and repeated (seed %i)', async (seed) => {
    const random = randomOf(seed);
    const abstract = { sites: ['s0', 's1', 's2'], items: ['i0', 'i1', 'i2'] };
    const lines = Array.from({ length: 120 }, () => line(random, abstract));
    const ends: string[][] = [];
    for (const way of ['as sent', 'mixed', 'at once'] as const) {
      const where = await place();
      const real = (name: string | null | undefined) =>
        name ? ((name.startsWith('s') ? where.sites : where.items)[Number(name.slice(1))] ?? name) : null;
      const copies = lines.map((one) => ({
        ...{ ...one, id: newId(), itemId: real(one.itemId) ?? '' },
        ...{ fromSiteId: real(one.fromSiteId), toSiteId: real(one.toSiteId) },
      }));
      const post = (batch: readonly MovementLine[]) => write((work) => postMovements(work, batch));
      if (way === 'as sent') await post(copies);
      else {
        const parts: MovementLine[][] = [];
        const mixed = random.shuffled([...copies, ...copies.slice(0, 60), ...copies.slice(30, 90)]);
        while (mixed.length > 0) parts.push(mixed.splice(0, random.between(1, 25)));
        if (way === 'at once') await Promise.all(parts.map(post));
        else for (const part of parts) await post(part);
      }
      const names = new Map([
        ...where.sites.map((id, n) => [id, `s${n}`] as const),
        ...where.items.map((id, n) => [id, `i${n}`] as const),
      ]);
      const kept = await keptAt(where.sites);
      ends.push(
        kept
          .map((text) =>
            text
              .split(' ')
              .map((word) => names.get(word) ?? word)
              .join(' '),
          )
          .sort(),
      );
    }
    const model = new LedgerModel();
    lines.forEach((one) => model.add(legOf(one)));
    expect(ends[0]).toEqual(model.lines());
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
    expect(await bench.differences()).toEqual([]);
  });
});
