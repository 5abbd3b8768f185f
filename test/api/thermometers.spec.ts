import type { ApiTokenMadeReply } from '@shared/people/people.contract';
import type { TemperaturesReply } from '@shared/fridges/cold.contract';
import type { FridgeReply } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { FridgeStory, StoryClock } from '../support/fridge-story';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('a fridge with two thermometers', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let siteId: Id;
  let door: FridgeStory;
  let shelf: FridgeStory;
  let hand: FridgeStory;
  const tokens = new Map<string, Person>();
  const clock = new StoryClock(new Date('2026-07-01T12:00:00Z'));

  beforeAll(async () => {
    server = await startTestApp({ clock: () => clock.now() });
    goods = await goodsOf(server);
    steward = await server.join('steward');
    for (const label of ['Door', 'Shelf']) {
      const body = { label, role: 'steward', onlyFor: 'readings' };
      const { token } = (await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', body)).body;
      tokens.set(label, server.as(token));
    }
  });

  beforeEach(async () => {
    siteId = await goods.site('fridge');
    const of = (person: Person | undefined) => new FridgeStory(person ?? steward, clock, siteId);
    [door, shelf, hand] = [of(tokens.get('Door')), of(tokens.get('Shelf')), of(steward)];
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const shown = async () => (await steward.get<FridgeReply>(`/api/v1/fridges/${siteId}`)).body.temperature;
  const drawn = async () => {
    const path = `/api/v1/sites/${siteId}/temperatures?from=${clock.at(-60)}`;
    return (await steward.get<TemperaturesReply>(path)).body;
  };

  it('shows with an alarm what the warm one said, though the other spoke later', async () => {
    await door.read([
      [-60, 4],
      [-40, 8],
      [-10, 9.5],
    ]);
    await shelf.read([
      [-50, 3],
      [-2, 3.2],
    ]);
    expect(await hand.cold()).toMatchObject({
      state: 'warm',
      alarms: [{ reading: { celsius: 9.5, occurredAt: clock.at(-10), source: 'sensor', sensor: 'Door' } }],
      last: { fridge: { celsius: 3.2, sensor: 'Shelf' } },
    });
    expect(await shown()).toEqual({ celsius: 9.5, takenAt: clock.at(-10) });
  });

  it('shows the newest of both when both are warm, and of the warm one when the other is cold again', async () => {
    await door.read([[-40, 8]]);
    await shelf.read([
      [-35, 7],
      [-5, 6.5],
    ]);
    expect(await shown()).toEqual({ celsius: 6.5, takenAt: clock.at(-5) });
    await shelf.read([[-1, 4]]);
    expect((await hand.cold()).alarms).toMatchObject([{ reading: { celsius: 8, sensor: 'Door' } }]);
    expect(await shown()).toEqual({ celsius: 8, takenAt: clock.at(-40) });
  });

  it('shows the newest of all once somebody read it cold, or the time was up and it is over', async () => {
    await door.read([[-200, 8]]);
    await shelf.read([[-150, 4]]);
    expect(await shown()).toMatchObject({ celsius: 8 });
    await hand.read([[-20, 4.4]]);
    await shelf.read([[-1, 4.1]]);
    expect(await hand.cold()).toMatchObject({ state: 'discard', alarms: [{ reading: null }] });
    expect(await shown()).toEqual({ celsius: 4.1, takenAt: clock.at(-1) });
  });

  it('shows what a person read too warm until any thermometer is cold', async () => {
    await hand.read([[-30, 7]]);
    expect((await hand.cold()).alarms).toMatchObject([{ reading: { source: 'hand', sensor: null } }]);
    await shelf.read([[-1, 4]]);
    expect([(await hand.cold()).state, await shown()]).toMatchObject(['ok', { celsius: 4 }]);
  });

  it('still shows the warm one that fell silent more than a week ago', async () => {
    await door.read([[-9 * 24 * 60, 8]]);
    await shelf.read([[-1, 4]]);
    expect(await shown()).toEqual({ celsius: 8, takenAt: clock.at(-9 * 24 * 60) });
  });

  it('is drawn together and apart, what people read last; one alone is not drawn twice', async () => {
    await shelf.read([
      [-58, 3],
      [-57, 3.6],
    ]);
    expect((await drawn()).thermometers).toEqual({ fridge: [], freezer: [], ambient: [] });
    await door.read([[-56, 8]]);
    await hand.read([[-8, 5]]);
    await hand.read([[-8, -19]], 'freezer');
    const { probes, thermometers } = await drawn();
    const step = (minutes: number, least: number, most: number, last: number) => {
      return { at: clock.at(minutes), leastCelsius: least, mostCelsius: most, lastCelsius: last };
    };
    expect(probes.fridge).toEqual([step(-60, 3, 8, 8), step(-10, 5, 5, 5)]);
    expect(thermometers.fridge).toEqual([
      { sensor: 'Door', steps: [step(-60, 8, 8, 8)] },
      { sensor: 'Shelf', steps: [step(-60, 3, 3.6, 3.6)] },
      { sensor: null, steps: [step(-10, 5, 5, 5)] },
    ]);
    expect(thermometers.freezer).toEqual([]);
  });
});
