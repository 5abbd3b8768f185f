import { v7 as newId } from 'uuid';
import type { ReadingReply, ReadingResult } from '@shared/fridges/readings.contract';
import type { ApiTokenMadeReply } from '@shared/people/people.contract';
import type { Page } from '@shared/words/page';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('the webhook for sensors', () => {
  let server: TestApp;
  let goods: Goods;
  let siteId: string;
  const now = new Date('2026-11-22T15:00:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
  });

  beforeEach(async () => {
    siteId = await goods.site('fridge');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const sensor = async (): Promise<Person> => {
    const body = { label: 'Oak St probe', role: 'steward', onlyFor: 'readings', siteId };
    return server.as((await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', body)).body.token);
  };
  const send = (person: Person, body: object) =>
    person.post<ReadingResult>(`/api/v1/sites/${siteId}/readings/webhook`, body);
  const kept = async () =>
    (await server.organizer.get<Page<ReadingReply>>(`/api/v1/readings?siteId=${siteId}`)).body.data;

  it('takes what ESPHome and Home Assistant send', async () => {
    const probe = await sensor();
    expect((await send(probe, { temperature: 4.26, unit: 'C' })).body).toMatchObject({ status: 'recorded' });
    expect((await send(probe, { state: '0', unit_of_measurement: '°F', probe: 'freezer' })).status).toBe(200);
    expect((await kept()).map((one) => [one.probe, one.celsius, one.source, one.sensor]).sort()).toEqual([
      ['freezer', -17.8, 'sensor', 'Oak St probe'],
      ['fridge', 4.3, 'sensor', 'Oak St probe'],
    ]);
  });

  it('counts a reading with a time once, and refuses another one for that time', async () => {
    const probe = await sensor();
    const body = { value: 4, at: '2026-11-22T14:59:00Z' };
    const statuses = [await send(probe, body), await send(probe, { ...body, at: 1_795_359_540 })];
    expect(statuses.map(({ body: { status } }) => status)).toEqual(['recorded', 'duplicate']);
    const other = await send(probe, { ...body, value: 9 });
    expect(other.body).toMatchObject({ status: 'refused', problem: { code: 'id_reused' } });
    expect(await kept()).toHaveLength(1);
  });

  it('refuses what is no temperature, with the field that is wrong', async () => {
    const probe = await sensor();
    for (const [body, path] of [
      [{}, 'temperature'],
      [{ state: 'unavailable' }, 'state'],
      // What a DS18B20 says that has not measured yet.
      [{ temperature: 85 }, 'temperature'],
      [{ temperature: 4, unit: 'K' }, 'unit'],
      [{ temperature: 4, at: '2026-11-22T16:00:00Z' }, 'at'],
      [{ temperature: 4, location: 'kitchen' }, 'location'],
    ] as const)
      expect(await send(probe, body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    const nowhere = await server.organizer.post(`/api/v1/sites/${newId()}/readings/webhook`, { value: 4 });
    expect(nowhere.status).toBe(404);
  });

  it('slows a sensor down whose software ran wild, and no other', async () => {
    const [wild, calm] = [await sensor(), await sensor()];
    const statuses = new Set<number>();
    for (let times = 0; times < 13; times++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(wild, { value: 4 })));
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses].sort()).toEqual([200, 429]);
    expect((await send(calm, { value: 4 })).status).toBe(200);
  });
});
