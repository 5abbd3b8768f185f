import { dayOf } from '@shared/words/day';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

/** More than two batches of what one transaction computes. */
const itemCount = 1_200;
const zone = 'America/New_York';
const dayMs = 86_400_000;

describe('the figures of a site with more items than one transaction computes', () => {
  let now = new Date('2026-11-20T15:00:00Z');
  let server: TestApp;
  let goods: Goods;
  let site: string;
  let items: string[];

  beforeAll(async () => {
    server = await startTestApp({ timeZone: zone, clock: () => now });
    goods = await goodsOf(server);
    site = await goods.site();
    const { rows } = await goods.db.query<{ id: string }>(
      /* sql */ `
      insert into item (id, group_id, name, unit, created_at)
      select gen_random_uuid(), $1, 'Item ' || n, 'each', now() from generate_series(1, $2) n returning id`,
      [goods.groupId, itemCount],
    );
    items = rows.map(({ id }) => id).sort();
    for (let n = 0; n < itemCount; n += 100) await bring(items.slice(n, n + 100), 9 * dayMs);
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const at = (agoMs: number) => new Date(now.getTime() - agoMs).toISOString();
  const bring = (itemIds: readonly string[], agoMs: number) =>
    goods.record(
      server.organizer,
      ...itemIds.map((itemId, n) => ({
        ...{ reason: 'donation' as const, itemId, toSiteId: site, quantity: 5 + n, occurredAt: at(agoMs) },
      })),
    );
  const handOut = (itemId: string) =>
    goods.record(server.organizer, {
      ...{ reason: 'distribution', itemId, fromSiteId: site, quantity: 2, occurredAt: at(dayMs) },
    });

  async function report(asOf = ''): Promise<string[]> {
    const path = `/api/v1/reports/shortages?format=csv&status=all&siteId=${site}${asOf}`;
    const lines = (await server.organizer.get<string>(path)).body.split('\r\n');
    expect(lines.length).toBeGreaterThan(itemCount);
    return lines;
  }
  const fromLedger = () => report(`&asOf=${now.toISOString()}`);

  it('are those of the ledger on each new day, also where others scan and read meanwhile', async () => {
    for (let day = 0; day < 3; day++) {
      expect(await report()).toEqual(await fromLedger());
      now = new Date(now.getTime() + dayMs);
      const some = items.filter((_, n) => n % 60 === day);
      await Promise.all([...some.map(handOut), report(), report(), report()]);
    }
    expect(await report()).toEqual(await fromLedger());
  });

  it('go on where a program that ended left them, and begin again for another day', async () => {
    await report();
    const [first, middle] = [items[0], items[itemCount / 2]];
    const leave = async (day: string) => {
      await goods.db.query('update site_item set on_hand = 777777 where site_id = $1 and item_id = $2', [
        site,
        first,
      ]);
      await goods.db.query('update site set figures_of = $2 where id = $1', [
        site,
        `${day} ${zone} up to ${middle ?? ''}`,
      ]);
    };
    const isWrong = async () => (await report()).some((line) => line.includes('777777'));
    now = new Date(now.getTime() + dayMs);
    await leave(dayOf(now, zone));
    expect(await isWrong()).toBe(true);
    await leave(dayOf(new Date(now.getTime() - dayMs), zone));
    expect(await isWrong()).toBe(false);
    expect(await report()).toEqual(await fromLedger());
  });
});
