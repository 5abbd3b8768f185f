import type { LotReply, StockReply } from '@shared/stock/stock.contract';
import { addDays, dayOf } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('the stock list', () => {
  let server: TestApp;
  let goods: Goods;
  let volunteer: Person;
  const today = dayOf(new Date(), 'America/New_York');

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const list = async (query: string) =>
    (await volunteer.get<Page<StockReply>>(`/api/v1/stock?${query}`)).body;
  const give = (siteId: string, itemId: string, quantity: number, lot?: object) =>
    goods.record(volunteer, {
      reason: 'donation',
      itemId,
      quantity,
      toSiteId: siteId,
      ...(lot ? { lot } : {}),
    });
  const take = (siteId: string, itemId: string, quantity: number) =>
    goods.record(volunteer, { reason: 'distribution', itemId, quantity, fromSiteId: siteId });
  const levels = (reply: StockReply | undefined) =>
    reply?.lots.map((lot) => [lot.code, lot.onHand, lot.estimated]);

  it('shows levels with their lots, earliest date first', async () => {
    const [site, item] = [await goods.site(), await goods.item('Black beans')];
    await give(site, item, 5, { code: 'B', bestBy: addDays(today, 30) });
    await give(site, item, 3, { code: 'A', useBy: addDays(today, 10) });
    await give(site, item, 2, { code: 'U' });
    await give(site, item, 4);
    const [reply] = (await list(`siteId=${site}`)).data;
    expect(reply).toMatchObject({
      ...{ siteId: site, itemId: item, itemName: 'Black beans', unit: 'each', onHand: 14, available: 14 },
      ...{ minimum: null, target: null, needsCount: false, categoryId: null },
      lots: [
        { code: 'A', onHand: 3, useBy: addDays(today, 10), bestBy: null, onHold: false, estimated: false },
        { code: 'B', onHand: 5, bestBy: addDays(today, 30) },
        { code: 'U', onHand: 2 },
        { lotId: null, code: null, onHand: 4, estimated: false },
      ],
    });
  });

  it('takes what left without a lot off the lots, earliest date first, and says that it is estimated', async () => {
    const [site, item] = [await goods.site(), await goods.item()];
    await give(site, item, 5, { code: 'late', useBy: addDays(today, 20) });
    await give(site, item, 3, { code: 'early', bestBy: addDays(today, 5) });
    await give(site, item, 2, { code: 'undated' });
    await take(site, item, 6);
    expect(levels(await goods.stockOf(site, item))).toEqual([
      ['early', 0, true],
      ['late', 2, true],
      ['undated', 2, false],
    ]);
    await take(site, item, 6);
    expect(await goods.stockOf(site, item)).toMatchObject({ onHand: -2, available: -2, needsCount: true });
    expect(levels(await goods.stockOf(site, item))).toEqual([
      ['early', 0, true],
      ['late', 0, true],
      ['undated', 0, true],
      [null, -2, false],
    ]);
  });

  it('leaves lots on hold alone, and counts neither them nor what is past its use-by date as available', async () => {
    const [site, item] = [await goods.site(), await goods.item()];
    await give(site, item, 5, { code: 'held', useBy: addDays(today, 1) });
    await give(site, item, 4, { code: 'past', useBy: addDays(today, -1) });
    await give(site, item, 3, { code: 'today', useBy: today });
    await give(site, item, 2, { code: 'stale', bestBy: addDays(today, -1) });
    const lots = await volunteer.get<Page<LotReply>>(`/api/v1/lots?itemId=${item}`);
    const held = lots.body.data.find((lot) => lot.code === 'held');
    await server.organizer.post(`/api/v1/lots/${held?.id ?? ''}/hold`);
    expect(await goods.stockOf(site, item)).toMatchObject({ onHand: 14, available: 5 });
    await take(site, item, 6);
    const reply = await goods.stockOf(site, item);
    expect(levels(reply)).toEqual([
      ['past', 0, true],
      ['stale', 0, true],
      ['today', 3, false],
      ['held', 5, false],
    ]);
    expect(reply).toMatchObject({ onHand: 8, available: 3 });
    expect(reply?.lots[3]).toMatchObject({ onHold: true });
  });

  it("shows a site's own par level, else the group's default, also where nothing lies", async () => {
    const [site, other, item] = [await goods.site(), await goods.site(), await goods.item()];
    await goods.db.query('update item set default_minimum = 2, default_target = 8 where id = $1', [item]);
    await goods.db.query(
      'insert into site_item (site_id, item_id, group_id, own_minimum, own_target) values ($1, $2, $3, 5, 10)',
      [site, item, goods.groupId],
    );
    await give(other, item, 1);
    const { data } = await list(`itemId=${item}`);
    const bySite = new Map(data.map((row) => [row.siteId, row]));
    expect(bySite.get(site)).toMatchObject({ onHand: 0, minimum: 5, target: 10, lots: [] });
    expect(bySite.get(other)).toMatchObject({ onHand: 1, minimum: 2, target: 8 });
  });

  it('finds by site, item, category, words and what needs a count', async () => {
    const site = await goods.site();
    const category = await goods.category('ordinary');
    const beans = await goods.item('Kidney beans, 400 g', { categoryId: category });
    const pates = await goods.item('Pâtes 100%_blé');
    await give(site, beans, 1);
    await give(site, pates, 1);
    await take(site, pates, 2);
    const found = async (query: string) =>
      (await list(`siteId=${site}&${query}`)).data.map((row) => row.itemId);
    expect(await found('')).toEqual([beans, pates]);
    expect(await found(`categoryId=${category}`)).toEqual([beans]);
    expect(await found(`itemId=${pates}`)).toEqual([pates]);
    expect(await found('q=kidny%20beans')).toEqual([beans]);
    expect(await found('q=PATES')).toEqual([pates]);
    expect(await found('q=100%25_')).toEqual([pates]);
    expect(await found('q=0_b')).toEqual([]);
    expect(await found('needsCount=true')).toEqual([pates]);
    expect(await found('needsCount=false')).toEqual([beans]);
  });

  it('goes on behind the last row, in the order of names', async () => {
    const site = await goods.site();
    const names = ['apple', 'Zucchini', 'same', 'same', 'égal', 'Apple'];
    for (const name of names) await give(site, await goods.item(name), 1);
    const whole = (await list(`siteId=${site}`)).data;
    expect(whole.map((row) => row.itemName)).toEqual(['Apple', 'Zucchini', 'apple', 'same', 'same', 'égal']);
    const parts: StockReply[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<StockReply> = await list(`siteId=${site}&limit=2${cursor && `&cursor=${cursor}`}`);
      parts.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(parts).toEqual(whole);
  });

  it("shows nothing of another group's", async () => {
    const group = await goods.otherGroup();
    const [site, item] = [await goods.site('hub', [], group), await goods.item('Theirs', { groupId: group })];
    await goods.db.query(
      'insert into site_item (site_id, item_id, group_id, level, first_moved_at) values ($1, $2, $3, 5, now())',
      [site, item, group],
    );
    expect((await server.organizer.get(`/api/v1/stock?siteId=${site}`)).status).toBe(404);
    expect((await list('limit=500')).data.map((row) => row.itemName)).not.toContain('Theirs');
  });

  it('refuses what it does not know', async () => {
    const refused = [
      'limit=0',
      'limit=-1',
      'limit=501',
      'cursor=abc',
      'cursor=',
      'siteId=1',
      'needsCount=1',
      'x=1',
    ];
    for (const query of [...refused, 'q=', 'q=%00', 'siteId=a&siteId=b']) {
      expect([query, (await volunteer.get(`/api/v1/stock?${query}`)).status]).toEqual([query, 422]);
    }
  });
});
