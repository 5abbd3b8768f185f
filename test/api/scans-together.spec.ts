import { v7 as newId } from 'uuid';
import type { MovementReply, MovementResult, RecordMovementsReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { until } from '../faults/until';
import { type Goods, goodsOf } from '../support/goods';
import { manySessions } from '../support/many-sessions';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('single scans that arrive at the same moment', () => {
  let server: TestApp;
  let goods: Goods;
  let people: Person[];
  let site = '';

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    people = (await manySessions(goods.db, 8)).map((token) => server.as(token));
    site = await goods.site();
    await Promise.all(people.map((person) => person.get('/api/v1/me')));
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const line = (more: object) => ({
    ...{ id: newId(), reason: 'donation', quantity: 1, toSiteId: site, occurredAt: new Date().toISOString() },
    ...more,
  });
  const out = (more: object) => line({ reason: 'distribution', toSiteId: null, fromSiteId: site, ...more });
  const answers = (lines: readonly object[]) =>
    Promise.all(
      lines.map((one, n) =>
        (people[n % people.length] as Person).post<RecordMovementsReply>('/api/v1/movements', {
          movements: [one],
        }),
      ),
    );
  const results = async (lines: readonly object[]): Promise<MovementResult[]> =>
    (await answers(lines)).map(({ body }) => body.results[0] as MovementResult);
  const statuses = (all: readonly MovementResult[]) => all.map(({ status }) => status);
  const transactionsOf = async (itemId: string) =>
    (
      await goods.db.query<{ count: number }>(
        'select count(distinct xmin::text)::int as count from movement where item_id = $1',
        [itemId],
      )
    ).rows[0]?.count ?? 0;

  it('share transactions, and each is answered the level after itself', async () => {
    const item = await goods.item();
    await results([line({ itemId: item, quantity: 1 })]);
    // Somebody else has the level in hand while they arrive, so that they arrive beside each other on any machine.
    await goods.db.query('begin');
    await goods.db.query('select from site_item where item_id = $1 for update', [item]);
    const sent = results(Array.from({ length: 60 }, () => line({ itemId: item })));
    await until('a scan waits for the level', 20_000, async () => {
      const waiting = await goods.db.query('select from pg_locks where not granted');
      return waiting.rows.length > 0;
    });
    await goods.db.query('commit');
    const all = await sent;
    expect(all.map(({ onHand }) => onHand ?? 0).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, n) => n + 2),
    );
    expect(await transactionsOf(item)).toBeLessThan(40);
  });

  it('are said to be below zero no more often than the level was, whatever arrives beside them', async () => {
    const item = await goods.item();
    const mixed = Array.from({ length: 40 }, (_, n) =>
      n % 2 ? line({ itemId: item, quantity: 2 }) : out({ itemId: item }),
    );
    const all = await results(mixed);
    const stock = await goods.stockOf(site, item);
    expect(stock?.onHand).toBe(20);
    const told = all.some(({ warnings }) => warnings.includes('below_zero'));
    expect(all.some(({ onHand }) => (onHand ?? 0) < 0)).toBe(told);
    expect(stock?.needsCount).toBe(told);
  });

  it('stand as recorded by whoever scanned', async () => {
    const item = await goods.item();
    const named = await Promise.all(
      Array.from({ length: 8 }, (_, n) => server.join('volunteer', `Volunteer ${n}`)),
    );
    const lines = named.map((_, n) => line({ itemId: item, quantity: n + 1 }));
    await Promise.all(named.map((person, n) => person.post('/api/v1/movements', { movements: [lines[n]] })));
    const { body } = await server.organizer.get<Page<MovementReply>>(`/api/v1/movements?itemId=${item}`);
    expect(body.data.map(({ quantity, memberName }) => [quantity, memberName]).sort()).toEqual(
      lines.map(({ quantity }, n) => [quantity, `Volunteer ${n}`]).sort(),
    );
  });

  it('are judged one by one: what is wrong with some stops no other', async () => {
    const item = await goods.item();
    await goods.barcode(item, '00041331124508', 12);
    const code = { itemId: undefined, quantity: undefined, packs: 2 };
    const all = await results([
      line({ itemId: item }),
      line({ itemId: newId() }),
      line({ itemId: item, toSiteId: newId() }),
      line({ ...code, code: '00041331124508' }),
      line({ ...code, code: '4006381333931' }),
      line({ itemId: item, quantity: 0 }),
      line({ itemId: item, note: 'dented' }),
      out({ itemId: item }),
    ]);
    expect(all.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      ...['recorded', 'unknown_item', 'unknown_site', 'recorded', 'unknown_code', 'invalid_quantity'],
      ...['recorded', 'recorded'],
    ]);
    expect((await goods.stockOf(site, item))?.onHand).toBe(25);
  });

  it('under one id are recorded once, and one of other content is refused', async () => {
    const item = await goods.item();
    const same = line({ itemId: item, quantity: 3 });
    const all = await results([...Array.from({ length: 20 }, () => same), { ...same, quantity: 4 }]);
    const first = statuses(all.slice(0, 20)).sort();
    expect(
      all
        .map(({ problem }) => problem?.code)
        .filter(Boolean)
        .sort(),
    ).toEqual(all[20]?.status === 'recorded' ? Array<string>(20).fill('id_reused') : ['id_reused']);
    if (all[20]?.status === 'refused')
      expect(first).toEqual([...Array<string>(19).fill('duplicate'), 'recorded']);
    expect((await goods.stockOf(site, item))?.onHand).toBe(all[20]?.status === 'recorded' ? 4 : 3);
  });

  it('of an item that is known by another id land on the item that stands', async () => {
    const [item, alias] = [await goods.item(), newId()];
    await goods.db.query(
      'insert into item_alias (id, group_id, item_id, fingerprint) values ($1, $2, $3, $1)',
      [alias, goods.groupId, item],
    );
    const all = await results(Array.from({ length: 24 }, (_, n) => line({ itemId: n % 3 ? item : alias })));
    expect(statuses(all)).toEqual(Array<string>(24).fill('recorded'));
    expect((await goods.stockOf(site, item))?.onHand).toBe(24);
  });

  it('fail alone when the database refuses one of them', async () => {
    const item = await goods.item();
    await goods.db.query(`create function refuse_13() returns trigger language plpgsql as $$
      begin raise exception 'thirteen'; end $$`);
    await goods.db.query(
      'create trigger refuse_13 before insert on movement for each row when (new.quantity = 13) execute function refuse_13()',
    );
    try {
      const told = await answers(
        Array.from({ length: 20 }, (_, n) => line({ itemId: item, quantity: n === 11 ? 13 : 1 })),
      );
      expect(told.map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, (_, n) => (n === 11 ? 500 : 200)),
      );
      expect((await goods.stockOf(site, item))?.onHand).toBe(19);
    } finally {
      await goods.db.query('drop trigger refuse_13 on movement');
    }
  });

  it('do not wait for ever behind one that a lock holds up', async () => {
    const [held, free] = [await goods.item(), await goods.item()];
    await results([line({ itemId: held })]);
    await goods.db.query('begin');
    await goods.db.query('select from site_item where item_id = $1 for update', [held]);
    const waiting = results([line({ itemId: held })]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const all = await results(Array.from({ length: 6 }, () => line({ itemId: free })));
    expect(statuses(all)).toEqual(Array<string>(6).fill('recorded'));
    await goods.db.query('rollback');
    expect(statuses(await waiting)).toEqual(['recorded']);
  });
});
