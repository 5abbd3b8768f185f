import sharp from 'sharp';
import { v7 as newId } from 'uuid';
import type { FridgeReply, RecordVisitReply, VisitReply } from '@shared/fridges/visits.contract';
import type { MovementReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { Database } from '@api/platform/database';
import { discardExpiredPhotos } from '@api/sites/photos/photos';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('visits to fridges', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let fridge: string;
  let store: string;
  let now = new Date('2026-11-22T15:00:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    steward = await server.join('steward', 'Sam');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  beforeEach(async () => {
    now = new Date('2026-11-22T15:00:00Z');
    [fridge, store] = [await goods.site('fridge', ['raw_meat_fish']), await goods.site()];
  });

  const at = (hour: number) => new Date(Date.parse('2026-11-22T00:00:00Z') + hour * 3_600_000).toISOString();
  const visit = (more: object = {}) => ({ id: newId(), siteId: fridge, occurredAt: at(12), ...more });
  const send = (body: object, person = steward) => person.post<RecordVisitReply>('/api/v1/visits', body);
  const level = async (itemId: string, siteId = fridge) => (await goods.stockOf(siteId, itemId))?.onHand ?? 0;
  const history = async (itemId: string) =>
    (await steward.get<Page<MovementReply>>(`/api/v1/movements?siteId=${fridge}&itemId=${itemId}`)).body.data;
  const picture = async () =>
    (
      await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#7a5' } })
        .withExif({ IFD0: { Make: 'TellTale' } })
        .jpeg()
        .toBuffer()
    ).toString('base64');

  it('say what was seen, left, thrown out and put in', async () => {
    const [milk, bread, dairy] = [
      await goods.item('Milk'),
      await goods.item('Bread'),
      await goods.category('ordinary'),
    ];
    const body = visit({
      temperatures: [
        { probe: 'fridge', celsius: 4.2 },
        { probe: 'ambient', celsius: 21 },
      ],
      ...{ fullness: 2, condition: 'clean', note: 'Wiped the shelves.' },
      left: [
        { itemId: milk, quantity: 2 },
        { categoryId: dairy, level: 'some' },
      ],
      thrownOut: [{ itemId: bread, quantity: 1, wasteReason: 'spoiled' }],
      putIn: [
        { itemId: milk, quantity: 6, donor: 'Eastside Bakery', lot: { useBy: '2026-12-01' } },
        { itemId: bread, quantity: 4, fromSiteId: store },
      ],
      photo: await picture(),
    });
    const { status, body: reply } = await send(body);
    expect(status).toBe(201);
    expect(reply).toMatchObject({
      photo: 'kept',
      left: [{ status: 'recorded' }, { status: 'recorded' }],
      thrownOut: [{ status: 'recorded', onHand: 3, problem: null }],
      putIn: [
        { status: 'recorded', onHand: 8 },
        { status: 'recorded', onHand: -4 },
      ],
    });
    expect(reply.visit).toMatchObject({
      ...{ id: body.id, siteId: fridge, occurredAt: '2026-11-22T12:00:00.000Z', memberName: 'Sam' },
      ...{ fullness: 2, condition: 'clean', note: 'Wiped the shelves.', reversedAt: null },
      temperatures: [
        { probe: 'ambient', celsius: 21 },
        { probe: 'fridge', celsius: 4.2 },
      ],
      thrownOut: [{ itemId: bread, reason: 'waste', wasteReason: 'spoiled' }],
      inferred: [{ itemId: milk, reason: 'donation', donor: null, quantity: 2 }],
    });
    expect(reply.visit.putIn.map(({ itemId, reason }) => [itemId, reason]).sort()).toEqual(
      [
        [milk, 'donation'],
        [bread, 'transfer'],
      ].sort(),
    );
    expect(
      reply.visit.left.map(({ itemId, categoryId, quantity, level: rough }) => [
        itemId ?? categoryId,
        quantity,
        rough,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [milk, 2, null],
        [dairy, null, 'some'],
      ]),
    );
    expect(await level(bread, store)).toBe(-4);
    expect((await steward.get<VisitReply>(`/api/v1/visits/${body.id}`)).body).toEqual(reply.visit);
  });

  it('change nothing when sent again, and are refused with another content', async () => {
    const milk = await goods.item();
    const body = visit({
      fullness: 1,
      left: [{ itemId: milk, quantity: 1 }],
      putIn: [{ itemId: milk, quantity: 5 }],
    });
    const first = await send(body);
    now = new Date('2026-11-22T18:00:00Z');
    for (const again of [body, { ...body, id: body.id.toUpperCase() }]) {
      const second = await send(again);
      expect(second.status).toBe(200);
      expect(second.body.visit).toEqual(first.body.visit);
      expect(second.body.putIn).toMatchObject([{ status: 'duplicate', onHand: 6 }]);
    }
    expect(await level(milk)).toBe(6);
    expect((await send({ ...body, fullness: 2 })).body).toMatchObject({ code: 'id_reused' });
    expect((await send({ ...body, putIn: [{ itemId: milk, quantity: 6 }] })).status).toBe(409);
  });

  it('book what neighbours took since the visit before, and say so', async () => {
    const milk = await goods.item();
    await send(
      visit({
        occurredAt: at(0),
        left: [{ itemId: milk, quantity: 0 }],
        putIn: [{ itemId: milk, quantity: 10 }],
      }),
    );
    const next = visit({
      occurredAt: at(12),
      left: [{ itemId: milk, quantity: 3 }],
      thrownOut: [{ itemId: milk, quantity: 2, wasteReason: 'past_date' }],
    });
    const { body } = await send(next);
    expect(body.visit.inferred).toMatchObject([
      {
        ...{
          reason: 'distribution',
          channel: 'fridge',
          quantity: 2,
          fromSiteId: fridge,
          householdSize: null,
        },
        inferred: { visitId: next.id, from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' },
      },
      { reason: 'distribution', channel: 'fridge', quantity: 3 },
    ]);
    expect(await level(milk)).toBe(3);
    const told = await history(milk);
    expect(told.filter(({ inferred }) => inferred?.visitId === next.id)).toHaveLength(2);
    expect(told.filter(({ reason, inferred }) => reason !== 'distribution' && inferred)).toEqual([]);
  });

  it('correct what was booked when one arrives late', async () => {
    const milk = await goods.item();
    await send(visit({ occurredAt: at(1), putIn: [{ itemId: milk, quantity: 10 }] }));
    const last = visit({ occurredAt: at(14), left: [{ itemId: milk, quantity: 2 }] });
    expect((await send(last)).body.visit.inferred.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(8);
    const late = visit({
      occurredAt: at(8),
      left: [{ itemId: milk, quantity: 7 }],
      putIn: [{ itemId: milk, quantity: 5 }],
    });
    expect((await send(late)).body.visit.inferred.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
    const corrected = (await steward.get<VisitReply>(`/api/v1/visits/${last.id}`)).body.inferred;
    expect(corrected).toMatchObject([{ quantity: 10, inferred: { from: at(8), to: at(14) } }]);
    expect(await level(milk)).toBe(2);
  });

  it('let no bad line cost the good ones', async () => {
    const milk = await goods.item();
    const { status, body } = await send(
      visit({
        left: [
          { itemId: newId(), quantity: 1 },
          { itemId: milk, quantity: -1 },
          { quantity: 1 },
          { itemId: milk, level: 'few' },
        ],
        thrownOut: [
          { itemId: milk, quantity: 1, wasteReason: 'hungry' },
          { itemId: milk, quantity: 1, recipientName: 'Rosa' },
        ],
        putIn: [
          { code: 'nonsense', packs: 1 },
          { itemId: milk, quantity: 3 },
          { itemId: milk, quantity: 1, toSiteId: store },
          { itemId: milk, quantity: 1, fromSiteId: fridge },
        ],
        photo: Buffer.from('no picture').toString('base64'),
      }),
    );
    expect(status).toBe(201);
    expect(body.left.map(({ problem }) => problem?.code ?? null)).toEqual([
      'unknown_item',
      'invalid_quantity',
      'invalid_item',
      null,
    ]);
    expect(body.thrownOut.map(({ problem }) => problem?.code)).toEqual([
      'invalid_detail',
      'recipient_identity',
    ]);
    expect(body.putIn.map(({ problem }) => problem?.code ?? null)).toEqual([
      'unknown_code',
      null,
      'unknown_field',
      'same_site',
    ]);
    expect(body.photo).toBe('refused');
    expect(await level(milk)).toBe(3);
  });

  it('take what was refused otherwise, under the same id, and nothing else', async () => {
    const [milk, bread] = [await goods.item(), await goods.item()];
    const ids = [newId(), newId(), newId()];
    const lines = {
      left: [
        { itemId: milk, quantity: 1 },
        { itemId: newId(), quantity: 2 },
      ],
      thrownOut: [{ id: ids[0], itemId: milk, quantity: 1, wasteReason: 'spoiled' }],
      putIn: [
        { id: ids[1], code: 'nonsense', packs: 3 },
        { id: ids[2], itemId: milk, quantity: 5 },
      ],
    };
    const body = visit({ fullness: 1, ...lines });
    const first = (await send(body)).body;
    expect(first.putIn.map(({ status }) => status)).toEqual(['refused', 'recorded']);
    expect(await level(milk)).toBe(6);
    const put = {
      ...{ left: [...lines.left.slice(0, 1), { itemId: bread, quantity: 2 }], thrownOut: lines.thrownOut },
      // At another place, and another thing by now.
      putIn: [lines.putIn[1], { id: ids[1], itemId: bread, quantity: 4 }],
    };
    for (const otherwise of [
      { ...put, fullness: 2 },
      { ...put, thrownOut: [] },
      { ...put, left: [{ itemId: milk, quantity: 2 }] },
      { ...put, left: [] },
      { ...put, putIn: [{ ...lines.putIn[1], quantity: 6 }] },
    ])
      expect((await send({ ...body, ...otherwise })).body).toMatchObject({ code: 'id_reused' });
    const right = await send({ ...body, ...put });
    expect([right.status, right.body.visit.left.length]).toEqual([200, 2]);
    expect(right.body.putIn).toMatchObject([
      { id: ids[2], status: 'duplicate' },
      { id: ids[1], status: 'recorded', onHand: 6 },
    ]);
    expect(right.body.left.map(({ status }) => status)).toEqual(['recorded', 'recorded']);
    expect([await level(milk), await level(bread)]).toEqual([6, 6]);
    expect((await send({ ...body, ...put })).body.putIn.map(({ status }) => status)).toEqual([
      ...['duplicate', 'duplicate'],
    ]);
    // Nothing of it is refused any more: neither the first writing nor more lines come in.
    expect((await send(body)).body).toMatchObject({ code: 'id_reused' });
    const more = [...put.putIn, { id: newId(), itemId: bread, quantity: 1 }];
    expect((await send({ ...body, ...put, putIn: more })).body).toMatchObject({ code: 'id_reused' });
    expect([await level(milk), await level(bread)]).toEqual([6, 6]);
  });

  it('keep what was left of an item that becomes known later', async () => {
    const soup = newId();
    const body = visit({ left: [{ itemId: soup, quantity: 3 }] });
    expect((await send(body)).body.left).toMatchObject([{ status: 'refused' }]);
    await steward.post('/api/v1/items', { id: soup, name: 'Soup', unit: 'each' });
    const again = (await send(body)).body;
    expect([again.left[0]?.status, again.visit.left.map(({ quantity }) => quantity)]).toEqual([
      'recorded',
      [3],
    ]);
    expect(await level(soup)).toBe(3);
  });

  it('take nothing more once they are undone', async () => {
    const bread = await goods.item();
    const line = { id: newId(), code: 'nonsense', packs: 3 };
    const body = visit({ putIn: [line] });
    await send(body);
    await steward.post(`/api/v1/visits/${body.id}/reversal`, { id: newId(), note: 'wrong fridge' });
    const put = { ...body, putIn: [{ id: line.id, itemId: bread, quantity: 3 }] };
    for (const again of [body, put])
      expect((await send(again)).body).toMatchObject({ code: 'already_reversed' });
    expect(await level(bread)).toBe(0);
  });

  it('refuse a line whose id is none', async () => {
    const milk = await goods.item();
    const { body } = await send(
      visit({
        putIn: [
          { id: 'first', itemId: milk, quantity: 1 },
          { id: 7, itemId: milk, quantity: 1 },
        ],
      }),
    );
    expect(body.putIn.map(({ problem }) => problem?.code)).toEqual(['invalid_id', 'invalid_id']);
  });

  it('warn of what the fridge does not take', async () => {
    const chicken = await goods.item('Chicken', { categoryId: await goods.category('raw_meat_fish') });
    const { body } = await send(visit({ putIn: [{ itemId: chicken, quantity: 1 }] }));
    expect(body.putIn).toMatchObject([{ status: 'recorded', warnings: ['site_refuses'] }]);
  });

  it('are to fridges, by stewards, and not ahead of the time', async () => {
    expect((await send(visit({ siteId: store }))).body).toMatchObject({
      errors: [{ path: 'siteId', code: 'no_fridge' }],
    });
    expect((await send(visit({ siteId: newId() }))).body).toMatchObject({
      errors: [{ path: 'siteId', code: 'unknown_site' }],
    });
    expect((await send(visit({ occurredAt: at(16) }))).body).toMatchObject({
      errors: [{ code: 'in_the_future' }],
    });
    expect((await send(visit(), await server.join('volunteer'))).status).toBe(403);
    const theirs = await goods.site('fridge', [], await goods.otherGroup());
    expect((await send(visit({ siteId: theirs }))).status).toBe(422);
  });

  it('are undone with all that followed', async () => {
    const milk = await goods.item();
    await send(visit({ occurredAt: at(1), putIn: [{ itemId: milk, quantity: 10 }] }));
    const wrong = visit({
      left: [{ itemId: milk, quantity: 0 }],
      putIn: [{ itemId: milk, quantity: 4 }],
      photo: await picture(),
    });
    const { photoId } = (await send(wrong)).body.visit;
    expect(await level(milk)).toBe(4);
    const undo = { id: newId(), note: 'wrong fridge' };
    const reverse = (body: object, person = steward) =>
      person.post<VisitReply>(`/api/v1/visits/${wrong.id}/reversal`, body);
    expect((await reverse(undo, await server.join('volunteer'))).status).toBe(403);
    const undone = await reverse(undo);
    expect([undone.status, undone.body.inferred]).toEqual([201, []]);
    expect(undone.body.reversedAt).toBe('2026-11-22T15:00:00.000Z');
    expect((await reverse(undo)).status).toBe(200);
    expect((await reverse({ ...undo, id: newId() })).body).toMatchObject({ code: 'already_reversed' });
    expect(await level(milk)).toBe(10);
    expect((await steward.get(`/api/v1/photos/${photoId}`)).status).toBe(404);
  });

  it('take no item for wrong any more that was counted', async () => {
    const milk = await goods.item();
    await goods.record(steward, {
      reason: 'distribution',
      itemId: milk,
      quantity: 3,
      fromSiteId: fridge,
      occurredAt: at(1),
    });
    expect((await goods.stockOf(fridge, milk))?.needsCount).toBe(true);
    await send(visit({ left: [{ itemId: milk, quantity: 2 }] }));
    expect(await goods.stockOf(fridge, milk)).toMatchObject({ needsCount: false, onHand: 2 });
  });

  it('show a photo to members of the group, without what the camera wrote, until it expires', async () => {
    const { photoId } = (await send(visit({ photo: await picture() }))).body.visit;
    const path = `${server.address}/api/v1/photos/${photoId}`;
    const look = (token: string | null) =>
      fetch(path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    const shown = await look((await server.join('volunteer')).token);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect([bytes.length < 300_000, bytes.toString('latin1').includes('TellTale')]).toEqual([true, false]);
    expect((await look(null)).status).toBe(401);
    now = new Date('2026-12-23T15:00:00Z');
    expect((await look(steward.token)).status).toBe(404);
    const database = server.app.get(Database);
    expect(await database.enter(discardExpiredPhotos)).toBeGreaterThan(0);
    const { rows } = await goods.db.query('select from photo where id = $1', [photoId]);
    expect(rows).toEqual([]);
  });

  it('are listed newest first, page by page, of one fridge or of all', async () => {
    const sent = [3, 9, 6].map((hour) => visit({ occurredAt: at(hour), fullness: 1 }));
    for (const body of sent) await send(body);
    const page = (query: string) => steward.get<Page<VisitReply>>(`/api/v1/visits?${query}`);
    const all = (await page(`siteId=${fridge}`)).body;
    expect(all.data.map(({ occurredAt }) => occurredAt)).toEqual([at(9), at(6), at(3)]);
    const first = (await page(`siteId=${fridge}&limit=2`)).body;
    const second = (await page(`siteId=${fridge}&limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.data, ...second.data]).toEqual(all.data);
    expect(second.nextCursor).toBeNull();
    expect((await page('limit=500')).body.data.length).toBeGreaterThan(3);
  });

  it('make the list of fridges: how each is, and whether a visit is overdue', async () => {
    const milk = await goods.item();
    const before = (await steward.get<FridgeReply>(`/api/v1/fridges/${fridge}`)).body;
    expect(before).toMatchObject({
      lastVisit: null,
      fullness: null,
      temperature: null,
      lastRestockAt: null,
      overdue: false,
    });
    await send(
      visit({
        occurredAt: at(10),
        fullness: 3,
        condition: 'needs_cleaning',
        putIn: [{ itemId: milk, quantity: 1 }],
      }),
    );
    const last = visit({
      occurredAt: at(14),
      temperatures: [{ probe: 'fridge', celsius: 4.5 }],
      left: [{ itemId: milk, quantity: 3 }],
    });
    await send(last);
    const known = {
      ...{ siteId: fridge, fullness: 3, condition: 'needs_cleaning', overdue: false },
      lastVisit: { id: last.id, occurredAt: at(14), fullness: null },
      ...{ temperature: { celsius: 4.5, takenAt: at(14) }, lastRestockAt: at(10) },
    };
    expect((await steward.get(`/api/v1/fridges/${fridge}`)).body).toMatchObject(known);
    now = new Date('2026-11-24T15:00:00Z');
    const list = (await steward.get<Page<FridgeReply>>('/api/v1/fridges')).body.data;
    expect(list.find(({ siteId }) => siteId === fridge)).toMatchObject({ ...known, overdue: true });
    expect(list.map(({ siteId }) => siteId)).not.toContain(store);
  });
});
