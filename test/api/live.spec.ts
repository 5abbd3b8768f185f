import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import { makeApp } from '@api/make-app';
import { type Goods, goodsOf } from '../support/goods';
import { type HeardEvent, Listener } from '../support/listener';
import { manySessions } from '../support/many-sessions';
import { otherGroup } from '../support/other-group';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

describe('hearing what changes, while it changes', () => {
  let server: TestApp;
  let goods: Goods;
  let store: Id;
  let beans: Id;
  const open: Listener[] = [];

  const listen = async (person: Person, headers: Record<string, string> = {}, address = server.address) => {
    const listener = await Listener.open(address, { authorization: `Bearer ${person.token}`, ...headers });
    open.push(listener);
    return listener;
  };
  const ready = (event: HeardEvent) => event.event === 'ready';
  const levelsOf = (siteId: Id) => (event: HeardEvent) =>
    event.event === 'changed' && (event.data['sites'] as Id[] | null)?.includes(siteId) === true;
  const give = (person: Person, quantity = 1) =>
    goods.record(person, { reason: 'donation', itemId: beans, quantity, toSiteId: store });

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    [store, beans] = [await goods.site(), await goods.item('Beans')];
  });

  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  it('tells which site another member scanned at, within a second', async () => {
    const listener = await listen(server.organizer);
    expect(listener.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(listener.headers['cache-control']).toBe('no-cache, no-transform');
    expect(listener.headers['x-accel-buffering']).toBe('no');
    expect(listener.headers['content-security-policy']).toBeDefined();
    await listener.hears(ready);
    const began = performance.now();
    await give(await server.join('volunteer'));
    const heard = await listener.hears(levelsOf(store));
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(heard.data).toMatchObject({ sites: [store], catalogue: false });
  });

  it('tells of new items and of what a sync does not carry', async () => {
    const listener = await listen(server.organizer);
    await listener.hears(ready);
    await server.organizer.post('/api/v1/items', { name: 'Peas', unit: 'each' });
    await listener.hears(({ event, data }) => event === 'changed' && data['catalogue'] === true);
    const from = listener.heard.length;
    await server.organizer.post('/api/v1/invites', { role: 'volunteer' });
    const heard = await listener.hears(({ event }) => event === 'changed', from);
    expect(heard.data).toEqual({ sites: [], catalogue: false, other: true });
  });

  it('says at most two things a second, however much is scanned', async () => {
    const listener = await listen(server.organizer);
    await listener.hears(ready);
    const until = performance.now() + 2_000;
    while (performance.now() < until) await give(server.organizer);
    await listener.hears(levelsOf(store));
    expect(listener.heard.filter(({ event }) => event === 'changed').length).toBeLessThanOrEqual(6);
  });

  it('goes on where the line was cut', async () => {
    const first = await listen(server.organizer);
    const { id } = await first.hears(ready);
    first.close();
    await give(server.organizer);
    const again = await listen(server.organizer, { 'last-event-id': id ?? '' });
    await again.hears(ready);
    expect(again.heard.map(({ event }) => event)).toEqual(['changed', 'ready']);
    expect(again.heard[0]?.data['sites']).toEqual([store]);
    const lost = await listen(server.organizer, { 'last-event-id': 'nonsense' });
    await lost.hears(ready);
    expect(lost.heard.map(({ event }) => event)).toEqual(['resync', 'ready']);
  });

  it('answers a sync after an event with what the event was about', async () => {
    let since = (await server.organizer.get<SyncReply>('/api/v1/sync')).body.cursor;
    const listener = await listen(server.organizer);
    await listener.hears(ready);
    for (let round = 0; round < 3; round++) {
      const from = listener.heard.length;
      await give(server.organizer);
      await listener.hears(levelsOf(store), from);
      const { body } = await server.organizer.get<SyncReply>(`/api/v1/sync?since=${since}`);
      expect(body.levels?.[0]?.[0]).toBe(beans);
      since = body.cursor;
    }
  });

  it('takes the cookie of a browser', async () => {
    const listener = await Listener.open(server.address, {
      cookie: `commonshelf_session=${server.organizer.token}`,
    });
    open.push(listener);
    await listener.hears(ready);
    await expect(Listener.open(server.address, {})).rejects.toThrow('401');
  });

  it('tells a group nothing of another', async () => {
    const stranger = await listen(await otherGroup(server));
    const listener = await listen(server.organizer);
    await Promise.all([stranger.hears(ready), listener.hears(ready)]);
    await give(server.organizer);
    await listener.hears(levelsOf(store));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(stranger.heard.map(({ event }) => event)).toEqual(['ready']);
  });

  it('keeps 300 devices up to date, and lets go of those that leave', async () => {
    const tokens = await manySessions(goods.db, 300);
    const listeners = await Promise.all(tokens.map((token) => listen(server.as(token))));
    await Promise.all(listeners.map((listener) => listener.hears(ready)));
    const began = performance.now();
    await give(server.organizer);
    await Promise.all(listeners.map((listener) => listener.hears(levelsOf(store))));
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('gives one session no more than eight lines', async () => {
    const person = await server.join('volunteer');
    for (let n = 0; n < 8; n++) await listen(person);
    await expect(listen(person)).rejects.toThrow('429');
  });

  it('ends with the session', async () => {
    const leaving = await server.join('volunteer');
    const listener = await listen(leaving);
    await listener.hears(ready);
    await leaving.post('/api/v1/sign-out');
    expect((await leaving.get('/api/v1/me')).status).toBe(401);
    await listener.ended;
    expect(listener.heard.at(-1)?.event).toBe('signed_out');
  }, 30_000);

  describe('with two processes on one database', () => {
    let second: NestFastifyApplication;
    let address: string;

    beforeAll(async () => {
      second = await makeApp({
        ...{ databaseUrl: server.databaseUrl, publicUrl: null, setUpToken: null, trustedProxies: 0 },
        ...{ logLevel: 'error', webDir: null },
      });
      await second.listen(0, '127.0.0.1');
      address = (await second.getUrl()).replace('[::1]', '127.0.0.1');
    });

    afterAll(() => second.close());

    it('hears in one what was scanned in the other', async () => {
      const listener = await listen(server.organizer, {}, address);
      await listener.hears(ready);
      const began = performance.now();
      await give(server.organizer);
      await listener.hears(levelsOf(store));
      expect(performance.now() - began).toBeLessThan(2_000);
    });

    it('hears again once the database has cut the lines', async () => {
      const listener = await listen(server.organizer, {}, address);
      await listener.hears(ready);
      await goods.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'commonshelf signal' and datname = current_database()`,
      );
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const from = listener.heard.length;
      await give(server.organizer);
      const began = performance.now();
      await listener.hears(levelsOf(store), from);
      expect(performance.now() - began).toBeLessThan(2_000);
    });
  });
});
