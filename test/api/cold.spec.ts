import { v7 as newId } from 'uuid';
import type {
  ColdReply,
  PowerCutReply,
  TemperaturesReply,
  WarmGoodsReply,
} from '@shared/fridges/cold.contract';
import type { MovementReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { FridgeStory, StoryClock } from '../support/fridge-story';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('the cold chain', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let clock: StoryClock;
  let fridge: FridgeStory;

  beforeAll(async () => {
    clock = new StoryClock(new Date('2026-07-01T12:00:00Z'));
    server = await startTestApp({ clock: () => clock.now() });
    goods = await goodsOf(server);
    steward = await server.join('steward');
  });

  beforeEach(async () => {
    fridge = new FridgeStory(steward, clock, await goods.site('fridge'));
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const state = async () => (await fridge.cold()).state;

  it('goes from a first warm reading to the time that is up, thrown out and cold again', async () => {
    const [milk, bread] = [await goods.item('Milk'), await goods.item('Bread')];
    const toSiteId = fridge.siteId;
    await server.organizer.post('/api/v1/categories', { name: 'Cheap dairy', kind: 'raw_milk' });
    await goods.db.query(
      `update item set category_id = (select id from category where name = 'Dairy and eggs') where id = $1`,
      [milk],
    );
    await goods.db.query(
      `update item set category_id = (select id from category where name = 'Bread and bakery') where id = $1`,
      [bread],
    );
    const occurredAt = clock.at(-60);
    const lot = { useBy: '2026-07-09' };
    await goods.record(
      server.organizer,
      { reason: 'donation', itemId: milk, quantity: 6, toSiteId, occurredAt, lot },
      { reason: 'donation', itemId: milk, quantity: 2, toSiteId, occurredAt },
      { reason: 'donation', itemId: bread, quantity: 5, toSiteId, occurredAt },
    );

    expect(await state()).toBe('no_readings');
    await fridge.read([[0, 4.0]]);
    expect(await state()).toBe('ok');
    clock.pass(10);
    await fridge.read([[0, 7.5]]);
    const timeUpAt = clock.at(120);
    // One reading may be the door.
    expect(await fridge.cold()).toMatchObject({ state: 'check_again', warmSince: clock.at(0), timeUpAt });
    clock.pass(25);
    await fridge.read([[0, 9.1]]);
    expect(await fridge.cold()).toMatchObject({ state: 'warm', warmSince: clock.at(-25), timeUpAt });
    clock.pass(94);
    expect(await state()).toBe('warm');
    clock.pass(1);
    expect(await state()).toBe('discard');

    const path = `/api/v1/sites/${fridge.siteId}/warm-goods`;
    const there = (await steward.get<WarmGoodsReply[]>(path)).body;
    expect(there.map(({ itemName, onHand, whenWarm }) => [itemName, onHand, whenWarm])).toEqual([
      ['Milk', 6, 'discard'],
      ['Milk', 2, 'discard'],
      ['Bread', 5, 'keep'],
    ]);
    const thrown = there
      .filter(({ whenWarm }) => whenWarm === 'discard')
      .map(({ itemId, lotId, onHand }) => ({ itemId, lotId, quantity: onHand }));
    const id = newId();
    const checkedAt = clock.at(0);
    const once = await fridge.check(thrown, id, checkedAt);
    expect(once.discarded.map(({ status }) => status)).toEqual(['recorded', 'recorded']);
    // It is still warm, but what was in it is looked after.
    expect(once.cold).toMatchObject({ state: 'warm', lastCheckAt: checkedAt });
    const twice = await fridge.check(thrown, id, checkedAt);
    expect(twice.discarded.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
    expect((await goods.stockOf(fridge.siteId, milk))?.onHand).toBe(0);
    expect((await goods.stockOf(fridge.siteId, bread))?.onHand).toBe(5);
    const history = await steward.get<Page<MovementReply>>(`/api/v1/movements?itemId=${milk}`);
    expect(history.body.data.filter(({ wasteReason }) => wasteReason === 'too_warm')).toHaveLength(2);

    clock.pass(30);
    await fridge.read([[0, 4.2]]);
    expect(await state()).toBe('ok');
    expect(await fridge.excursions()).toMatchObject([
      { peakCelsius: 9.1, limitCelsius: 5, verdict: 'too_long', endedAt: clock.at(0), checkedAt },
    ]);
  });

  it('keeps telling that food was warm for too long, cold again or not, until somebody looks', async () => {
    await fridge.read([
      [-300, 4],
      [-240, 8],
      [-60, 4],
    ]);
    expect(await state()).toBe('discard');
    clock.pass(60 * 20);
    await fridge.read([[0, 4]]);
    expect(await state()).toBe('discard');
    expect((await fridge.check()).cold.state).toBe('ok');
  });

  it('forgets a door that stood open, and an excursion that ended in time tells nothing but its record', async () => {
    await fridge.read([
      [-100, 4],
      [-95, 12],
      [-80, 4],
    ]);
    expect([await state(), await fridge.excursions()]).toEqual(['ok', []]);
    await fridge.read([
      [-70, 8],
      [-10, 4],
    ]);
    expect([await state(), await fridge.excursions()]).toMatchObject([
      'ok',
      [{ verdict: 'in_time', timeUpAt: null, peakCelsius: 8 }],
    ]);
  });

  it('has an hour where the air around is hot', async () => {
    await fridge.read([[-70, 33]], 'ambient');
    await fridge.read([[-59, 6]]);
    expect(await fridge.cold()).toMatchObject({ timeUpAt: clock.at(1) });
    clock.pass(1);
    expect(await state()).toBe('discard');
  });

  it('knows nothing when readings stop: of a sensor after an hour, of people after a day', async () => {
    await fridge.read([[0, 4]]);
    clock.pass(24 * 60);
    expect(await state()).toBe('ok');
    clock.pass(1);
    expect(await state()).toBe('unknown');
    const made = await server.organizer.post<{ token: string }>('/api/v1/api-tokens', {
      ...{ label: 'probe', role: 'steward', onlyFor: 'readings' },
    });
    await new FridgeStory(server.as(made.body.token), clock, fridge.siteId).read([[0, 4]]);
    clock.pass(60);
    expect(await state()).toBe('ok');
    clock.pass(1);
    expect(await fridge.cold()).toMatchObject({ state: 'unknown', last: { fridge: { celsius: 4 } } });
  });

  it('judges anew when a late reading changes what was known', async () => {
    await fridge.read([
      [-200, 8],
      [-10, 8],
    ]);
    expect(await state()).toBe('discard');
    await fridge.read([[-100, 4]]);
    expect(await fridge.excursions()).toMatchObject([
      { beganAt: clock.at(-10), endedAt: null },
      { beganAt: clock.at(-200), endedAt: clock.at(-100), verdict: 'in_time' },
    ]);
    expect(await state()).toBe('check_again');
  });

  it('counts a power cut from its beginning, and believes a thermometer first', async () => {
    const path = `/api/v1/sites/${fridge.siteId}/power-cuts`;
    await fridge.read([[-10, 4]]);
    const cut = { id: newId(), beganAt: clock.at(-5), isFreezerFull: true };
    const begun = await steward.post<PowerCutReply>(path, cut);
    expect([begun.status, (await steward.post(path, cut)).status]).toEqual([201, 200]);
    expect((await steward.post(path, { ...cut, isFreezerFull: false })).status).toBe(409);
    const another = await steward.post(path, { ...cut, id: newId() });
    expect(another).toMatchObject({ status: 409, body: { code: 'in_use' } });
    expect(await fridge.cold()).toMatchObject({ state: 'ok', powerCut: { id: cut.id } });
    clock.pass(234);
    expect(await state()).toBe('warm');
    clock.pass(1);
    expect(await fridge.cold()).toMatchObject({ state: 'discard', alarms: [{ peakCelsius: null }] });
    await fridge.read([[0, 4.8]]);
    expect(await state()).toBe('warm');
    const ended = await steward.patch<PowerCutReply>(`${path}/${cut.id}`, { endedAt: clock.at(0) });
    expect(ended.body).toMatchObject({ endedAt: clock.at(0) });
    expect(await fridge.cold()).toMatchObject({ state: 'ok', powerCut: null });
    const before = await steward.patch(`${path}/${cut.id}`, { endedAt: clock.at(-600) });
    expect(before.status).toBe(422);
  });

  it('goes by the limits of the site, else of the preset', async () => {
    const path = `/api/v1/sites/${fridge.siteId}/cold`;
    await fridge.read([[-130, 6.5]]);
    expect(await state()).toBe('discard');
    const volunteer = await server.join('volunteer');
    expect((await volunteer.patch(path, { fridgeCelsius: 7 })).status).toBe(403);
    const changed = await server.organizer.patch<ColdReply>(path, {
      ...{ fridgeCelsius: 7, allowedMinutes: 240, visitEveryHours: 12, acceptsNote: ' Sealed food only ' },
    });
    expect(changed.body).toMatchObject({
      ...{ state: 'ok', visitEveryHours: 12, acceptsNote: 'Sealed food only', preset: 'us' },
      limits: { fridgeCelsius: 7, freezerCelsius: -17.8, allowedMinutes: 240, hotAllowedMinutes: 60 },
      own: { fridgeCelsius: 7, freezerCelsius: null, allowedMinutes: 240, hotAllowedMinutes: null },
    });
    const back = await server.organizer.patch<ColdReply>(path, { fridgeCelsius: null, allowedMinutes: null });
    expect(back.body).toMatchObject({ state: 'discard', limits: { fridgeCelsius: 5, allowedMinutes: 120 } });
    for (const bad of [
      { fridgeCelsius: 16 },
      { fridgeCelsius: 4.25 },
      { allowedMinutes: 14 },
      { preparedFoodDays: 8 },
    ])
      expect((await server.organizer.patch(path, bad)).status).toBe(422);
  });

  it('draws a month in at most 300 steps', async () => {
    await fridge.read(Array.from({ length: 400 }, (_, n) => [-n * 100, n % 7 === 0 ? 6 : 4]));
    const from = clock.at(-40_000);
    const path = `/api/v1/sites/${fridge.siteId}/temperatures?from=${from}&to=${clock.at(1)}`;
    const { body } = await steward.get<TemperaturesReply>(path);
    expect(body.stepMinutes).toBe(180);
    expect(body.probes.fridge.length).toBeLessThanOrEqual(300);
    expect(
      body.probes.fridge.some(({ leastCelsius, mostCelsius }) => leastCelsius === 4 && mostCelsius === 6),
    ).toBe(true);
    expect(body.excursions.length).toBeGreaterThan(10);
    const tooLong = await steward.get(
      `/api/v1/sites/${fridge.siteId}/temperatures?from=2026-01-01T00:00:00Z`,
    );
    expect(tooLong.status).toBe(422);
  });

  it('refuses a line thrown out that names what is not there, and no other', async () => {
    const [milk, other] = [await goods.item(), await goods.item()];
    const occurredAt = clock.at(-1);
    const lot = { code: 'L1' };
    await goods.record(server.organizer, {
      ...{ reason: 'donation', itemId: milk, quantity: 6, toSiteId: fridge.siteId, occurredAt, lot },
    });
    const lotId = (await goods.stockOf(fridge.siteId, milk))?.lots[0]?.lotId;
    const { discarded } = await fridge.check([
      { itemId: newId(), quantity: 1 },
      { itemId: other, lotId, quantity: 1 },
      { itemId: milk, lotId, quantity: 2 },
    ]);
    expect(discarded.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      ...['unknown_item', 'invalid_lot', 'recorded'],
    ]);
    const volunteer = await server.join('volunteer');
    const path = `/api/v1/sites/${fridge.siteId}/cold-checks`;
    const body = { id: newId(), checkedAt: clock.at(0), discarded: [] };
    expect((await volunteer.post(path, body)).status).toBe(403);
    expect((await steward.post(path, { ...body, checkedAt: clock.at(11) })).status).toBe(422);
  });
});
