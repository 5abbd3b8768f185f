import type { AskedGivenListReply } from '@shared/reports/asked-given.contract';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { Page } from '@shared/words/page';
import { ExpiryJob } from '@api/jobs/expiry.job';
import { type Goods, goodsOf } from '../support/goods';
import { Neighbour, openToStrangers } from '../support/neighbour';
import { startTestApp, type TestApp } from '../support/test-app';
import { v7 as newId } from 'uuid';

describe('what neighbours ask for becomes demand that organizers see', () => {
  let server: TestApp;
  let goods: Goods;
  let siteId: string;
  let categoryId: string;
  let beans: string;
  let rice: string;
  let soap: string;
  let now = new Date('2026-11-25T15:20:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    siteId = await goods.site('free_store');
    categoryId = await goods.category('ordinary');
    beans = await goods.item('Beans', { categoryId });
    rice = await goods.item('Rice', { categoryId });
    soap = await goods.item('Soap');
    await openToStrangers(server, siteId, 'corner');
    await server.organizer.put(`/api/v1/sites/${siteId}/par-levels/${beans}`, { minimum: 5, target: 10 });
    // Rice is there, soap never was.
    const line = { reason: 'donation' as const, itemId: rice, quantity: 30, toSiteId: siteId };
    await goods.record(server.organizer, { ...line, occurredAt: now.toISOString() });
    const neighbour = new Neighbour(server.address);
    for (const item of [beans, beans, rice, soap, soap, soap]) {
      const token = await neighbour.tokenOn('/s/corner/ask');
      now = new Date(now.getTime() + 2_000);
      expect((await neighbour.send('/s/corner/ask', { token, item })).status).toBe(303);
    }
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const report = async (query = '') =>
    (await server.organizer.get<Page<ShortageReply>>(`/api/v1/reports/shortages?siteId=${siteId}${query}`))
      .body.data;
  const brief = async (query = '') =>
    (await report(query)).map((row) => [row.itemName, row.status, row.missed, row.openNeeds]);

  it('stands beside the figures of the report, and shows what nothing else would show', async () => {
    expect(await brief()).toEqual([
      ['Beans', 'out', 0, 2],
      ['Rice', 'ok', 0, 1],
      ['Soap', 'ok', 0, 3],
    ]);
    expect(await brief('&status=all')).toEqual(await brief());
    expect(await brief('&status=out')).toEqual([['Beans', 'out', 0, 2]]);
    expect(await brief(`&categoryId=${categoryId}`)).toEqual([
      ['Beans', 'out', 0, 2],
      ['Rice', 'ok', 0, 1],
    ]);
  });

  it('is the same page by page, and as CSV', async () => {
    const pages: ShortageReply[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await server.organizer.get<Page<ShortageReply>>(
        `/api/v1/reports/shortages?siteId=${siteId}&limit=1${more}`,
      );
      pages.push(...body.data);
      cursor = body.nextCursor;
    }
    expect(pages).toEqual(await report());
    const csv = await server.organizer.get<string>(`/api/v1/reports/shortages?siteId=${siteId}&format=csv`);
    const [head, ...lines] = csv.body.trim().split('\r\n');
    const column = head?.split(',').indexOf('openNeeds') ?? -1;
    expect(lines.map((line) => line.split(',')[column])).toEqual(['2', '1', '3']);
  });

  it('is told as of an instant as it was told then: none before anybody asked', async () => {
    expect(await brief('&asOf=2026-11-25T14:59:00Z')).toEqual([['Beans', 'out', 0, 0]]);
    for (const more of ['', '&status=all', '&status=out', `&categoryId=${categoryId}`])
      expect(await report(`&asOf=${now.toISOString()}${more}`)).toEqual(await report(more));
  });

  it('changes none of the figures that are defined without it', async () => {
    const [row] = await report();
    expect(row).toMatchObject({ missed: 0, gap: 10, dailyDemand: 0, distributed: 0, daysLeft: null });
  });

  it('is counted once, when a steward makes it a missed ask', async () => {
    const needs = await server.organizer.get<Page<{ id: string; itemId: string }>>(
      `/api/v1/needs?siteId=${siteId}`,
    );
    const need = needs.body.data.find(({ itemId }) => itemId === soap);
    await server.organizer.post(`/api/v1/needs/${need?.id ?? ''}/missed-ask`, { id: newId(), quantity: 3 });
    expect(await brief()).toEqual([
      ['Soap', 'out', 3, 0],
      ['Beans', 'out', 0, 2],
      ['Rice', 'ok', 0, 1],
    ]);
  });

  it('stands beside what was given, by week, site and category, also when the asks are deleted', async () => {
    const out = (quantity: number) => ({
      ...{ reason: 'distribution' as const, itemId: rice, quantity, fromSiteId: siteId },
      occurredAt: now.toISOString(),
    });
    await goods.record(server.organizer, out(4), out(3));
    const asked = async () =>
      (await server.organizer.get<AskedGivenListReply>('/api/v1/reports/asked-given')).body.data.map(
        (row) => [
          ...[row.week, row.categoryId, row.askedByNeighbours, row.missedAsks, row.handOuts, row.given],
        ],
      );
    const expected = [
      ['2026-11-23', categoryId, 3, 0, 2, 7],
      ['2026-11-23', null, 0, 1, 0, 0],
    ];
    expect(await asked()).toEqual(expected);
    now = new Date(now.getTime() + 15 * 86_400_000);
    await server.app.get(ExpiryJob).delete();
    expect(await asked()).toEqual(expected);
    expect(await brief()).toEqual([
      ['Soap', 'out', 3, 0],
      ['Beans', 'out', 0, 0],
    ]);
    const csv = await server.organizer.get<string>('/api/v1/reports/asked-given?format=csv&weeks=3');
    expect(csv.body).toMatch(/^week,siteId,siteName,categoryId,.*\r\n2026-11-23,/);
    const narrow = `/api/v1/reports/asked-given?siteId=${newId()}`;
    expect((await server.organizer.get(narrow)).status).toBe(404);
    const volunteer = await server.join('volunteer');
    expect((await volunteer.get('/api/v1/reports/asked-given')).status).toBe(403);
  });
});
