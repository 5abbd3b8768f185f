import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../support/test-app';

describe('pages and headers', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp({ web: true });
  });

  afterAll(() => server.close());

  it('is built before it is tested', () => {
    expect(existsSync(join(__dirname, '../../dist/web/browser/index.html'))).toBe(true);
  });

  it('answers every address of the app with its page, the same for all, under a strict policy', async () => {
    const first = await server.nobody.get<string>('/stock/somewhere?x=1');
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|nonce|\*/);
    // A service worker keeps the file and its headers, and compares it with what was built.
    const file = await server.nobody.get<string>('/index.html?ngsw-cache-bust=0.5');
    expect(file.body).toBe(first.body);
    expect(file.headers.get('content-security-policy')).toBe(policy);
  });

  it('is the page also for whoever takes nothing squeezed', async () => {
    const page = await server.nobody.get<string>('/scan');
    for (const path of ['/', '/icons/']) {
      const answer = await server.nobody.get<string>(path, { 'accept-encoding': 'identity' });
      expect([path, answer.status, answer.body]).toEqual([path, 200, page.body]);
    }
  });

  it('hands out the service worker and its list of files, and has them asked for anew each time', async () => {
    for (const path of ['/keeper.js', '/ngsw-worker.js', '/ngsw.json']) {
      const answer = await server.nobody.get(path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
    }
  });

  it('keeps hashed files for good, sends them compressed, and says 404 for files that are not there', async () => {
    const page = await server.nobody.get<string>('/');
    const script = /src="(main-[a-z0-9]{8}\.js)"/.exec(page.body)?.[1] ?? '';
    const file = await server.nobody.get(`/${script}`, { 'accept-encoding': 'br' });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-encoding')).toBe('br');
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect(await server.nobody.get('/room-aaaaaaaa.js')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect((await server.nobody.get('/%2e%2e/%2e%2e/package.json')).status).toBe(404);
  });

  it('answers in problem+json what is no call, too large or no JSON object', async () => {
    expect(await server.nobody.get('/api/v1/nothing')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    const large = await server.organizer.post('/api/v1/invites', { role: 'x'.repeat(200_000) });
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const huge = await server.organizer.post('/api/v1/movements', { movements: ['x'.repeat(2_100_000)] });
    expect(huge).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const form = await server.organizer.post('/api/v1/invites', 'role=x', { 'content-type': 'text/plain' });
    expect(form).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect((await server.nobody.get('/api/%E0%A4%A')).status).toBe(400);
  });

  it('says that it is healthy, with headers that keep other sites out', async () => {
    const health = await server.nobody.get('/api/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'ok', database: 'ok' } });
    expect(health.headers.get('x-content-type-options')).toBe('nosniff');
    expect(health.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(health.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(health.headers.get('strict-transport-security')).toBeNull();
  });

  it('slows down whoever tries invites one after the other', async () => {
    const tries = await Promise.all(
      Array.from({ length: 70 }, (_, n) =>
        server.nobody.post('/api/v1/join', { invite: `guess ${n}`, name: 'X' }),
      ),
    );
    const refused = tries.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
