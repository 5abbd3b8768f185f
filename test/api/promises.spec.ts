import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as newId } from 'uuid';
import type { ApiTokenMadeReply, MemberReply, SignInLinkReply } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { isInstant } from '@shared/words/instant';
import type { Page } from '@shared/words/page';
import type { ProblemReply } from '@shared/words/problem';
import { makeApp } from '@api/make-app';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Record<
        string,
        {
          readonly 'x-role'?: string;
          readonly parameters: readonly { name: string; in: string }[];
          readonly requestBody?: unknown;
        }
      >
    >
  >;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly role: string | undefined;
  readonly takesBody: boolean;
  readonly isList: boolean;
  /** Ids in the query that narrow what is asked for. */
  readonly filters: readonly string[];
}

describe('what the API promises of every call', () => {
  let server: TestApp;
  let goods: Goods;
  let calls: Call[];
  let now = new Date('2026-11-22T15:00:00Z');

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now });
    goods = await goodsOf(server);
    const { paths } = (await server.nobody.get<Described>('/api/openapi.json')).body;
    calls = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, call]) => ({
        ...{ method: method.toUpperCase(), path, role: call['x-role'] },
        takesBody: call.requestBody !== undefined,
        isList: call.parameters.some(({ name }) => name === 'limit'),
        filters: call.parameters.flatMap((one) =>
          one.in === 'query' && /Id$/.test(one.name) ? one.name : [],
        ),
      })),
    );
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  beforeEach(() => {
    now = new Date('2026-11-22T15:00:00Z');
  });

  const at = (path: string, id: string = newId()) =>
    path.replace(/\{file\}/, `${id}.svg`).replace(/\{\w+\}/g, id);

  async function send(call: Call, token: string | null, body: unknown, id?: Id) {
    const response = await fetch(server.address + at(call.path, id), {
      method: call.method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { call: `${call.method} ${call.path}`, status: response.status, text };
  }

  it('asks who is there: 401, in the shape of a problem', async () => {
    const signedIn = calls.filter(({ role }) => role !== undefined);
    expect(signedIn.length).toBeGreaterThan(40);
    for (const call of signedIn) {
      const { status, text, ...which } = await send(call, null, undefined);
      expect({ ...which, status }).toEqual({ ...which, status: 401 });
      expect(JSON.parse(text)).toEqual({
        ...{ type: 'urn:commonshelf:problem:not_signed_in', title: 'Sign in first.', status: 401 },
        ...{ code: 'not_signed_in', detail: 'Sign in first.' },
      } satisfies ProblemReply);
    }
  });

  it('keeps to the role: 403', async () => {
    const volunteer = await server.join('volunteer');
    for (const call of calls.filter(({ role }) => role === 'organizer' || role === 'steward')) {
      const { call: which, status } = await send(call, volunteer.token, undefined);
      expect([which, status]).toEqual([which, 403]);
    }
  });

  it('refuses fields that it does not know, or does not read: 422', async () => {
    const leaves = ['POST /api/v1/directory/uploads', 'POST /api/v1/sign-out'];
    for (const call of calls.filter(({ method }) => method !== 'GET')) {
      if (leaves.includes(`${call.method} ${call.path}`)) continue;
      for (const field of ['recipientName', 'phone', 'constructor']) {
        const { call: which, status, text } = await send(call, server.organizer.token, { [field]: 'Rosa' });
        expect([which, status]).toEqual([which, 422]);
        expect(text).toContain(`"path":"${field}","code":"unknown_field"`);
      }
    }
  });

  it('has nothing by an id of another group: 404', async () => {
    const groupId = await goods.otherGroup();
    const ids = [await goods.site('hub', [], groupId), await goods.item('Their beans', { groupId })];
    const reading = calls.filter(({ method, path }) => method === 'GET' && /\{(id|file)\}/.test(path));
    expect(reading.length).toBeGreaterThan(6);
    for (const call of reading) {
      for (const id of ids)
        expect((await send(call, server.organizer.token, undefined, id)).status).toBe(404);
      const nonsense = await send(call, server.organizer.token, undefined, 'nonsense');
      expect([nonsense.call, nonsense.status]).toEqual([nonsense.call, 404]);
    }
  });

  it("has no list about what is not there, or is another group's: 404", async () => {
    const groupId = await goods.otherGroup();
    const theirs: Record<string, Id> = {
      siteId: await goods.site('hub', [], groupId),
      itemId: await goods.item('Their rice', { groupId }),
    };
    const narrowed = calls.flatMap((call) =>
      call.method === 'GET' ? call.filters.map((filter) => ({ call, filter })) : [],
    );
    expect(narrowed.length).toBeGreaterThan(10);
    for (const { call, filter } of narrowed) {
      for (const id of [newId(), theirs[filter] ?? newId()]) {
        const answer = await server.organizer.get<ProblemReply>(`${at(call.path)}?${filter}=${id}`);
        expect([call.path, filter, answer.status, answer.body.code]).toEqual([
          call.path,
          filter,
          404,
          'not_found',
        ]);
      }
    }
    const beans = await server.organizer.get<ProblemReply>(`/api/v1/items?q=beans&categoryId=${newId()}`);
    expect(beans.status).toBe(404);
  });

  it('lists 1 to 500 rows a page, and takes no cursor but its own: 422', async () => {
    const lists = calls.filter(({ isList }) => isList).map(({ path }) => path);
    expect(lists).toEqual(
      expect.arrayContaining(
        ['invites', 'api-tokens', 'stock', 'movements'].map((name) => `/api/v1/${name}`),
      ),
    );
    for (const path of lists) {
      const { status, body } = await server.organizer.get<Page<unknown>>(`${path}?limit=500`);
      expect([path, status]).toEqual([path, 200]);
      expect(Object.keys(body)).toEqual(['data', 'nextCursor']);
      for (const query of [
        'limit=0',
        'limit=501',
        'limit=-1',
        'limit=1.5',
        'limit=ten',
        'limit=',
        'cursor=x',
        'nonsense=1',
      ]) {
        const refused = await server.organizer.get(`${path}?${query}`);
        expect([path, query, refused.status]).toEqual([path, query, 422]);
      }
    }
  });

  it('says 201 when it makes something, and 200 with the same when it is sent again', async () => {
    const [fromSiteId, toSiteId, itemId] = [await goods.site(), await goods.site(), await goods.item()];
    const [movement, transfer] = [newId(), newId()];
    const instant = now.toISOString();
    const donation = { reason: 'donation', itemId, quantity: 9, toSiteId: fromSiteId } as const;
    await goods.record(server.organizer, { ...donation, id: movement, occurredAt: instant });
    const lines = [{ itemId, quantity: 2 }];
    const [fridge, visit] = [await goods.site('fridge'), newId()];
    const seen = { siteId: fridge, occurredAt: instant, fullness: 2, left: [{ itemId, quantity: 1 }] };
    const made: [string, object][] = [
      ['sites', { name: 'Oak St fridge', kind: 'fridge' }],
      ['categories', { name: 'Canned food' }],
      ['items', { name: 'Beans', unit: 'each', barcodes: [{ code: '4011' }] }],
      ['missed-asks', { siteId: fromSiteId, text: 'a stroller', quantity: 1, occurredAt: instant }],
      ['transfers', { id: transfer, fromSiteId, toSiteId, lines, shippedAt: instant }],
      [`transfers/${transfer}/receipt`, { lines, receivedAt: instant }],
      [`movements/${movement}/reversal`, { note: 'scanned twice' }],
      ['visits', { id: visit, ...seen }],
      [`visits/${visit}/reversal`, { note: 'wrong fridge' }],
    ];
    for (const [path, fields] of made) {
      const body = { id: newId(), ...fields };
      const first = await server.organizer.post<{ id: Id }>(`/api/v1/${path}`, body);
      expect([path, first.status]).toEqual([path, 201]);
      const capitals = { ...body, id: body.id.toUpperCase() };
      for (const again of [body, capitals]) {
        const second = await server.organizer.post(`/api/v1/${path}`, again);
        expect([path, second.status]).toEqual([path, 200]);
        expect(second.body).toEqual(first.body);
      }
    }
  });

  it('tells instants with their offset', async () => {
    await server.organizer.post('/api/v1/invites', { role: 'volunteer' });
    const told: string[] = [];
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, one] of Object.entries(value)) {
        if (/At$/.test(name) && typeof one === 'string') told.push(one);
        look(one);
      }
    };
    for (const path of ['movements', 'transfers', 'missed-asks', 'members', 'invites']) {
      look((await server.organizer.get(`/api/v1/${path}`)).body);
    }
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((text) => !isInstant(text))).toEqual([]);
  });

  it('slows down whoever tries secrets: 429 with the seconds to wait', async () => {
    const fresh = await startTestApp();
    try {
      let answer = await fresh.nobody.post('/api/v1/join/preview', { invite: 'x' });
      for (let times = 0; times < 200 && answer.status === 403; times++) {
        answer = await fresh.nobody.post('/api/v1/join/preview', { invite: 'x' });
      }
      expect([answer.status, answer.body]).toEqual([429, expect.objectContaining({ code: 'too_many' })]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await fresh.close();
    }
  });

  describe('of signing in', () => {
    const cookieOf = (headers: Headers) =>
      /commonshelf_session=([^;]+)(.*)/.exec(headers.get('set-cookie') ?? '') ?? [];
    const link = async () =>
      (await server.organizer.post<SignInLinkReply>('/api/v1/me/sign-in-links')).body.token;

    it('gives a cookie that no script reads and no other page sends, with a token of its own each time', async () => {
      const token = await link();
      const before = { cookie: 'commonshelf_session=chosen-by-somebody' };
      const [first, second] = [
        await server.nobody.post('/api/v1/sign-in', { token }, before),
        await server.nobody.post('/api/v1/sign-in', { token }, before),
      ];
      const [, value, flags] = cookieOf(first.headers);
      expect(flags).toBe('; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax');
      expect(value).toHaveLength(43);
      expect(cookieOf(second.headers)[1]).not.toBe(value);
    });

    it.each([
      ['a page of another site', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }],
      ['a page without an origin', { origin: 'null' }],
      ['another port', { origin: 'http://127.0.0.1:1' }],
      ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ])('does not let %s sign a browser in as somebody', async (_, headers) => {
      const answer = await server.nobody.post('/api/v1/sign-in', { token: await link() }, headers);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
      expect(answer.body).toMatchObject({ code: 'other_origin' });
    });

    it('knows the address that people use when a proxy in front has another name for the server', async () => {
      const settings = { setUpToken: null, trustedProxies: 0, webDir: null, clock: () => now };
      const publicUrl = 'https://shelf.example.org';
      const app = await makeApp({
        databaseUrl: server.databaseUrl,
        logLevel: 'error',
        publicUrl,
        ...settings,
      });
      try {
        await app.listen(0, '127.0.0.1');
        const signIn = async (origin: string) =>
          fetch(`${await app.getUrl()}/api/v1/sign-in`, {
            ...{ method: 'POST', headers: { origin, 'content-type': 'application/json' } },
            body: JSON.stringify({ token: await link() }),
          });
        const here = await signIn(publicUrl);
        expect(here.status).toBe(201);
        expect(cookieOf(here.headers)[2]).toBe('; Max-Age=15552000; Path=/; HttpOnly; Secure; SameSite=Lax');
        expect((await signIn('http://shelf.example.org')).status).toBe(403);
      } finally {
        await app.close();
      }
    });

    it('ends after 180 days', async () => {
      const { token } = await server.join('volunteer');
      const volunteer = server.as(token);
      now = new Date(now.getTime() + 179 * 86_400_000);
      expect((await volunteer.get('/api/v1/me')).status).toBe(200);
      now = new Date(now.getTime() + 2 * 86_400_000);
      expect((await volunteer.get('/api/v1/me')).status).toBe(401);
    });

    it('gives an API token its role and no way past it', async () => {
      const made = await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', {
        label: 'sensor',
        role: 'volunteer',
      });
      const script = server.as(made.body.token);
      expect((await script.get('/api/v1/stock')).status).toBe(200);
      expect((await script.post('/api/v1/invites', { role: 'organizer' })).status).toBe(403);
      expect((await script.post('/api/v1/me/sign-in-links')).status).toBe(403);
      expect((await script.patch('/api/v1/me', { name: 'Somebody else' })).status).toBe(403);
      expect((await script.delete('/api/v1/me')).status).toBe(403);
      expect((await server.organizer.delete(`/api/v1/api-tokens/${made.body.id}`)).status).toBe(204);
      expect((await script.get('/api/v1/stock')).status).toBe(401);
    });

    it('lets no API token make what outlives it, however high its role', async () => {
      const { body } = await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', {
        label: 'import',
        role: 'organizer',
      });
      const script = server.as(body.token);
      const person = await server.join('volunteer');
      const { id } = (await person.get<{ member: MemberReply }>('/api/v1/me')).body.member;
      expect((await script.post('/api/v1/sites', { name: 'Elm St', kind: 'fridge' })).status).toBe(201);
      const answers = [
        await script.post('/api/v1/invites', { role: 'volunteer' }),
        await script.post('/api/v1/api-tokens', { label: 'more', role: 'volunteer' }),
        await script.post(`/api/v1/members/${id}/sign-in-links`),
        await script.patch(`/api/v1/members/${id}`, { role: 'organizer' }),
        await script.delete(`/api/v1/members/${id}`),
      ];
      const detail = 'This is for a member who signed in, not for an API token.';
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed', detail } });
      expect((await person.get('/api/v1/me')).status).toBe(200);
    });

    it('follows a change of role with the next call', async () => {
      const person = await server.join('volunteer');
      const { id } = (await person.get<{ member: MemberReply }>('/api/v1/me')).body.member;
      expect((await person.post('/api/v1/sites', { name: 'X', kind: 'hub' })).status).toBe(403);
      await server.organizer.patch(`/api/v1/members/${id}`, { role: 'organizer' });
      expect((await person.post('/api/v1/sites', { name: 'X', kind: 'hub' })).status).toBe(201);
      await server.organizer.patch(`/api/v1/members/${id}`, { role: 'volunteer' });
      expect((await person.post('/api/v1/sites', { name: 'Y', kind: 'hub' })).status).toBe(403);
    });
  });

  describe('of a second server on the same database', () => {
    let second: NestFastifyApplication;
    let elsewhere: string;

    beforeAll(async () => {
      const settings = {
        publicUrl: null,
        setUpToken: null,
        trustedProxies: 0,
        webDir: null,
        clock: () => now,
      };
      second = await makeApp({ databaseUrl: server.databaseUrl, logLevel: 'error', ...settings });
      await second.listen(0, '127.0.0.1');
      elsewhere = await second.getUrl();
    });

    afterAll(() => second.close());

    const there = (path: string, body?: unknown, token = server.organizer.token) =>
      fetch(elsewhere + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });

    it('knows the same sessions, and forgets a revoked token within 5 seconds', async () => {
      const { body } = await server.organizer.post<ApiTokenMadeReply>('/api/v1/api-tokens', {
        label: 'till',
        role: 'volunteer',
      });
      expect((await there('/api/v1/me', undefined, body.token)).status).toBe(200);
      await server.organizer.delete(`/api/v1/api-tokens/${body.id}`);
      now = new Date(now.getTime() + 5_000);
      expect((await there('/api/v1/me', undefined, body.token)).status).toBe(401);
    });

    it('counts a movement once that is sent to both at once', async () => {
      const [toSiteId, itemId] = [await goods.site(), await goods.item()];
      const movements = Array.from({ length: 20 }, () => ({
        ...{ id: newId(), reason: 'donation', itemId, quantity: 3, toSiteId, occurredAt: now.toISOString() },
      }));
      const answers = await Promise.all(
        Array.from({ length: 6 }, async (_, n) => {
          const sent = { movements: n % 2 === 0 ? movements : [...movements].reverse() };
          if (n < 3)
            return (await server.organizer.post<{ results: { status: string }[] }>('/api/v1/movements', sent))
              .body;
          return (await (await there('/api/v1/movements', sent)).json()) as { results: { status: string }[] };
        }),
      );
      const statuses = answers.flatMap(({ results }) => results.map(({ status }) => status));
      expect(statuses.filter((status) => status === 'recorded')).toHaveLength(20);
      expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(100);
      expect((await goods.stockOf(toSiteId, itemId))?.onHand).toBe(60);
    });
  });

  describe('of people who receive', () => {
    it('has no column for who they are, nor for where a request came from', async () => {
      const { rows } = await goods.db.query<{ name: string }>(
        `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
      );
      expect(rows.length).toBeGreaterThan(80);
      const personal =
        /recipient|client|benefici|phone|e_?mail|birth|passport|ssn|surname|user_?agent|(^|_|\.)ip(_|$)|remote/;
      expect(rows.filter(({ name }) => personal.test(name))).toEqual([]);
      // Of places alone.
      expect(rows.filter(({ name }) => /address/.test(name)).map(({ name }) => name)).toEqual([
        'site.address',
      ]);
    });

    it('loads no product list with a column for them, and says why', async () => {
      const list = 'gtin,name,client phone\n00041331124508,Beans,555 0100\n';
      const answer = await server.organizer.post<ProblemReply>('/api/v1/directory/uploads', list, {
        'content-type': 'text/csv',
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([expect.objectContaining({ code: 'recipient_identity' })]);
      expect(answer.body.detail).toMatch(/nothing about who receives.*"client phone"/);
      expect((await server.organizer.get('/api/v1/directory/products/00041331124508')).status).toBe(404);
    });

    it('logs neither names, tokens, codes nor addresses, at the most talkative', async () => {
      const lines: string[] = [];
      const writing = [process.stdout, process.stderr].map((stream) =>
        jest.spyOn(stream, 'write').mockImplementation((text) => lines.push(String(text)) > 0),
      );
      const settings = { publicUrl: null, setUpToken: null, trustedProxies: 1, webDir: null };
      const app = await makeApp({ databaseUrl: server.databaseUrl, logLevel: 'debug', ...settings });
      try {
        await app.listen(0, '127.0.0.1');
        const url = await app.getUrl();
        const headers = {
          ...{ authorization: `Bearer ${server.organizer.token}`, 'content-type': 'application/json' },
          ...{ 'user-agent': 'TellTale/9', 'x-forwarded-for': '203.0.113.77' },
        };
        const post = (path: string, body: string) => fetch(url + path, { method: 'POST', headers, body });
        await post('/api/v1/sites', JSON.stringify({ name: 'Rosa Confidential', kind: 'hub' }));
        await post('/api/v1/sites', '{"name":"Rosa Confidential');
        await post('/api/v1/join', JSON.stringify({ invite: 'secret-invite', name: 'Rosa Confidential' }));
        await fetch(`${url}/api/v1/items?q=Confidential&family=%00Confidential`, { headers });
        // A broken database, so that there is something to log.
        await goods.db.query('alter table site add constraint broken check (name not like $$%Breaks%$$)');
        expect(
          (await post('/api/v1/sites', JSON.stringify({ name: 'Breaks Confidential', kind: 'hub' }))).status,
        ).toBe(500);
      } finally {
        await goods.db.query('alter table site drop constraint if exists broken');
        await app.close();
        for (const spy of writing) spy.mockRestore();
      }
      const log = lines.join('');
      expect(log).toContain('constraint broken');
      expect(log).not.toMatch(/Confidential|secret-invite|TellTale|203\.0\.113/);
      expect(log).not.toContain(server.organizer.token ?? '');
    });
  });
});
