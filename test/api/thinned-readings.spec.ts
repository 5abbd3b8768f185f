import type { ApiTokenMadeReply } from '@shared/people/people.contract';
import type { Probe } from '@shared/fridges/reading-line';
import type { ReadingReply } from '@shared/fridges/readings.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Database } from '@api/platform/database';
import { ReadingsJob } from '@api/jobs/readings.job';
import { FridgeStory, StoryClock } from '../support/fridge-story';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('readings that are older than 90 days', () => {
  let server: TestApp;
  let goods: Goods;
  let left: Person;
  let right: Person;
  let reader: Person;
  let siteId: Id;
  let clock = new StoryClock(new Date('2026-07-01T15:00:00Z'));
  let job: ReadingsJob;
  const day = 24 * 60;

  beforeAll(async () => {
    server = await startTestApp({ clock: () => clock.now() });
    goods = await goodsOf(server);
    const token = async (label: string, more: object = {}) => {
      const body = { label, role: 'steward', ...more };
      return server.as(
        (await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', body)).body.token,
      );
    };
    left = await token('left', { onlyFor: 'readings' });
    right = await token('right', { onlyFor: 'readings' });
    // Sessions end before these stories do.
    reader = await token('reader');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  beforeEach(async () => {
    // A story is told at three o'clock, in minutes from noon on.
    clock = new StoryClock(new Date('2026-07-01T15:00:00Z'));
    job = new ReadingsJob(server.app.get(Database));
    siteId = await goods.site('fridge');
  });

  type Told = readonly (readonly [minute: number, celsius: number])[];
  const read = (person: Person, list: Told, probe?: Probe) =>
    new FridgeStory(person, clock, siteId).read(
      list.map(([minute, celsius]) => [minute - 180, celsius]),
      probe,
    );
  /** As "minute °C", of a story that was told so many days ago. */
  const keptAfter = async (days: number, probe: Probe = 'fridge') => {
    const path = `/api/v1/readings?siteId=${siteId}&probe=${probe}&limit=200`;
    const { data } = (await reader.get<Page<ReadingReply>>(path)).body;
    const noon = Date.parse(clock.at(-days * day - 180));
    return data.map((one) => `${(Date.parse(one.occurredAt) - noon) / 60_000} ${one.celsius}`).reverse();
  };
  const pass = async (days: number) => {
    clock.pass(days * day);
    await job.thin();
  };

  it('are the last, the coldest and the warmest of an hour of each sensor', async () => {
    await read(left, [
      ...([
        [0, 3],
        [10, 2],
        [20, 3],
        [30, 4.5],
        [40, 3],
        [59, 3.5],
      ] as const),
      ...([
        [60, 3],
        [61, 3],
      ] as const),
    ]);
    await read(right, [
      [5, 4],
      [6, 4],
      [7, 4],
    ]);
    await pass(91);
    const kept = ['5 4', '7 4', '10 2', '30 4.5', '59 3.5', '60 3', '61 3'];
    expect(await keptAfter(91)).toEqual(kept);
    await new ReadingsJob(server.app.get(Database)).thin();
    expect(await keptAfter(91)).toEqual(kept);
  });

  it('are all that belong to an excursion, from its beginning to its end, with the air around', async () => {
    const times = [0, 10, 20, 30, 40, 50] as const;
    await read(left, [
      [0, 3],
      [1, 3],
      [2, 3],
      [10, 9],
      [20, 8],
      [30, 9],
      [40, 4],
      [41, 4],
      [42, 4],
    ]);
    await read(
      left,
      times.map((minute) => [minute, 30]),
      'ambient',
    );
    await read(
      left,
      times.map((minute) => [minute, -20]),
      'freezer',
    );
    await pass(91);
    expect(await keptAfter(91)).toEqual(['0 3', '10 9', '20 8', '30 9', '40 4', '42 4']);
    expect(await keptAfter(91, 'ambient')).toEqual(['0 30', '10 30', '20 30', '30 30', '40 30', '50 30']);
    expect(await keptAfter(91, 'freezer')).toEqual(['0 -20', '50 -20']);
  });

  it('are all that people read', async () => {
    await read(server.organizer, [
      [0, 3],
      [10, 3],
      [20, 3],
    ]);
    await pass(91);
    expect(await keptAfter(91)).toEqual(['0 3', '10 3', '20 3']);
  });

  it('are all until their day is over for 90 days, and thinned after that though the job went by before', async () => {
    await read(left, [
      [0, 3],
      [10, 3],
      [20, 3],
    ]);
    await pass(90);
    expect(await keptAfter(90)).toEqual(['0 3', '10 3', '20 3']);
    await pass(1);
    expect(await keptAfter(91)).toEqual(['0 3', '20 3']);
  });
});
