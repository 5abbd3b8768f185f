import { v7 as newId } from 'uuid';
import type { TaskReply, TurnReply } from '@shared/fridges/tasks.contract';
import type { Page } from '@shared/words/page';
import { StoryClock } from '../support/fridge-story';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('tasks and the rota', () => {
  let server: TestApp;
  let goods: Goods;
  let [rosa, omar]: Person[] = [];
  let siteId: string;
  // A Wednesday, noon in New York.
  const clock = new StoryClock(new Date('2026-07-01T16:00:00Z'));

  beforeAll(async () => {
    server = await startTestApp({ clock: () => clock.now() });
    goods = await goodsOf(server);
    rosa = await server.join('steward', 'Rosa');
    omar = await server.join('volunteer', 'Omar');
  });

  beforeEach(async () => {
    siteId = await goods.site('fridge');
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  const as = (person: Person | undefined) => person ?? server.nobody;
  const open = async (person = rosa) =>
    (await as(person).get<Page<TaskReply>>(`/api/v1/tasks?siteId=${siteId}`)).body.data;
  const visit = async (condition: string, minutes = 0) => {
    const body = { id: newId(), siteId, condition, occurredAt: clock.at(minutes) };
    expect((await as(rosa).post('/api/v1/visits', body)).status).toBe(201);
    return body;
  };

  it('opens a task when a visit finds it dirty or broken, once, and closes it when a visit says otherwise', async () => {
    const dirty = await visit('needs_cleaning', -50);
    expect(await open()).toMatchObject([{ kind: 'cleaning', openedByVisit: true, openedAt: clock.at(-50) }]);
    await visit('needs_cleaning', -40);
    expect(await open()).toHaveLength(1);
    expect((await as(rosa).post('/api/v1/visits', dirty)).status).toBe(200);
    await visit('needs_repair', -30);
    expect((await open()).map(({ kind }) => kind)).toEqual(['cleaning', 'repair']);
    await visit('clean', -20);
    expect(await open()).toEqual([]);
    const closed = await as(rosa).get<Page<TaskReply>>(`/api/v1/tasks?siteId=${siteId}&closed=true`);
    expect(closed.body.data.map(({ closedAt }) => closedAt)).toEqual([clock.at(-20), clock.at(-20)]);
  });

  it('does not let a late visit undo what a newer one said', async () => {
    await visit('clean', -10);
    await visit('needs_cleaning', -60);
    expect(await open()).toEqual([]);
    await visit('needs_repair', -5);
    await visit('clean', -7);
    expect((await open()).map(({ kind }) => kind)).toEqual(['repair']);
  });

  it('are noted by hand once for an id, taken, handed back and closed', async () => {
    const body = { id: newId(), siteId, kind: 'other', note: ' New door seal ', dueOn: '2026-07-04' };
    const made = await as(omar).post<TaskReply>('/api/v1/tasks', body);
    expect(made).toMatchObject({ status: 201, body: { note: 'New door seal', dueOn: '2026-07-04' } });
    expect((await as(omar).post('/api/v1/tasks', body)).status).toBe(200);
    expect((await as(omar).post('/api/v1/tasks', { ...body, note: 'x' })).status).toBe(409);
    const path = `/api/v1/tasks/${body.id}`;
    expect((await as(omar).put<TaskReply>(`${path}/taker`)).body).toMatchObject({
      ...{ takenByName: 'Omar', isMine: true },
    });
    expect(await as(rosa).put(`${path}/taker`)).toMatchObject({ status: 409, body: { code: 'in_use' } });
    expect((await as(rosa).delete<TaskReply>(`${path}/taker`)).body).toMatchObject({ takenByName: 'Omar' });
    const mine = await as(omar).get<Page<TaskReply>>('/api/v1/tasks?mine=true');
    expect(mine.body.data.map(({ id }) => id)).toEqual([body.id]);
    expect((await as(omar).delete<TaskReply>(`${path}/taker`)).body).toMatchObject({ takenByName: null });
    const closed = await as(omar).post<TaskReply>(`${path}/closing`);
    clock.pass(1);
    expect((await as(omar).post<TaskReply>(`${path}/closing`)).body).toEqual(closed.body);
    expect(await open()).toEqual([]);
  });

  const slot = async (more: object) => {
    const body = { id: newId(), siteId, ...more };
    expect((await as(rosa).post('/api/v1/rota-slots', body)).status).toBe(201);
    return body.id;
  };
  const rota = async (person: Person | undefined = rosa, query = '') =>
    (await as(person).get<TurnReply[]>(`/api/v1/rota?siteId=${siteId}${query}`)).body;

  it('shows two weeks of a weekly slot, and a slot of one day', async () => {
    await slot({ weekday: 5, note: 'evening check' });
    await slot({ onDay: '2026-07-04' });
    expect((await rota()).map(({ onDay, isWeekly, note }) => [onDay, isWeekly, note])).toEqual([
      ['2026-07-03', true, 'evening check'],
      ['2026-07-04', false, null],
      ['2026-07-10', true, 'evening check'],
    ]);
    for (const bad of [{}, { weekday: 1, onDay: '2026-07-04' }, { weekday: 8 }, { onDay: '2026-02-30' }])
      expect((await as(rosa).post('/api/v1/rota-slots', { siteId, ...bad })).status).toBe(422);
    expect((await as(omar).post('/api/v1/rota-slots', { siteId, weekday: 1 })).status).toBe(403);
    expect((await as(rosa).get('/api/v1/rota?from=2026-07-01&to=2026-08-12')).status).toBe(422);
  });

  it('is taken for a day or every time, and handed back for a day or for good', async () => {
    const id = await slot({ weekday: 5 });
    const turn = (day: string) => `/api/v1/rota-slots/${id}/turns/${day}`;
    const names = async () => (await rota()).map(({ takenByName }) => takenByName);
    expect((await as(rosa).put(turn('2026-07-03'), { every: true })).status).toBe(204);
    expect(await names()).toEqual(['Rosa', 'Rosa']);
    expect((await as(rosa).delete(turn('2026-07-03'))).status).toBe(204);
    expect(await names()).toEqual([null, 'Rosa']);
    expect((await as(omar).put(turn('2026-07-03'), {})).status).toBe(204);
    expect(await names()).toEqual(['Omar', 'Rosa']);
    expect(await as(omar).put(turn('2026-07-10'), {})).toMatchObject({ status: 409 });
    expect((await as(rosa).delete(`${turn('2026-07-10')}?every=true`)).status).toBe(204);
    expect(await names()).toEqual(['Omar', null]);
    expect((await as(omar).put(turn('2026-07-04'), {})).status).toBe(404);
    expect((await as(omar).put(turn('nonsense'), {})).status).toBe(404);
  });

  it('gives one day to one of many who take it at once', async () => {
    const id = await slot({ weekday: 3 });
    const people = await Promise.all(Array.from({ length: 5 }, (_, n) => server.join('volunteer', `V${n}`)));
    const answers = await Promise.all(
      people.map((person) => person.put(`/api/v1/rota-slots/${id}/turns/2026-07-08`, {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409]);
  });

  it('says when a visit was logged, ends with its slot, and forgets who asked for it', async () => {
    const id = await slot({ weekday: 3 });
    const leaving = await server.join('volunteer', 'Leaving');
    await leaving.put(`/api/v1/rota-slots/${id}/turns/2026-07-08`, { every: true });
    await visit('clean');
    expect(await rota()).toMatchObject([
      { onDay: '2026-07-01', visited: true, takenByName: 'Leaving' },
      { onDay: '2026-07-08', visited: false, takenByName: 'Leaving' },
    ]);
    await leaving.delete('/api/v1/me');
    expect((await rota()).map(({ takenByName }) => takenByName)).toEqual([null, null]);
    expect((await as(omar).put(`/api/v1/rota-slots/${id}/turns/2026-07-08`, {})).status).toBe(204);
    expect((await as(rosa).delete(`/api/v1/rota-slots/${id}`)).status).toBe(204);
    expect(await rota()).toEqual([]);
  });

  it('is in the calendar of whoever takes it, by an address that one can take back', async () => {
    const id = await slot({ weekday: 5, note: 'evening, check' });
    await as(omar).put(`/api/v1/rota-slots/${id}/turns/2026-07-03`, {});
    const make = async () =>
      new URL((await as(omar).post<{ url: string }>('/api/v1/me/calendar')).body.url).pathname;
    const first = await make();
    const { status, headers, body } = await server.nobody.get<string>(first);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(body).toMatch(/DTSTART;VALUE=DATE:20260703\r\n.*DESCRIPTION:evening\\, check/s);
    expect(body).not.toMatch(/Omar|Rosa|20260710/);
    const second = await make();
    expect((await server.nobody.get(first)).status).toBe(404);
    expect((await as(omar).delete('/api/v1/me/calendar')).status).toBe(204);
    expect((await server.nobody.get(second)).status).toBe(404);
    expect((await server.nobody.get('/api/v1/public/calendars/nonsense')).status).toBe(404);
  });
});
