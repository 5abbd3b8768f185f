import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { GroupShortageReply, ShortageReply } from '@shared/reports/shortages.contract';
import type { OverviewReply } from '@shared/reports/overview.contract';
import type { LotKey } from '@shared/stock/movement-line';
import type { Page } from '@shared/words/page';
import { ToldHistory } from '../ledger/told-history';
import { DayClock } from '../support/day-clock';
import { startTestApp, type TestApp } from '../support/test-app';

/** New York, a Sunday noon; clocks went back on Sunday 1 November, inside the window of 25 October to 21 November. */
const clock = new DayClock('America/New_York', '2026-11-22T17:00:00Z');

describe('the shortage report', () => {
  let server: TestApp;
  let history: ToldHistory;
  let siteId: string;

  beforeAll(async () => {
    server = await startTestApp({ timeZone: clock.timeZone, clock: () => clock.now });
    history = await ToldHistory.begin(server);
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    clock.now = new Date('2026-11-22T17:00:00Z');
    siteId = await history.addSite('Corner pantry');
  });

  async function move(line: Record<string, unknown>): Promise<void> {
    const movements = [{ id: newId(), ...line }];
    const answer = await server.organizer.post<{ results: { status: string }[] }>('/api/v1/movements', {
      movements,
    });
    expect(answer.body.results[0]?.status).toBe('recorded');
  }
  const bring = (itemId: string, quantity: number, at: Date, lot?: LotKey) =>
    move({
      reason: 'donation',
      itemId,
      quantity,
      toSiteId: siteId,
      occurredAt: at.toISOString(),
      lot: lot ?? null,
    });
  const handOut = (itemId: string, quantity: number, at: Date, lot?: LotKey) =>
    move({
      reason: 'distribution',
      itemId,
      quantity,
      fromSiteId: siteId,
      occurredAt: at.toISOString(),
      lot: lot ?? null,
    });
  const keep = async (itemId: string, minimum: number, target: number) => {
    const path = `/api/v1/sites/${siteId}/par-levels/${itemId}`;
    expect((await server.organizer.put(path, { minimum, target })).status).toBe(200);
  };
  const ask = async (itemId: string, quantity: number, at: Date) => {
    const body = { siteId, itemId, quantity, occurredAt: at.toISOString() };
    expect((await server.organizer.post('/api/v1/missed-asks', body)).status).toBe(201);
  };
  const report = async (query = '') => {
    const path = `/api/v1/reports/shortages?siteId=${siteId}${query}`;
    const answer = await server.organizer.get<Page<ShortageReply>>(path);
    expect(answer.status).toBe(200);
    return answer.body.data;
  };
  const figures = async (itemId: string, query = '') =>
    (await report(`&status=all${query}`)).find((row) => row.itemId === itemId);

  it('divides what was handed out by the days in stock', async () => {
    const beans = await history.addItem('Beans');
    await keep(beans, 40, 60);
    await bring(beans, 100, clock.daysAgo(40));
    // 28 out over the window: one a day; the one on the 29th day before today and the one of today do not count.
    for (const days of [28, 21, 14, 7]) await handOut(beans, 7, clock.daysAgo(days));
    await handOut(beans, 5, clock.daysAgo(29));
    await handOut(beans, 37, clock.daysAgo(0, 1));
    expect(await figures(beans)).toMatchObject({
      ...{
        status: 'low',
        onHand: 30,
        incoming: 0,
        minimum: 40,
        target: 60,
        gap: 30,
        distributed: 28,
        missed: 0,
      },
      ...{ daysOut: 0, windowDays: 28, dailyDemand: 1, daysLeft: 30, needsCount: false },
    });
  });

  it('does not take an empty shelf for no demand', async () => {
    const rice = await history.addItem('Rice');
    await bring(rice, 20, clock.daysAgo(28));
    await handOut(rice, 20, clock.daysAgo(21, 18));
    await bring(rice, 9, clock.daysAgo(1, 1));
    // Empty at the end of the days 21 to 2 before today: 20 days out, 8 in stock.
    expect(await figures(rice)).toMatchObject({
      ...{ daysOut: 20, windowDays: 28, distributed: 20, dailyDemand: 2.5, daysLeft: 3.6, status: 'ok' },
    });
  });

  it('counts asks as demand where there were fewer than 7 days in stock, and not with exactly 7', async () => {
    const [seven, six] = [await history.addItem('Seven'), await history.addItem('Six')];
    for (const [item, gone] of [
      [seven, 7],
      [six, 8],
    ] as const) {
      await bring(item, 14, clock.daysAgo(14));
      await handOut(item, 14, clock.daysAgo(gone));
      await ask(item, 3, clock.daysAgo(2));
      await ask(item, 2, clock.daysAgo(0, 2));
    }
    // 14 days since it first came. In stock at the end of days 14 to 8 before today: 7 days.
    expect(await figures(seven)).toMatchObject({
      windowDays: 14,
      daysOut: 7,
      missed: 5,
      dailyDemand: 2,
      daysLeft: 0,
    });
    // 6 days in stock: (14 + 3) / 14; the ask of today is missed, but not in the window.
    expect(await figures(six)).toMatchObject({
      windowDays: 14,
      daysOut: 8,
      missed: 5,
      dailyDemand: 1.214286,
    });
    expect((await report()).map((row) => [row.itemName, row.status])).toEqual([
      ['Seven', 'out'],
      ['Six', 'out'],
    ]);
  });

  it('shortens the window for what came later, down to nothing', async () => {
    const [late, today] = [await history.addItem('Late'), await history.addItem('Today')];
    await bring(late, 40, clock.daysAgo(10));
    await handOut(late, 30, clock.daysAgo(5));
    await bring(today, 5, clock.daysAgo(0, 1));
    await handOut(today, 1, clock.daysAgo(0, 2));
    expect(await figures(late)).toMatchObject({
      windowDays: 10,
      daysOut: 0,
      dailyDemand: 3,
      daysLeft: 3.333333,
    });
    expect(await figures(today)).toMatchObject({
      windowDays: 0,
      distributed: 0,
      dailyDemand: 0,
      daysLeft: null,
    });
  });

  it('computes again when a movement arrives late', async () => {
    const soap = await history.addItem('Soap');
    await bring(soap, 50, clock.daysAgo(7));
    expect(await figures(soap)).toMatchObject({ windowDays: 7, distributed: 0, daysLeft: null });
    await handOut(soap, 14, clock.daysAgo(14));
    // Known since 14 days, below zero for the first 7 of them.
    expect(await figures(soap)).toMatchObject({
      windowDays: 14,
      daysOut: 7,
      distributed: 14,
      dailyDemand: 2,
      daysLeft: 18,
    });
    await bring(soap, 100, clock.daysAgo(100));
    expect(await figures(soap)).toMatchObject({
      windowDays: 28,
      daysOut: 0,
      dailyDemand: 0.5,
      onHand: 136,
      daysLeft: 272,
    });
  });

  it('leaves a hand-out that was undone out of demand, once it was undone', async () => {
    const socks = await history.addItem('Socks');
    await bring(socks, 60, clock.daysAgo(30));
    await handOut(socks, 14, clock.daysAgo(9));
    const wrong = { reason: 'distribution', itemId: socks, quantity: 28 } as const;
    const id = await history.move({ ...wrong, from: siteId, at: clock.daysAgo(8) });
    expect(await figures(socks)).toMatchObject({ onHand: 18, distributed: 42, dailyDemand: 1.5 });
    await history.move({ ...wrong, to: siteId, at: clock.daysAgo(1), reverses: id });
    expect(await figures(socks)).toMatchObject({
      onHand: 46,
      distributed: 14,
      dailyDemand: 0.5,
      daysLeft: 92,
    });
    const before = clock.daysAgo(2).toISOString();
    expect(await figures(socks, `&asOf=${before}`)).toMatchObject({ onHand: 18, distributed: 42 });
  });

  it('takes hand-outs without a lot off the lots, earliest date first, and never off a lot on hold', async () => {
    const milk = await history.addItem('Milk');
    await bring(milk, 4, clock.daysAgo(9), { code: 'EXPIRED', useBy: clock.day(-1) });
    await bring(milk, 5, clock.daysAgo(9), { code: 'HELD', useBy: clock.day(1) });
    await bring(milk, 6, clock.daysAgo(9), { code: 'SOON', bestBy: clock.day(2) });
    await bring(milk, 7, clock.daysAgo(9), { code: 'LATER', useBy: clock.day(5) });
    await bring(milk, 8, clock.daysAgo(9), { code: 'UNDATED' });
    const lots = (await server.app
      .get(DataSource)
      .query(`select id from lot where item_id = $1 and code = 'HELD'`, [milk])) as { id: string }[];
    await history.hold(lots[0]?.id ?? '', true);
    // 6 + 7 + 8: without what is past its use-by date and what is on hold.
    expect(await figures(milk)).toMatchObject({ onHand: 21 });
    // 12 without a lot: the 4 expired, the 6 of SOON, 2 of LATER.
    await handOut(milk, 12, clock.daysAgo(0, 1));
    expect(await figures(milk)).toMatchObject({ onHand: 13, needsCount: false });
    // 20 more: 13 were there.
    await handOut(milk, 20, clock.daysAgo(0, 2));
    expect(await figures(milk)).toMatchObject({ onHand: -7, status: 'ok' });
    await keep(milk, 0, 1);
    expect(await figures(milk)).toMatchObject({ onHand: -7, status: 'out', gap: 8 });
  });

  it('lets lots expire and the window move on when a day ends in the group’s time zone', async () => {
    const yogurt = await history.addItem('Yogurt');
    await bring(yogurt, 10, clock.daysAgo(3), { useBy: clock.day(0) });
    await handOut(yogurt, 4, clock.daysAgo(0, 1));
    await keep(yogurt, 1, 6);
    clock.now = new Date('2026-11-23T04:59:59Z');
    expect(await figures(yogurt)).toMatchObject({ onHand: 6, status: 'ok', distributed: 0, windowDays: 3 });
    clock.now = new Date('2026-11-23T05:00:00Z');
    // The hand-out named no lot: it is taken off the expired one.
    expect(await figures(yogurt)).toMatchObject({ onHand: 0, status: 'out', distributed: 4, windowDays: 4 });
  });

  it('has a day of 25 hours where clocks go back', async () => {
    const bread = await history.addItem('Bread');
    await bring(bread, 3, new Date('2026-11-01T04:00:00Z'));
    await handOut(bread, 3, new Date('2026-11-02T04:30:00Z'));
    // Both on Sunday 1 November, 00:00 to 23:30: the day ends empty, and so do the 20 after it.
    expect(await figures(bread)).toMatchObject({
      windowDays: 21,
      daysOut: 21,
      distributed: 3,
      dailyDemand: 0.142857,
    });
  });

  it('calls surplus what is beyond the target and will not go in 28 days', async () => {
    const [edge, beyond, unused] = [
      await history.addItem('Edge'),
      await history.addItem('Beyond'),
      await history.addItem('Unused'),
    ];
    // One a day over 28 days: 28 beyond the target are ok, 29 are surplus.
    for (const [item, more] of [
      [edge, 0],
      [beyond, 1],
    ] as const) {
      await bring(item, 66 + more, clock.daysAgo(30));
      await handOut(item, 28, clock.daysAgo(3));
      await keep(item, 5, 10);
    }
    await bring(unused, 11, clock.daysAgo(30));
    await keep(unused, 0, 10);
    expect(await figures(edge)).toMatchObject({ onHand: 38, status: 'ok' });
    expect(await figures(beyond)).toMatchObject({ onHand: 39, status: 'surplus' });
    expect(await figures(unused)).toMatchObject({ status: 'surplus', daysLeft: null });
    expect(await report()).toEqual([]);
    expect((await report('&status=surplus,ok')).map((row) => row.itemName)).toEqual([
      'Edge',
      'Beyond',
      'Unused',
    ]);
  });

  it('counts what is on its way as incoming until it is received', async () => {
    const tofu = await history.addItem('Tofu');
    const hub = await history.addSite('Hub');
    await keep(tofu, 10, 20);
    await history.move({ at: clock.daysAgo(5), reason: 'donation', itemId: tofu, quantity: 50, to: hub });
    const sent = await history.ship(hub, siteId, [{ itemId: tofu, quantity: 12 }], clock.daysAgo(2));
    const underWay = { onHand: 0, incoming: 12, gap: 8, status: 'out' };
    expect(await figures(tofu)).toMatchObject(underWay);
    await history.receive(sent, [{ itemId: tofu, quantity: 11 }], clock.daysAgo(1));
    expect(await figures(tofu)).toMatchObject({ onHand: 11, incoming: 0, gap: 9, status: 'ok' });
    expect(await figures(tofu, `&asOf=${clock.daysAgo(1, 11).toISOString()}`)).toMatchObject(underWay);
    expect(await figures(tofu, `&asOf=${clock.daysAgo(3).toISOString()}`)).toMatchObject({
      incoming: 0,
      gap: 20,
    });
  });

  it('lists in its order, by Unicode code points of names where all else is equal', async () => {
    for (const name of ['éclair', 'Zucchini', 'apple', '🍎', 'ﬀ'])
      await keep(await history.addItem(name), 1, 2);
    const much = await history.addItem('much');
    await keep(much, 1, 9);
    const asked = await history.addItem('asked');
    await ask(asked, 2, clock.daysAgo(3));
    const low = await history.addItem('low');
    await bring(low, 1, clock.daysAgo(3));
    await keep(low, 2, 3);
    const rows = await report();
    expect(rows.map((row) => row.itemName)).toEqual([
      'asked',
      'much',
      'Zucchini',
      'apple',
      'éclair',
      'ﬀ',
      '🍎',
      'low',
    ]);
    expect(rows[0]).toMatchObject({
      minimum: null,
      target: null,
      gap: 0,
      missed: 2,
      status: 'out',
      windowDays: 0,
    });
    const pages: string[] = [];
    let cursor = '';
    do {
      const path = `/api/v1/reports/shortages?siteId=${siteId}&limit=3${cursor}`;
      const page = (await server.organizer.get<Page<ShortageReply>>(path)).body;
      pages.push(...page.data.map((row) => row.itemName));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(pages).toEqual(rows.map((row) => row.itemName));
  });

  it('gives all of it as CSV, safe for spreadsheets', async () => {
    const formula = await history.addItem('=SUM(A1), "x"');
    await handOut(formula, 3, clock.daysAgo(1));
    await keep(formula, 1, 2);
    const path = `/api/v1/reports/shortages?siteId=${siteId}&limit=1`;
    const csv = await server.organizer.get<string>(path, { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="shortages-2026-11-22.csv"');
    const [header, row, end] = csv.body.split('\r\n');
    expect(header).toMatch(
      /^siteId,siteName,itemId,itemName,unit,categoryId,status,onHand,incoming,minimum,target,gap,/,
    );
    expect(row).toBe(
      `${siteId},Corner pantry,${formula},"'=SUM(A1), ""x""",each,,out,-3,0,1,2,5,3,0,0,1,1,3,0,true`,
    );
    expect(end).toBe('');
    expect((await server.organizer.get<string>(`${path}&format=csv`)).body).toBe(csv.body);
    const then = await server.organizer.get<string>(`${path}&format=csv&asOf=${clock.now.toISOString()}`);
    expect(then.body).toBe(csv.body);
  });

  it('leaves out closed sites and archived items', async () => {
    const old = await history.addItem('Old');
    await keep(old, 1, 2);
    expect(await report()).toHaveLength(1);
    const source = server.app.get(DataSource);
    await source.query('update item set archived_at = now() where id = $1', [old]);
    expect(await report()).toEqual([]);
    await source.query('update item set archived_at = null where id = $1', [old]);
    await source.query('update site set closed_at = now() where id = $1', [siteId]);
    expect(await report()).toEqual([]);
    expect(await report(`&asOf=${clock.now.toISOString()}`)).toEqual([]);
  });

  it('computes anew for another time zone', async () => {
    const jam = await history.addItem('Jam');
    await bring(jam, 9, clock.daysAgo(2));
    await handOut(jam, 2, new Date('2026-11-22T06:00:00Z'));
    expect(await figures(jam)).toMatchObject({ distributed: 0, windowDays: 2 });
    expect((await server.organizer.patch('/api/v1/group', { timeZone: 'Pacific/Honolulu' })).status).toBe(
      200,
    );
    // There it was still the evening of the 21st.
    expect(await figures(jam)).toMatchObject({ distributed: 2, windowDays: 2 });
    await server.organizer.patch('/api/v1/group', { timeZone: clock.timeZone });
    expect(await figures(jam)).toMatchObject({ distributed: 0 });
  });

  it('compares a group-wide par level with the sum over the sites, once', async () => {
    const flour = await history.addItem('Flour');
    const other = await history.addSite('Other pantry');
    await bring(flour, 10, clock.daysAgo(30));
    await history.move({ at: clock.daysAgo(30), reason: 'donation', itemId: flour, quantity: 5, to: other });
    await handOut(flour, 7, clock.daysAgo(3));
    const path = `/api/v1/par-levels/${flour}/group`;
    expect((await server.organizer.put(path, { minimum: 9, target: 20 })).body).toMatchObject({
      minimum: 9,
      target: 20,
    });
    const answer = await server.organizer.get<Page<GroupShortageReply>>('/api/v1/reports/group-shortages');
    expect(answer.body.data).toEqual([
      {
        ...{
          itemId: flour,
          itemName: 'Flour',
          unit: 'each',
          categoryId: null,
          status: 'low',
          onHand: 8,
          incoming: 0,
        },
        ...{ minimum: 9, target: 20, gap: 12, distributed: 7, missed: 0, dailyDemand: 0.25, daysLeft: 32 },
      },
    ]);
    expect((await server.organizer.delete(path)).status).toBe(204);
    expect(
      (await server.organizer.get<Page<unknown>>('/api/v1/reports/group-shortages?status=all')).body.data,
    ).toEqual([]);
  });

  it('sums up for charts', async () => {
    const oats = await history.addItem('Oats');
    await bring(oats, 10, clock.daysAgo(6));
    await handOut(oats, 4, clock.daysAgo(0, 3));
    await keep(oats, 7, 9);
    const { body } = await server.organizer.get<OverviewReply>('/api/v1/reports/overview');
    expect(body.shelves.find((shelf) => shelf.siteId === siteId)).toEqual({
      ...{
        siteId,
        siteName: 'Corner pantry',
        categoryId: null,
        categoryName: null,
        items: 1,
        out: 0,
        low: 1,
        surplus: 0,
      },
      ...{ asked: 0, shortestDaysLeft: null, middleDaysLeft: null },
    });
    expect(body.low).toBeGreaterThanOrEqual(1);
    expect(body.weeks).toHaveLength(8);
    expect(body.weeks.at(-1)).toMatchObject({ startsOn: '2026-11-16', unit: 'each' });
    expect(body.weeks[0]?.startsOn).toBe('2026-09-28');
  });

  it('says in words what is wrong with a question', async () => {
    const bad = [
      'status=empty',
      'status=',
      'asOf=yesterday',
      'asOf=2026-11-22',
      'siteId=1',
      'limit=-1',
      'limit=501',
      'cursor=x',
    ];
    for (const query of [...bad, 'format=xml', 'colour=red', 'status=out&status=low']) {
      const answer = await server.organizer.get(`/api/v1/reports/shortages?${query}`);
      expect({ query, ...answer }).toMatchObject({ query, status: 422, body: { code: 'invalid' } });
    }
    for (const query of [`siteId=${newId()}`, `categoryId=${newId()}`, `siteId=${history.inTransit}`]) {
      expect((await server.organizer.get(`/api/v1/reports/shortages?${query}`)).status).toBe(404);
    }
    for (const asOf of ['1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])
      expect((await server.organizer.get(`/api/v1/reports/shortages?asOf=${asOf}`)).status).toBe(200);
    expect((await server.nobody.get('/api/v1/reports/shortages')).status).toBe(401);
  });
});
