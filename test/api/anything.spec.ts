import { connect } from 'node:net';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import type { OpenApiController } from '@api/http/openapi/openapi.controller';
import {
  type DescribedCall,
  HostileCalls,
  type KnownIds,
  type Schema,
  type WireCall,
} from '../support/hostile-calls';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

type Document = ReturnType<OpenApiController['openApi']> & {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters: { name: string; in: 'path' | 'query'; schema: Schema }[];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
};

/** Other calls, or more of them: `ANYTHING_SEED=7 ANYTHING_SECONDS=300 npm test -- test/api/anything.spec.ts`. */
const seed = Number(process.env['ANYTHING_SEED'] ?? '20261122');
const seconds = Number(process.env['ANYTHING_SECONDS'] ?? '6');

/** These would sign the caller out, or never end. */
const left = ['post /api/v1/sign-out', 'delete /api/v1/me', 'get /api/v1/live'];
/** What only the program's own workings say. */
const inside =
  /\bat .+\.[jt]s:\d|node_modules|QueryFailed|TypeError|RangeError|violates|syntax error|\bselect\b.+\bfrom\b|insert into/i;

describe('whatever is sent', () => {
  let server: TestApp;
  let goods: Goods;
  let calls: DescribedCall[];
  let hostile: HostileCalls;

  beforeAll(async () => {
    server = await startTestApp();
    goods = await goodsOf(server);
    const document = (await server.nobody.get<Document>('/api/openapi.json')).body;
    calls = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => !left.includes(`${method} ${path}`))
        .map(([method, { parameters, requestBody }]) => {
          const body = Object.values(requestBody?.content ?? {})[0]?.schema ?? null;
          return { method, path, parameters, body };
        }),
    );
    hostile = new HostileCalls(document.components.schemas, await someIds());
  });

  afterAll(async () => {
    await goods.close();
    await server.close();
  });

  /** Two sites, an item with a lot, movements, a transfer, a category: something for each call to find. */
  async function someIds(): Promise<KnownIds> {
    const [site, other] = [await goods.site(), await goods.site('fridge')];
    const categor = await goods.category('ordinary');
    const item = await goods.item('Black beans', { categoryId: categor });
    await goods.barcode(item, '00041331124508', 12);
    const [movement, transfer] = [newId(), newId()];
    const lot = { code: 'L1', useBy: '2027-01-31' };
    await goods.record(
      server.organizer,
      { id: movement, reason: 'donation', itemId: item, quantity: 40, toSiteId: site, lot },
      { reason: 'distribution', itemId: item, quantity: 2, fromSiteId: site },
    );
    const sent = await server.organizer.post('/api/v1/transfers', {
      ...{ id: transfer, fromSiteId: site, toSiteId: other, shippedAt: new Date().toISOString() },
      lines: [{ itemId: item, quantity: 3 }],
    });
    expect(sent.status).toBe(201);
    const { rows } = await goods.db.query<{ id: string }>('select id from lot');
    return {
      ...{
        site: [site, other],
        item: [item],
        categor: [categor],
        movement: [movement],
        transfer: [transfer],
      },
      lot: rows.map(({ id }) => id),
    };
  }

  async function send(call: WireCall): Promise<void> {
    const startedAt = performance.now();
    const response = await fetch(server.address + call.path, {
      method: call.method,
      headers: {
        authorization: `Bearer ${server.organizer.token}`,
        ...(call.body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === null ? {} : { body: call.body }),
    });
    const text = await response.text();
    const found = {
      call,
      isQuick: performance.now() - startedAt < 5_000,
      isBug: response.status >= 500,
      tells: response.status < 400 ? null : (inside.exec(text)?.[0] ?? null),
      isProblem: response.status < 400 || /problem\+json/.test(response.headers.get('content-type') ?? ''),
    };
    expect(found).toEqual({ call, isQuick: true, isBug: false, tells: null, isProblem: true });
    if (response.status >= 400) {
      expect(JSON.parse(text)).toMatchObject({
        status: response.status,
        code: expect.any(String) as unknown,
      });
    }
  }

  it(
    'is answered in 5 seconds, or refused in words that tell nothing of the inside',
    async () => {
      expect(calls.length).toBeGreaterThan(40);
      const any = fc
        .integer({ min: 0, max: calls.length - 1 })
        .chain((at) => hostile.of(calls[at] as DescribedCall));
      const endsAt = Date.now() + seconds * 1_000;
      for (let round = 0; Date.now() < endsAt; round++) {
        for (const call of fc.sample(any, { seed: seed + round, numRuns: 10 })) await send(call);
      }
    },
    (seconds + 60) * 1_000,
  );

  it('leaves the server whole', async () => {
    expect((await server.nobody.get('/api/health')).status).toBe(200);
    expect((await server.organizer.get('/api/v1/me')).status).toBe(200);
  });

  it.each([
    ['names of an object as fields', '{"name":"A","kind":"hub","constructor":1}', 422],
    ['a prototype', '{"name":"A","kind":"hub","__proto__":{"role":"organizer"}}', 422],
    [
      'a prototype by way of the constructor',
      '{"name":"A","kind":"hub","constructor":{"prototype":{}}}',
      422,
    ],
    ['what is no text', '{"name":"a\\u0000b","kind":"hub"}', 422],
    ['half a character', '{"name":"a\\ud800","kind":"hub"}', 422],
    ['lists in lists', `{"name":${'['.repeat(40_000)}${']'.repeat(40_000)},"kind":"hub"}`, 422],
    ['no object', '[]', 422],
    ['nothing', '', 400],
    ['half of it', '{"name":', 400],
  ])('is refused: %s', async (_, body, status) => {
    expect((await server.organizer.post('/api/v1/sites', body)).status).toBe(status);
  });

  it('is refused as a line and stops no other', async () => {
    const [itemId, toSiteId] = [await goods.item(), await goods.site()];
    const line = () => ({
      id: newId(),
      reason: 'donation',
      itemId,
      quantity: 1,
      toSiteId,
      occurredAt: new Date().toISOString(),
    });
    const lines = [
      JSON.stringify({ ...line(), constructor: 'x' }),
      JSON.stringify({ ...line(), toString: 'x' }),
      JSON.stringify(line()).replace('{', '{"__proto__":{"quantity":7},'),
      JSON.stringify(line()).replace('{', `{"deep":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)},`),
      JSON.stringify({ ...line(), note: 'a\u0000b' }),
      JSON.stringify({ ...line(), lot: [] }),
      JSON.stringify(line()),
    ];
    const answer = await server.organizer.post<{
      results: { status: string; problem: { code: string } | null }[];
    }>('/api/v1/movements', `{"movements":[${lines.join()}]}`);
    expect(answer.status).toBe(200);
    expect(answer.body.results.map(({ problem, status }) => problem?.code ?? status)).toEqual([
      ...[
        'unknown_field',
        'unknown_field',
        'unknown_field',
        'unknown_field',
        'invalid_detail',
        'invalid_lot',
        'recorded',
      ],
    ]);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'name=A&kind=hub'],
    ['a form with files', 'multipart/form-data; boundary=x', '--x--'],
    ['plain text', 'text/plain', '{"name":"A","kind":"hub"}'],
    ['XML', 'application/xml', '<a/>'],
    ['CSV', 'text/csv', 'name,kind'],
    ['an unknown type', 'nonsense', '{}'],
  ])('is refused as %s: calls take JSON', async (_, type, body) => {
    const answer = await server.organizer.post('/api/v1/sites', body, { 'content-type': type });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'malformed' });
  });

  it.each([
    '%',
    '%E0%A4%A',
    '%FF',
    '%00',
    '%0A',
    '1'.repeat(600),
    '1'.repeat(2_500),
    '%5DZZ',
    '..%2F..%2Fetc',
  ])('is answered as a code: %s', async (code) => {
    const answer = await server.organizer.get(`/api/v1/codes/${code}`);
    expect([200, 400, 413, 422]).toContain(answer.status);
    if (answer.status >= 400)
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('has no call for %s everywhere', async (method) => {
    for (const path of ['/api/health', '/api/openapi.json', '/api/v1/stock', '/api/v1/nothing', '/nothing']) {
      const answer = await fetch(server.address + path, {
        method,
        headers: { range: 'bytes=0-1', 'if-none-match': '*' },
      });
      expect([404, answer.headers.get('content-type')]).toEqual([
        answer.status,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('is too large above 100 kB, also when its length is not told, and above 2 MB in a batch', async () => {
    const chunked = (text: string, path: string) =>
      fetch(server.address + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.organizer.token}`, 'content-type': 'application/json' },
        body: new Blob([text]).stream(),
        duplex: 'half',
      } as RequestInit);
    const site = (bytes: number) => JSON.stringify({ name: 'x'.repeat(bytes), kind: 'hub' });
    expect((await server.organizer.post('/api/v1/sites', site(100_001))).status).toBe(413);
    expect((await chunked(site(100_001), '/api/v1/sites')).status).toBe(413);
    expect((await chunked(site(90_000), '/api/v1/sites')).status).toBe(422);
    const batch = (bytes: number) => JSON.stringify({ movements: [{ note: 'x'.repeat(bytes) }] });
    expect((await chunked(batch(1_900_000), '/api/v1/movements')).status).toBe(200);
    expect((await chunked(batch(2_000_001), '/api/v1/movements')).status).toBe(413);
  });

  it('is answered with a problem when it is no HTTP at all, or all headers', async () => {
    const { hostname, port } = new URL(server.address);
    const answered = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let answer = '';
        const socket = connect(Number(port), hostname, () => socket.write(text));
        socket.setEncoding('utf8');
        socket.on('data', (part: string) => (answer += part));
        socket.on('close', () => resolve(answer));
        socket.on('error', reject);
      });
    expect(await answered('nonsense\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 .*problem\+json.*"code":"malformed"/s,
    );
    const headers = `GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`;
    expect(await answered(headers)).toMatch(/^HTTP\/1\.1 413 .*problem\+json.*"code":"too_large"/s);
  });
});
