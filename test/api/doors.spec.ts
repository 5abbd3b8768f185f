import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import { includesRole, type Role, roles } from '@shared/words/role';
import { type Route, routesOf } from '@api/http/openapi/routes';
import { hashToken } from '@api/people/token';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

/** Every route of the API, as everybody. */
describe('doors', () => {
  let server: TestApp;
  let db: Client;
  let routes: Route[];

  beforeAll(async () => {
    server = await startTestApp();
    db = new Client({ connectionString: server.databaseUrl });
    await db.connect();
    routes = routesOf((token) => server.app.get(token, { strict: false }));
  });

  afterAll(async () => {
    await db.end();
    await server.close();
  });

  /** Somebody new, so that a call that forgets its caller or ends the session spoils nothing. */
  const somebody = async (role: Role): Promise<Person> => {
    const token = `door-${newId()}`;
    await db.query(
      `with made as (
         insert into member (id, group_id, name, role, joined_at) select $1, id, 'Somebody', $2, now() from aid_group returning *
       )
       insert into session (id, token_hash, group_id, member_id, kind, created_at)
       select gen_random_uuid(), $3, group_id, id, 'session', now() from made`,
      [newId(), role, hashToken(token)],
    );
    return server.as(token);
  };
  /** What the beginning of a stream says that does not end by itself. */
  const head = async (person: Person, address: string) => {
    const headers = person.token ? { authorization: `Bearer ${person.token}` } : {};
    const answer = await fetch(server.address + address, { headers });
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isStream) await answer.body?.cancel();
    return { status: answer.status, body: isStream ? {} : ((await answer.json()) as Refusal) };
  };
  /** Calls a route with ids that name nothing and a body that says nothing. */
  const call = (person: Person, { method, path }: Route) => {
    const address = path.replace(/\{\w+\}/g, newId());
    if (address === '/api/v1/live') return head(person, address);
    return method === 'get' ? person.get<Refusal>(address) : person[method]<Refusal>(address, {});
  };
  interface Refusal {
    code?: string;
    detail?: string;
  }

  it('stand open for somebody on every route: one that says nothing lets nobody in', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter((route) => route.door === undefined).map((route) => route.name)).toEqual([]);
  });

  it('keep strangers out of what is for members', async () => {
    for (const route of routes.filter(({ door }) => door !== 'public')) {
      const answer = await call(server.nobody, route);
      expect([route.name, answer.status, answer.body.code]).toEqual([route.name, 401, 'not_signed_in']);
      const forged = await call(server.as('forged'), route);
      expect([route.name, forged.status]).toEqual([route.name, 401]);
    }
  });

  it('let strangers into what is public', async () => {
    for (const route of routes.filter(({ door }) => door === 'public')) {
      const { status, body } = await call(server.nobody, route);
      expect([route.name, status === 401 || body.code === 'not_allowed']).toEqual([route.name, false]);
    }
  });

  it.each(roles)('open for a %s where the route says so, and nowhere else', async (role) => {
    for (const route of routes) {
      const { door } = route;
      if (door === 'public' || door === undefined) continue;
      const { status, body } = await call(await somebody(role), route);
      const shut = status === 403 && /^This is for the role /.test(body.detail ?? '');
      expect([route.name, status === 401, shut]).toEqual([route.name, false, !includesRole(role, door)]);
      expect([route.name, status < 500]).toEqual([route.name, true]);
    }
  });
});
