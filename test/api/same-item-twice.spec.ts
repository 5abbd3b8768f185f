import { v7 as newId } from 'uuid';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { RecordMovementsReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { Device } from '../support/device';
import { type Goods, goodsOf } from '../support/goods';
import { otherGroup } from '../support/other-group';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('two devices that add the same thing offline', () => {
  let server: TestApp;
  let goods: Goods;
  let store: Id;
  let [first, second]: Person[] = [];
  let digits = 0;

  const newItem = (code: string, more: object = {}) => ({
    ...{ id: newId(), name: 'Chickpeas', unit: 'each', onConflict: 'use_existing', barcodes: [{ code }] },
    ...more,
  });
  const make = (person: Person | undefined, body: object) =>
    (person as Person).post<ItemReply>('/api/v1/items', body);
  const donation = (itemId: Id, more: object = {}) => ({
    ...{ id: newId(), reason: 'donation', itemId, quantity: 3, toSiteId: store },
    ...{ occurredAt: new Date().toISOString(), ...more },
  });
  const send = async (person: Person | undefined, ...movements: object[]) =>
    (await (person as Person).post<RecordMovementsReply>('/api/v1/movements', { movements })).body.results;
  /** A code that no other test uses; no GTIN, so no check digit. */
  const newCode = () => `SHELF-${++digits}`;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    store = await goods.site();
    [first, second] = [await server.join('volunteer'), await server.join('steward')];
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  it('end up with one item, and every scan on it', async () => {
    const code = newCode();
    const [one, two] = [newItem(code), newItem(code, { name: 'Chick peas, can' })];
    expect((await make(first, one)).status).toBe(201);
    const answer = await make(second, two);
    expect([answer.status, answer.body.id, answer.body.name]).toEqual([200, one.id, 'Chickpeas']);

    const lot = { code: 'L1', useBy: '2031-05-01' };
    const batch = [donation(two.id, { lot }), donation(one.id), donation(newId()), donation(two.id)];
    const results = await send(second, ...batch);
    expect(results.map(({ status, onHand, problem }) => [status, onHand, problem?.code])).toEqual([
      ['recorded', 9, undefined],
      ['recorded', 9, undefined],
      ['refused', null, 'unknown_item'],
      ['recorded', 9, undefined],
    ]);
    expect(
      (await goods.stockOf(store, one.id))?.lots.map(({ code: lotCode, onHand }) => [lotCode, onHand]),
    ).toEqual(expect.arrayContaining([['L1', 3]]));
    // Sent again, also by another device, nothing changes.
    const again = await send(first, ...batch);
    expect(again.map(({ status, onHand }) => [status, onHand])).toEqual([
      ['duplicate', 9],
      ['duplicate', 9],
      ['refused', null],
      ['duplicate', 9],
    ]);
  });

  it('learn from a sync which id stands for which', async () => {
    const code = newCode();
    const [one, two] = [newItem(code), newItem(code)];
    await make(first, one);
    const device = new Device(second as Person);
    await device.sync();
    await make(second, two);
    await device.sync();
    expect(device.aliases.get(two.id)).toBe(one.id);
    expect((await (second as Person).get<ItemReply>(`/api/v1/items/${two.id}`)).body.id).toBe(one.id);
    const ask = await (second as Person).post<{ itemId: Id }>('/api/v1/missed-asks', {
      ...{ id: newId(), siteId: store, itemId: two.id, quantity: 1, occurredAt: new Date().toISOString() },
    });
    expect([ask.status, ask.body.itemId]).toEqual([201, one.id]);
  });

  it('do so in the very same moment too, twenty of them', async () => {
    const code = newCode();
    const bodies = Array.from({ length: 20 }, () =>
      newItem(code, { barcodes: [{ code }, { code: newCode() }] }),
    );
    const answers = await Promise.all(bodies.map((body, at) => make(at % 2 ? first : second, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const results = await send(first, ...bodies.map(({ id }) => donation(id, { quantity: 1 })));
    expect(results.map(({ status, onHand }) => [status, onHand])).toEqual(
      Array<[string, number]>(20).fill(['recorded', 20]),
    );
    const item = (await (first as Person).get<ItemReply>(`/api/v1/items/${answers[0]?.body.id}`)).body;
    expect(item.barcodes).toHaveLength(21);
  });

  it('may send the same again, and nothing else by the same id', async () => {
    const code = newCode();
    const [one, two] = [newItem(code), newItem(code)];
    await make(first, one);
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(second, two)));
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual(
      Array<[number, Id]>(5).fill([200, one.id]),
    );
    const other = await make(second, { ...two, name: 'Lentils' });
    expect([other.status, other.body]).toEqual([409, expect.objectContaining({ code: 'id_reused' })]);
  });

  it('are told where the two cannot be one', async () => {
    const code = newCode();
    await make(first, newItem(code));
    for (const body of [newItem(code, { unit: 'g' }), newItem(code, { onConflict: 'refuse' })]) {
      const answer = await make(second, body);
      expect([answer.status, answer.body]).toEqual([409, expect.objectContaining({ code: 'in_use' })]);
      expect((await send(second, donation(body.id)))[0]?.problem?.code).toBe('unknown_item');
    }
  });

  it('never take a name of another group', async () => {
    const code = newCode();
    const [one, two] = [newItem(code), newItem(code)];
    await make(first, one);
    await make(second, two);
    const stranger = await otherGroup(server);
    expect((await stranger.get(`/api/v1/items/${two.id}`)).status).toBe(404);
    const [result] = await send(stranger, donation(two.id));
    expect(result?.status).toBe('refused');
  });
});
