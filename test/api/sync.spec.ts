import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import { Device } from '../support/device';
import { type Goods, goodsOf } from '../support/goods';
import { otherGroup } from '../support/other-group';
import { startTestApp, type TestApp } from '../support/test-app';

describe('keeping a device fresh', () => {
  let server: TestApp;
  let goods: Goods;
  let store: Id;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    store = await goods.site('free_store', ['alcohol']);
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  it('gives everything at first, then only what changed', async () => {
    const volunteer = await server.join('volunteer');
    const beans = (
      await volunteer.post<{ id: Id; ownCode: string }>('/api/v1/items', {
        name: 'Black beans',
        unit: 'each',
        barcodes: [{ code: '00041331124508', packQuantity: 12 }],
      })
    ).body;
    await goods.record(volunteer, { reason: 'donation', itemId: beans.id, quantity: 5, toSiteId: store });

    const device = new Device(volunteer);
    const first = await device.sync();
    expect(first[0]).toMatchObject({ reset: true, more: false });
    expect(device.group?.name).toBe('Eastside Mutual Aid');
    expect(device.sites.get(store)).toMatchObject({ refuses: ['alcohol'], closed: false });
    expect(device.items.get(beans.id)).toEqual([
      ...[beans.id, 'Black beans', 'each', null, null, null, beans.ownCode],
      ...[[['00041331124508', 12]], null, 0],
    ]);
    expect(device.levelOf(store, beans.id)).toBe(5);

    const nothing = await device.sync();
    expect(Object.keys(nothing[0] as SyncReply)).toEqual(['now', 'reset', 'more', 'cursor']);

    await goods.record(volunteer, {
      reason: 'distribution',
      itemId: beans.id,
      quantity: 7,
      fromSiteId: store,
    });
    const [delta] = await device.sync();
    expect(Object.keys(delta as SyncReply).sort()).toEqual(
      ['cursor', 'levels', 'more', 'now', 'reset', 'siteNumbers'].sort(),
    );
    expect(device.levelOf(store, beans.id)).toBe(-2);
    expect(device.needsCount(store, beans.id)).toBe(true);
  });

  it('tells what went away: codes taken off, items archived, sites closed, lots used up', async () => {
    const { organizer } = server;
    const item = async (name: string, code: string) =>
      (await organizer.post<{ id: Id }>('/api/v1/items', { name, unit: 'each', barcodes: [{ code }] })).body
        .id;
    const [rice, oats] = [await item('Rice', '4006381333931'), await item('Oats', '96385074')];
    const popUp = await goods.site('pop_up');
    const lot = { code: 'L7', useBy: '2031-01-31' };
    await goods.record(organizer, { reason: 'donation', itemId: rice, quantity: 3, toSiteId: popUp, lot });
    const device = new Device(organizer);
    await device.sync();
    const lotId = [...device.lots.values()].find((known) => known[1] === rice)?.[0] as Id;
    expect(device.lots.get(lotId)?.slice(2, 7)).toEqual(['L7', '2031-01-31', null, null, null]);
    expect(device.lotLevelOf(popUp, lotId)).toBe(3);

    await organizer.delete(`/api/v1/items/${rice}/barcodes/4006381333931`);
    await organizer.patch(`/api/v1/items/${oats}`, { archived: true });
    await organizer.post(`/api/v1/lots/${lotId}/hold`, { kind: 'recall', note: 'Glass' });
    await goods.record(organizer, { reason: 'waste', itemId: rice, quantity: 3, fromSiteId: popUp, lot });
    await organizer.patch(`/api/v1/sites/${popUp}`, { closed: true });
    await device.sync();
    expect(device.items.get(rice)?.[7]).toEqual([]);
    expect(device.items.get(oats)?.[9]).toBe(1);
    expect(device.lots.get(lotId)?.[6]).toBe('recall');
    expect(device.lotLevelOf(popUp, lotId)).toBe(0);
    expect(device.sites.get(popUp)?.closed).toBe(true);

    await organizer.put(`/api/v1/items/${oats}/barcodes/4006381333931`, { packQuantity: 6 });
    await organizer.put(`/api/v1/items/${rice}/barcodes/4006381333931`, { packQuantity: 2 });
    await device.sync();
    expect(device.items.get(oats)?.[7]).toEqual([['00000096385074', 1]]);
    expect(device.items.get(rice)?.[7]).toEqual([['04006381333931', 2]]);
  });

  it('brings par levels, categories and the names of the group and its sites', async () => {
    const { organizer } = server;
    const soap = await goods.item('Soap');
    const device = new Device(organizer);
    await device.sync();
    await organizer.put(`/api/v1/par-levels/${soap}`, { minimum: 4, target: 9 });
    await organizer.put(`/api/v1/sites/${store}/par-levels/${soap}`, { minimum: 1, target: 2 });
    const category = (
      await organizer.post<{ id: Id }>('/api/v1/categories', {
        name: 'Fruit',
        kind: 'ordinary',
        shelfLifeDays: 7,
      })
    ).body.id;
    await organizer.patch('/api/v1/group', { name: 'Eastside' });
    await device.sync();
    expect(device.items.get(soap)?.[8]).toEqual([4, 9]);
    expect(device.parLevelOf(store, soap)).toEqual([1, 2]);
    expect(device.categories.get(category)).toMatchObject({ name: 'Fruit', shelfLifeDays: 7 });
    expect(device.group?.name).toBe('Eastside');
  });

  it('misses nothing while transactions overlap and commit out of order', async () => {
    const device = new Device(server.organizer);
    const [slow, quick] = [new Client({ connectionString: server.databaseUrl }), goods.db];
    await slow.connect();
    try {
      const [early, late] = [await goods.item('Early'), await goods.item('Late')];
      await device.sync();
      await slow.query('begin');
      await slow.query(`update item set name = 'Early, renamed' where id = $1`, [early]);
      await quick.query(`update item set name = 'Late, renamed' where id = $1`, [late]);
      await device.sync();
      expect([device.items.get(early)?.[1], device.items.get(late)?.[1]]).toEqual(['Early', 'Late, renamed']);
      // Later numbers have been seen by now; the earlier one commits only here.
      await slow.query('commit');
      const [delta] = await device.sync();
      expect(delta?.items?.map(([id]) => id)).toEqual([early]);
      expect(device.items.get(early)?.[1]).toBe('Early, renamed');
    } finally {
      await slow.end();
    }
  });

  it('keeps a device right through a storm of writers, seen at any moment', async () => {
    const itemIds = await Promise.all(Array.from({ length: 5 }, () => goods.item()));
    const writers = await Promise.all(Array.from({ length: 4 }, () => server.join('volunteer')));
    const device = new Device(server.organizer);
    let writing = true;
    const syncing = (async () => {
      while (writing) await device.sync();
    })();
    await Promise.all(
      writers.map(async (writer, at) => {
        for (let n = 0; n < 25; n++) {
          const itemId = itemIds[(n + at) % itemIds.length] as Id;
          await goods.record(writer, { reason: 'donation', itemId, quantity: 1 + (n % 3), toSiteId: store });
          if (n % 5 === 0)
            await server.organizer.patch(`/api/v1/items/${itemId}`, { name: `Item ${at}.${n}` });
        }
      }),
    );
    writing = false;
    await syncing;
    await device.sync();
    const fresh = new Device(server.organizer);
    await fresh.sync();
    for (const itemId of itemIds) {
      expect(device.items.get(itemId)).toEqual(fresh.items.get(itemId));
      expect(device.levelOf(store, itemId)).toBe(fresh.levelOf(store, itemId));
    }
  });

  it('answers one site alone where it is asked to', async () => {
    const [here, there] = [await goods.site(), await goods.site()];
    const itemId = await goods.item();
    await goods.record(
      server.organizer,
      { reason: 'donation', itemId, quantity: 1, toSiteId: here },
      { reason: 'donation', itemId, quantity: 2, toSiteId: there },
    );
    const device = new Device(server.organizer, here);
    await device.sync();
    expect([device.levelOf(here, itemId), device.levelOf(there, itemId)]).toEqual([1, 0]);
    // What was asked for one site says nothing about another: everything comes anew.
    const other = await server.organizer.get<SyncReply>(
      `/api/v1/sync?siteId=${there}&since=${device.cursor}`,
    );
    expect(other.body.reset).toBe(true);
    expect((await server.organizer.get(`/api/v1/sync?siteId=${newId()}`)).status).toBe(404);
  });

  it('begins anew with a cursor that is not its own', async () => {
    const device = new Device(server.organizer);
    await device.sync();
    const parts = JSON.parse(Buffer.from(device.cursor ?? '', 'base64url').toString()) as unknown[];
    const forged = (change: (parts: unknown[]) => unknown[]) =>
      Buffer.from(JSON.stringify(change([...parts]))).toString('base64url');
    for (const since of [
      'nonsense',
      forged((own) => own.with(1, newId())),
      // From a future that this database has not seen: it was restored from a copy.
      forged((own) => own.with(4, '900000000:900000000:')),
    ]) {
      const answer = await server.organizer.get<SyncReply>(`/api/v1/sync?since=${since}`);
      expect([answer.status, answer.body.reset]).toEqual([200, true]);
    }
  });

  it('knows the cursors that a copy of the database gave out after it was made', async () => {
    const device = new Device(server.organizer);
    await goods.item('Something that was written since the start');
    await device.sync();
    // What a server that starts on an older copy does: it begins an incarnation of its own, which the cursor's snapshot
    // claims to have seen and does not name.
    const stale = device.cursor ?? '';
    const [, incarnation, , , until] = JSON.parse(Buffer.from(stale, 'base64url').toString()) as string[];
    // The last transaction that had ended. (The first that had not may be another database's, older than the start.)
    const seen = Number((until ?? '').split(':')[1]) - 1;
    await goods.db.query(
      `insert into incarnation (id, cluster, began_in) select $1, cluster, $2 from incarnation where id = $3`,
      [newId(), seen, incarnation],
    );
    const answer = await server.organizer.get<SyncReply>(`/api/v1/sync?since=${stale}`);
    expect(answer.body.reset).toBe(true);
  });

  it('shows one group nothing of another', async () => {
    const stranger = new Device(await otherGroup(server));
    const [first] = await stranger.sync();
    expect(first?.items).toBeUndefined();
    expect(first?.levels).toBeUndefined();
    expect(stranger.sites.size).toBe(0);
    // Not even with a cursor of that group.
    const device = new Device(server.organizer);
    await device.sync();
    await goods.item('A secret');
    const answer = await stranger.person.get<SyncReply>(`/api/v1/sync?since=${device.cursor}`);
    expect(JSON.stringify(answer.body)).not.toContain('A secret');
  });

  it('is for members', async () => {
    const answer = await server.nobody.get<{ code: string }>('/api/v1/sync');
    expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in']);
  });
});
