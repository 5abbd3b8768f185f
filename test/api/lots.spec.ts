import type { LotReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { v7 as newId } from 'uuid';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('lots', () => {
  let server: TestApp;
  let goods: Goods;
  let volunteer: Person;
  let steward: Person;
  let site: string;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer');
    steward = await server.join('steward');
    site = await goods.site();
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const give = (itemId: string, lot: object, quantity = 1) =>
    goods.record(volunteer, { reason: 'donation', itemId, quantity, toSiteId: site, lot });
  const lotsOf = async (itemId: string) =>
    (await volunteer.get<Page<LotReply>>(`/api/v1/lots?itemId=${itemId}`)).body.data;
  const newLot = async () => {
    const item = await goods.item();
    await give(item, { code: 'L1' });
    return { item, lot: (await lotsOf(item))[0] as LotReply };
  };

  it('keeps a known date when the lot is scanned without it, and fills in one that was not known', async () => {
    const item = await goods.item();
    await give(item, { code: 'L1', useBy: '2027-01-31' });
    await give(item, { code: 'L1' });
    await give(item, { code: ' L1 ', bestBy: '2027-01-01' });
    expect(await lotsOf(item)).toMatchObject([
      { code: 'L1', useBy: '2027-01-31', bestBy: '2027-01-01', madeOn: null },
    ]);
  });

  it('keeps two batches with one code and different dates apart', async () => {
    const item = await goods.item();
    await give(item, { code: 'L1', useBy: '2027-01-31' });
    await give(item, { code: 'L1', useBy: '2027-02-28' });
    expect((await lotsOf(item)).map((lot) => lot.useBy).sort()).toEqual(['2027-01-31', '2027-02-28']);
  });

  it('knows a batch without a code by its dates', async () => {
    const item = await goods.item();
    await give(item, { useBy: '2027-01-31' });
    await give(item, { useBy: '2027-01-31' });
    await give(item, { useBy: '2027-01-31', madeOn: '2026-11-01' });
    expect(await lotsOf(item)).toHaveLength(2);
  });

  it('are put on hold and released by a steward, as often as they like', async () => {
    const { lot, item } = await newLot();
    expect((await volunteer.post(`/api/v1/lots/${lot.id}/hold`)).status).toBe(403);
    const held = await steward.post(`/api/v1/lots/${lot.id}/hold`, { note: 'smells' });
    expect(held).toMatchObject({
      status: 200,
      body: { onHold: true, holdKind: 'quality', holdNote: 'smells' },
    });
    expect((await steward.post(`/api/v1/lots/${lot.id}/hold`)).body).toEqual(held.body);
    const [taken] = await goods.record(volunteer, {
      ...{ reason: 'distribution', itemId: item, quantity: 1, fromSiteId: site, lot: { code: 'L1' } },
    });
    expect(taken).toMatchObject({ status: 'recorded', warnings: ['on_hold'] });
    expect((await volunteer.delete(`/api/v1/lots/${lot.id}/hold`)).status).toBe(403);
    for (let time = 0; time < 2; time++) {
      const released = await steward.delete(`/api/v1/lots/${lot.id}/hold`);
      expect(released).toMatchObject({
        status: 200,
        body: { onHold: false, holdKind: null, holdNote: null },
      });
    }
    expect((await volunteer.get(`/api/v1/lots/${lot.id}`)).body).toEqual(lot);
  });

  it('leave a recall hold only by an organizer', async () => {
    const { lot } = await newLot();
    const path = `/api/v1/lots/${lot.id}/hold`;
    expect((await steward.post(path, { kind: 'recall', note: 'recall 17' })).body).toMatchObject({
      holdKind: 'recall',
    });
    expect((await steward.post(path, { kind: 'quality' })).body).toMatchObject({
      holdKind: 'recall',
      holdNote: 'recall 17',
    });
    expect(await steward.delete(path)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect((await server.organizer.delete(path)).status).toBe(200);
  });

  it('make the figures of their sites stale when their hold changes', async () => {
    const { lot, item } = await newLot();
    const stale = async () =>
      (await goods.db.query<{ stale: boolean }>('select stale from site_item where item_id = $1', [item]))
        .rows[0]?.stale;
    for (const change of ['post', 'delete'] as const) {
      await goods.db.query('update site_item set stale = false where item_id = $1', [item]);
      await steward[change](`/api/v1/lots/${lot.id}/hold`);
      expect(await stale()).toBe(true);
    }
  });

  it("are not there for another group, nor when they don't exist", async () => {
    const group = await goods.otherGroup();
    const item = await goods.item('Theirs', { groupId: group });
    const id = newId();
    await goods.db.query(
      `insert into lot (id, group_id, item_id, code, created_at) values ($1, $2, $3, 'X', now())`,
      [id, group, item],
    );
    for (const lot of [id, newId()]) {
      expect((await volunteer.get(`/api/v1/lots/${lot}`)).status).toBe(404);
      expect((await steward.post(`/api/v1/lots/${lot}/hold`)).status).toBe(404);
      expect((await server.organizer.delete(`/api/v1/lots/${lot}/hold`)).status).toBe(404);
    }
    expect((await volunteer.get(`/api/v1/lots?itemId=${item}`)).status).toBe(404);
  });

  it('take no hold of a kind that there is not', async () => {
    const { lot } = await newLot();
    expect((await steward.post(`/api/v1/lots/${lot.id}/hold`, { kind: 'odd' })).status).toBe(422);
    expect((await steward.post(`/api/v1/lots/${lot.id}/hold`, { since: 1 })).status).toBe(422);
  });

  it('are made once by many who scan the same new batch at once', async () => {
    const item = await goods.item();
    await Promise.all(Array.from({ length: 30 }, () => give(item, { code: 'NEW', useBy: '2027-03-01' })));
    expect(await lotsOf(item)).toHaveLength(1);
    expect(await goods.stockOf(site, item)).toMatchObject({
      onHand: 30,
      lots: [{ code: 'NEW', onHand: 30 }],
    });
  });
});
