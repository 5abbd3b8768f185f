import type { TransferReply } from '@shared/transfers/transfers.contract';
import type { Page } from '@shared/words/page';
import { v7 as newId } from 'uuid';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('transfers', () => {
  let server: TestApp;
  let goods: Goods;
  let volunteer: Person;
  let from: string;
  let to: string;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    volunteer = await server.join('volunteer');
    [from, to] = [await goods.site('hub'), await goods.site('fridge')];
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const now = (aheadMs = 0) => new Date(Date.now() + aheadMs).toISOString();
  const stocked = async (quantity: number, lot?: object) => {
    const itemId = await goods.item();
    await goods.record(volunteer, {
      ...{ reason: 'donation', itemId, quantity, toSiteId: from, ...(lot ? { lot } : {}) },
    });
    return itemId;
  };
  const shipment = (lines: object[], more: object = {}) => ({
    ...{ id: newId(), fromSiteId: from, toSiteId: to, lines, shippedAt: now(), ...more },
  });
  const ship = (body: object) => volunteer.post<TransferReply>('/api/v1/transfers', body);
  const receipt = (lines: object[], more: object = {}) => ({
    id: newId(),
    lines,
    receivedAt: now(),
    ...more,
  });
  const receive = (id: string, body: object) =>
    volunteer.post<TransferReply>(`/api/v1/transfers/${id}/receipt`, body);
  const onTheWay = async (itemId: string) => {
    const { rows } = await goods.db.query<{ level: string; lots: string }>(
      `select p.level, (select count(*) from lot_level l where l.site_id = p.site_id and l.item_id = p.item_id and l.level <> 0) as lots
       from site_item p join site s on s.id = p.site_id where s.kind = 'in_transit' and p.item_id = $1`,
      [itemId],
    );
    return rows.map((row) => [Number(row.level), Number(row.lots)]);
  };
  const level = async (site: string, itemId: string) => (await goods.stockOf(site, itemId))?.onHand;

  it('leave the site, are on the way, and arrive', async () => {
    const lot = { code: 'L1', useBy: '2027-01-31' };
    const itemId = await stocked(12, lot);
    const shipped = await ship(shipment([{ itemId, quantity: 8, lot }]));
    expect(shipped.status).toBe(201);
    expect(shipped.body).toMatchObject({
      ...{ fromSiteId: from, toSiteId: to, receivedAt: null },
      lines: [{ itemId, unit: 'each', lot, shipped: 8, received: null, difference: null }],
    });
    expect([await level(from, itemId), await level(to, itemId)]).toEqual([4, undefined]);
    expect(await onTheWay(itemId)).toEqual([[8, 1]]);
    const received = await receive(shipped.body.id, receipt([{ itemId, quantity: 8, lot }]));
    expect(received).toMatchObject({
      status: 201,
      body: { lines: [{ shipped: 8, received: 8, difference: 0 }] },
    });
    expect(received.body.receivedAt).not.toBeNull();
    expect(await onTheWay(itemId)).toEqual([[0, 0]]);
    expect(await goods.stockOf(to, itemId)).toMatchObject({ onHand: 8, lots: [{ code: 'L1', onHand: 8 }] });
    expect((await volunteer.get(`/api/v1/transfers/${shipped.body.id}`)).body).toEqual(received.body);
  });

  it('settle what is short and what is over, and show both', async () => {
    const [short, over, extra] = [await stocked(10), await stocked(10), await goods.item()];
    const { body } = await ship(
      shipment([
        { itemId: short, quantity: 10 },
        { itemId: over, quantity: 5 },
      ]),
    );
    const received = await receive(
      body.id,
      receipt([
        { itemId: short, quantity: 7 },
        { itemId: over, quantity: 6 },
        { itemId: extra, quantity: 1 },
      ]),
    );
    const line = (itemId: string) => received.body.lines.find((one) => one.itemId === itemId);
    expect(line(short)).toMatchObject({ shipped: 10, received: 7, difference: -3 });
    expect(line(over)).toMatchObject({ shipped: 5, received: 6, difference: 1 });
    expect(line(extra)).toMatchObject({ shipped: 0, received: 1, difference: 1 });
    for (const itemId of [short, over, extra]) expect(await onTheWay(itemId)).toEqual([[0, 0]]);
    expect(await Promise.all([short, over, extra].map((id) => level(to, id)))).toEqual([7, 6, 1]);
  });

  it('may lose everything on the way', async () => {
    const itemId = await stocked(3);
    const { body } = await ship(shipment([{ itemId, quantity: 3 }]));
    const received = await receive(body.id, receipt([]));
    expect(received).toMatchObject({ status: 201, body: { lines: [{ received: 0, difference: -3 }] } });
    expect(await onTheWay(itemId)).toEqual([[0, 0]]);
  });

  it('keep the lot of goods that are received without one', async () => {
    const lot = { useBy: '2027-01-31' };
    const itemId = await stocked(6, lot);
    const { body } = await ship(shipment([{ itemId, quantity: 6, lot }]));
    await receive(body.id, receipt([{ itemId, quantity: 5 }]));
    expect(await goods.stockOf(to, itemId)).toMatchObject({ lots: [{ useBy: '2027-01-31', onHand: 5 }] });
    expect(await onTheWay(itemId)).toEqual([[0, 0]]);
  });

  it('change nothing when sent again', async () => {
    const itemId = await stocked(10);
    const sent = shipment([
      { itemId, quantity: 2 },
      { itemId, quantity: 3 },
    ]);
    const first = await ship(sent);
    const again = await ship(sent);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(first.body.lines).toMatchObject([{ shipped: 5 }]);
    const arrived = receipt([{ itemId, quantity: 5 }]);
    const received = await receive(sent.id, arrived);
    const receivedAgain = await receive(sent.id, arrived);
    expect([received.status, receivedAgain.status]).toEqual([201, 200]);
    expect(receivedAgain.body).toEqual(received.body);
    expect((await ship(sent)).status).toBe(200);
    expect([await level(from, itemId), await level(to, itemId)]).toEqual([5, 5]);
  });

  it('refuse an id that stands for something else, and a second receipt', async () => {
    const itemId = await stocked(10);
    const sent = shipment([{ itemId, quantity: 2 }]);
    await ship(sent);
    const conflict = (code: string) => ({ status: 409, body: { code } });
    expect(await ship({ ...sent, lines: [{ itemId, quantity: 3 }] })).toMatchObject(conflict('id_reused'));
    const arrived = receipt([{ itemId, quantity: 2 }]);
    await receive(sent.id, arrived);
    expect(await receive(sent.id, { ...arrived, lines: [] })).toMatchObject(conflict('id_reused'));
    expect(await receive(sent.id, { ...arrived, id: newId() })).toMatchObject(conflict('already_received'));
    const other = await ship(shipment([{ itemId, quantity: 1 }]));
    expect(await receive(other.body.id, arrived)).toMatchObject(conflict('id_reused'));
  });

  it('are shipped once by thirty who send the same, and received once by thirty at once', async () => {
    const itemId = await stocked(10);
    const sent = shipment([{ itemId, quantity: 4, lot: { code: 'R' } }]);
    const ships = await Promise.all(Array.from({ length: 30 }, () => ship(sent)));
    expect(ships.map((answer) => answer.status).sort()).toEqual([...Array<number>(29).fill(200), 201]);
    const receipts = await Promise.all(
      Array.from({ length: 30 }, () => receive(sent.id, receipt([{ itemId, quantity: 4 }]))),
    );
    expect(receipts.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(29).fill(409)]);
    expect([await level(from, itemId), await level(to, itemId)]).toEqual([6, 4]);
  });

  it('say which line is wrong', async () => {
    const itemId = await stocked(1);
    const theirs = await goods.item('Theirs', { groupId: await goods.otherGroup() });
    const wrong = async (body: object, path: string) => {
      const answer = await ship(body);
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ path }] }]);
    };
    const good = { itemId, quantity: 1 };
    await wrong(shipment([good, { itemId: theirs, quantity: 1 }]), 'lines[1].itemId');
    await wrong(shipment([good, { itemId, quantity: 0 }]), 'lines[1].quantity');
    await wrong(shipment([{ itemId, quantity: '1' }]), 'lines[0].quantity');
    await wrong(shipment([{ ...good, lot: { useBy: '2027-02-30' } }]), 'lines[0].lot.useBy');
    await wrong(shipment([{ ...good, recipient: 'x' }]), 'lines[0].recipient');
    await wrong(shipment([]), 'lines');
    await wrong(shipment([good], { toSiteId: from }), 'toSiteId');
    await wrong(shipment([good], { toSiteId: newId() }), 'toSiteId');
    await wrong(shipment([good], { shippedAt: now(11 * 60_000) }), 'shippedAt');
    const transit = await goods.db.query<{ id: string }>(`select id from site where kind = 'in_transit'`);
    await wrong(shipment([good], { fromSiteId: transit.rows[0]?.id }), 'fromSiteId');
    const { body } = await ship(shipment([good]));
    const late = await receive(body.id, receipt([{ itemId: newId(), quantity: 1 }]));
    expect(late).toMatchObject({ status: 422, body: { errors: [{ path: 'lines[0].itemId' }] } });
    expect(await receive(newId(), receipt([]))).toMatchObject({ status: 404 });
  });

  it('carry 500 lines', async () => {
    const itemId = await stocked(500);
    const lot = { code: 'x'.repeat(60), useBy: '2027-01-31', bestBy: '2027-01-31', madeOn: '2026-01-31' };
    const lines = Array.from({ length: 500 }, () => ({ itemId, quantity: 1, lot }));
    expect((await ship(shipment(lines))).status).toBe(201);
    expect(await ship(shipment([...lines, ...lines]))).toMatchObject({ status: 422 });
  });

  it('are listed newest first, by site and by whether they are on the way', async () => {
    const [here, there, itemId] = [await goods.site(), await goods.site(), await stocked(1)];
    const sent = [];
    for (const minutes of [3, 2, 1]) {
      const body = shipment([{ itemId, quantity: 1 }], { toSiteId: here, shippedAt: now(-minutes * 60_000) });
      sent.unshift((await ship(body)).body.id);
    }
    await receive(sent[1] ?? '', receipt([{ itemId, quantity: 1 }]));
    const list = async (query: string) =>
      (await volunteer.get<Page<TransferReply>>(`/api/v1/transfers?${query}`)).body;
    const ids = (page: Page<TransferReply>) => page.data.map((transfer) => transfer.id);
    expect(ids(await list(`siteId=${here}`))).toEqual(sent);
    expect(ids(await list(`siteId=${here}&open=true`))).toEqual([sent[0], sent[2]]);
    expect(ids(await list(`siteId=${here}&open=false`))).toEqual([sent[1]]);
    expect(ids(await list(`siteId=${there}`))).toEqual([]);
    const first = await list(`siteId=${here}&limit=2`);
    expect(ids(first)).toEqual(sent.slice(0, 2));
    expect(ids(await list(`siteId=${here}&limit=2&cursor=${first.nextCursor ?? ''}`))).toEqual(sent.slice(2));
    expect((await volunteer.get('/api/v1/transfers?cursor=zzz')).status).toBe(422);
  });

  it('make the figures of the site they go to stale', async () => {
    const itemId = await stocked(1);
    await goods.db.query(
      'insert into site_item (site_id, item_id, group_id, stale) values ($1, $2, $3, false)',
      [...[to, itemId, goods.groupId]],
    );
    await ship(shipment([{ itemId, quantity: 1 }]));
    const { rows } = await goods.db.query(
      'select stale, level from site_item where site_id = $1 and item_id = $2',
      [...[to, itemId]],
    );
    expect(rows).toEqual([{ stale: true, level: '0' }]);
  });

  it('are not undone movement by movement', async () => {
    const itemId = await stocked(1);
    await ship(shipment([{ itemId, quantity: 1 }]));
    const { rows } = await goods.db.query<{ id: string }>(
      'select id from movement where item_id = $1 and transfer_id is not null',
      [itemId],
    );
    const undone = await server.organizer.post(`/api/v1/movements/${rows[0]?.id ?? ''}/reversal`, {
      ...{ id: newId(), note: 'n' },
    });
    expect(undone).toMatchObject({ status: 409, body: { code: 'not_reversible' } });
  });
});
