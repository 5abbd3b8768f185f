import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import { makeApp } from '@api/make-app';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';
import type { SignedInReply } from '@shared/people/people.contract';
import type { RecordMovementsReply } from '@shared/stock/stock.contract';

describe('while the database is away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonshelf-away-'));
  let postgres: EmbeddedPostgres;
  let app: NestFastifyApplication;
  let address = '';
  let token = '';
  let [site, item] = ['', ''];

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({
      ...{ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } },
      log: () => undefined,
    });
    await migrate(postgres.url);
    app = await makeApp({
      ...{ databaseUrl: postgres.url, publicUrl: null, setUpToken: 'open', trustedProxies: 0 },
      ...{ webDir: null, logLevel: 'error' },
    });
    await app.listen(0, '127.0.0.1');
    address = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const group = { groupName: 'East', timeZone: 'America/New_York', preset: 'us', name: 'Ada' };
    token = (await call<SignedInReply>('POST', '/api/v1/setup', { setupToken: 'open', ...group })).body.token;
    site = (await call<{ id: string }>('POST', '/api/v1/sites', { name: 'Store', kind: 'free_store' })).body
      .id;
    item = (await call<{ id: string }>('POST', '/api/v1/items', { name: 'Beans', unit: 'each' })).body.id;
  });

  afterAll(async () => {
    await app.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call<T = { code?: string }>(method: string, path: string, body?: unknown, as = token) {
    const answer = await fetch(address + path, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${as}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, headers } = answer;
    return { status, headers, body: (await answer.json()) as T };
  }

  const line = () => ({
    ...{ id: newId(), reason: 'donation', itemId: item, quantity: 1, toSiteId: site },
    occurredAt: new Date().toISOString(),
  });
  const record = (...movements: object[]) =>
    call<RecordMovementsReply & { code?: string }>('POST', '/api/v1/movements', { movements });

  it('says so to everybody, and what is sent again then is recorded once', async () => {
    const sent: object[] = [];
    const codes = new Set<string>();
    const note = (answer: { status: number; headers: Headers; body: { code?: string } }) => {
      if (answer.status < 300) return;
      expect([answer.status, answer.body.code]).toEqual([503, 'database_away']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      codes.add(answer.body.code ?? '');
    };
    for (let round = 0; round < 5; round++) {
      const lines = Array.from({ length: 30 }, line);
      sent.push(...lines);
      const calls = lines.flatMap((one, n) => [
        record(one),
        n % 10 ? call('GET', '/api/v1/stock') : record(one, ...lines),
        ...(n % 5 ? [] : [call('GET', '/api/v1/sync'), call('GET', '/api/v1/reports/overview')]),
      ]);
      process.kill(postgres.pid, 'SIGKILL');
      calls.push(...lines.flatMap((one) => [record(one), call('GET', '/api/v1/items')]));
      for (const answer of await Promise.all(calls)) note(answer);
      // Nobody knows yet who asks: the look at the session fails. 401 once it can be told that this is nobody's token.
      const strangers = Array.from({ length: 5 }, (_, n) =>
        call('GET', '/api/v1/me', undefined, `x${round}${n}`),
      );
      for (const answer of await Promise.all(strangers)) if (answer.status !== 401) note(answer);
      for (let tries = 0; tries < 100; tries++) {
        if ((await call('GET', '/api/health')).status === 200) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    expect([...codes]).toEqual(['database_away']);
    const { body } = await record(...sent);
    expect(body.results.every(({ status }) => status === 'recorded' || status === 'duplicate')).toBe(true);
    const db = new Client({ connectionString: postgres.url });
    await db.connect();
    const { rows } = await db.query('select sum(level)::int as level from site_item');
    await db.end();
    expect(rows).toEqual([{ level: 150 }]);
  });
});
