import { v7 as newId } from 'uuid';
import type { ReadingReply, RecordReadingsReply } from '@shared/fridges/readings.contract';
import type { ApiTokenMadeReply } from '@shared/people/people.contract';
import type { Page } from '@shared/words/page';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('temperature readings', () => {
  let server: TestApp;
  let goods: Goods;
  let steward: Person;
  let siteId: string;
  const now = new Date('2026-11-22T15:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    steward = await server.join('steward');
  });

  beforeEach(async () => {
    siteId = await goods.site('fridge');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const reading = (celsius: unknown, minutes = 0, more: object = {}) => ({
    ...{ id: newId(), celsius, occurredAt: minutesAgo(minutes) },
    ...more,
  });
  const send = async (readings: unknown[], person = steward, site = siteId) =>
    (await person.post<RecordReadingsReply>(`/api/v1/sites/${site}/readings`, { readings })).body.results;
  const list = async (query = '') =>
    (await steward.get<Page<ReadingReply>>(`/api/v1/readings?siteId=${siteId}&${query}`)).body;
  const token = async (more: object) =>
    (
      await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', {
        ...{ label: 'Oak St probe', role: 'steward' },
        ...more,
      })
    ).body.token;

  it('are kept to a tenth of a degree, with who read them left out', async () => {
    const lines = [
      reading(4.25, 3, { probe: 'fridge' }),
      reading(-17.86, 2, { probe: 'freezer' }),
      reading(4.35, 1),
    ];
    expect(await send(lines)).toEqual(lines.map(({ id }) => ({ id, status: 'recorded', problem: null })));
    const { data } = await list();
    expect(data.map(({ probe, celsius }) => [probe, celsius])).toEqual([
      ['fridge', 4.4],
      ['freezer', -17.9],
      ['fridge', 4.3],
    ]);
    expect(Object.keys(data[0] ?? {}).sort()).toEqual(
      ['celsius', 'id', 'occurredAt', 'probe', 'sensor', 'siteId', 'source'].sort(),
    );
    expect(data[0]).toMatchObject({ siteId, source: 'hand', sensor: null });
  });

  it('change nothing when they are sent again, and refuse an id with another content', async () => {
    const one = reading(4, 5);
    expect(await send([one, one])).toMatchObject([{ status: 'recorded' }, { status: 'duplicate' }]);
    const capitals = { ...one, id: one.id.toUpperCase() };
    expect(await send([capitals])).toMatchObject([{ status: 'duplicate' }]);
    const results = await send([{ ...one, celsius: 9 }, { ...one, probe: 'ambient' }, reading(4, 4)]);
    expect(results.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'id_reused',
      'id_reused',
      'recorded',
    ]);
    const other = await goods.site('fridge');
    expect(await send([one], steward, other)).toMatchObject([{ problem: { code: 'id_reused' } }]);
    expect((await list()).data).toHaveLength(2);
  });

  it('are counted once when many send the same at once', async () => {
    const lines = Array.from({ length: 30 }, (_, n) => reading(4, n));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => send(n % 2 ? lines : [...lines].reverse())),
    );
    const statuses = answers.flat().map(({ status }) => status);
    expect(statuses.filter((status) => status === 'recorded')).toHaveLength(30);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(150);
  });

  it('are judged one by one: what is wrong with one stops no other', async () => {
    const lines = [
      { ...reading(4), id: 'x' },
      reading(4, 0, { probe: 'oven' }),
      reading('4'),
      // What a DS18B20 says that has not measured yet, and one that is not there.
      reading(85),
      reading(-127),
      reading(Number.NaN),
      { ...reading(4), occurredAt: '2026-11-22' },
      reading(4, -11),
      reading(4, 0, { phone: '555' }),
      reading(4, -9),
    ];
    const results = await send(lines);
    expect(results.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'invalid_id',
      'invalid_probe',
      ...Array<string>(4).fill('invalid_temperature'),
      'invalid_instant',
      'in_the_future',
      'unknown_field',
      'recorded',
    ]);
  });

  it('are refused as a whole when they are no list of 1 to 500, and at a site of others', async () => {
    const path = `/api/v1/sites/${siteId}/readings`;
    for (const body of [
      {},
      { readings: [] },
      { readings: Array(501).fill({}) },
      { readings: {} },
      { readings: [7] },
    ]) {
      expect((await steward.post(path, body)).status).toBe(422);
    }
    const theirs = await goods.site('fridge', [], await goods.otherGroup());
    const answer = await steward.post(`/api/v1/sites/${theirs}/readings`, { readings: [reading(4)] });
    expect(answer.status).toBe(404);
    expect((await steward.get(`/api/v1/readings?siteId=${theirs}`)).status).toBe(404);
  });

  it('are listed newest first, page by page, by probe and time', async () => {
    await send([
      ...[5, 3, 1, 4, 2].map((minutes) => reading(minutes, minutes)),
      reading(20, 3, { probe: 'ambient' }),
    ]);
    const first = await list('probe=fridge&limit=3');
    expect(first.data.map(({ celsius }) => celsius)).toEqual([1, 2, 3]);
    const second = await list(`probe=fridge&limit=3&cursor=${first.nextCursor ?? ''}`);
    expect(second).toMatchObject({ data: [{ celsius: 4 }, { celsius: 5 }], nextCursor: null });
    const between = await list(`from=${minutesAgo(4)}&to=${minutesAgo(2)}`);
    expect(between.data.map(({ celsius }) => celsius).sort((a, b) => a - b)).toEqual([3, 4, 20]);
  });

  it('come from a sensor by a token that can do nothing else', async () => {
    const sensor = server.as(await token({ onlyFor: 'readings', siteId }));
    const other = await goods.site('fridge');
    expect(await send([reading(3.5)], sensor)).toMatchObject([{ status: 'recorded' }]);
    expect((await list()).data[0]).toMatchObject({ source: 'sensor', sensor: 'Oak St probe' });
    const elsewhere = await sensor.post(`/api/v1/sites/${other}/readings`, { readings: [reading(4)] });
    expect(elsewhere.status).toBe(403);
    for (const path of ['stock', 'me', 'sites', 'readings', 'members'])
      expect([path, (await sensor.get(`/api/v1/${path}`)).status]).toEqual([path, 403]);
    const anywhere = server.as(await token({ onlyFor: 'readings' }));
    expect(await send([reading(4)], anywhere, other)).toMatchObject([{ status: 'recorded' }]);
    expect((await anywhere.get('/api/v1/stock')).status).toBe(403);
  });

  it('need a steward, or a token of one', async () => {
    const path = `/api/v1/sites/${siteId}/readings`;
    expect((await (await server.join('volunteer')).post(path, { readings: [reading(4)] })).status).toBe(403);
    const weak = server.as(await token({ role: 'volunteer', onlyFor: 'readings' }));
    expect((await weak.post(path, { readings: [reading(4)] })).status).toBe(403);
  });

  it('ask for a purpose where a token is for one site, and for a site that is there', async () => {
    for (const more of [{ siteId }, { siteId: newId(), onlyFor: 'readings' }, { onlyFor: 'everything' }]) {
      const body = { label: 'probe', role: 'steward', ...more };
      expect((await server.organizer.post('/api/v1/api-tokens', body)).status).toBe(422);
    }
  });
});
