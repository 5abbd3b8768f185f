import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import type { SignedInReply } from '@shared/people/people.contract';
import { dayOf } from '@shared/words/day';
import { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';
import { stockStatement } from '@api/stock/stock-list.query';
import type { BenchRow } from './bench-row';
import { loadHttp } from './http-load';
import { loadDatabase, recordMany, recordOne, referenceTables, type Scan } from './reference-ledger';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const [siteCount, itemCount] = [100, 1000];

/**
 * Scans over HTTP, signed in and validated, one server process; beside them, in the same run on the same PostgreSQL (fsync
 * on), the one-statement form on plain tables. Also batches of 500, and the stock list of a site with 200 items.
 * Medians of the rounds, both sides taking turns.
 */
export async function run(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'commonshelf-bench-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    log: () => undefined,
  });
  try {
    await migrate(postgres.url);
    const server = await startServer(postgres.url);
    const admin = new Client({ connectionString: postgres.url });
    await admin.connect();
    try {
      const town = await settle(admin, server.port);
      const rows = [
        ...(await scans(postgres.url, server.port, town)),
        await batches(postgres.url, server.port, town),
        await stockList(postgres.url, server.port, town, admin),
      ];
      return rows;
    } finally {
      await admin.end();
      server.stop();
    }
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Town {
  readonly token: string;
  readonly memberId: string;
  readonly groupId: string;
  readonly sites: readonly string[];
  readonly items: readonly string[];
}

async function startServer(url: string): Promise<{ port: number; stop(): void }> {
  const child = fork(join(__dirname, 'bench-server.js'), {
    env: { ...process.env, BENCH_DATABASE_URL: url, BENCH_SET_UP: 'bench', NODE_ENV: 'production' },
  });
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}.`)));
  });
  return { port, stop: () => child.disconnect() };
}

async function settle(admin: Client, port: number): Promise<Town> {
  const setUp = {
    setupToken: 'bench',
    groupName: 'Bench',
    timeZone: 'America/New_York',
    preset: 'us',
    name: 'Ada',
  };
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(setUp),
  });
  const { token, member } = (await answer.json()) as SignedInReply;
  const group = await admin.query<{ id: string }>('select id from aid_group');
  const groupId = group.rows[0]?.id ?? '';
  const made = async (text: string, count: number) =>
    (await admin.query<{ id: string }>(text, [groupId, count])).rows.map((row) => row.id);
  const sites = await made(
    `insert into site (id, group_id, name, kind, time_zone, created_at)
     select gen_random_uuid(), $1, 'Site ' || n, 'free_store', 'America/New_York', now() from generate_series(1, $2::int) n returning id`,
    siteCount,
  );
  const items = await made(
    `insert into item (id, group_id, name, unit, created_at)
     select gen_random_uuid(), $1, 'Item ' || n, 'each', now() from generate_series(1, $2::int) n returning id`,
    itemCount,
  );
  await admin.query(referenceTables);
  // Not the empty ledger: PostgreSQL would plan for a table that stays empty.
  await admin.query('analyze site, item');
  return { token, memberId: member.id, groupId, sites, items };
}

/** Popular things are popular: the square of a random number. */
function oneOf(list: readonly string[]): string {
  return list[Math.floor(Math.random() ** 2 * list.length)] ?? '';
}

function scanIn(town: Town): Scan {
  const [itemId, siteId] = [oneOf(town.items), oneOf(town.sites)];
  return {
    id: newId(),
    itemId,
    siteId,
    quantity: 1 + Math.floor(Math.random() * 12),
    occurredAt: new Date().toISOString(),
  };
}

function lineOf({ id, itemId, siteId, quantity, occurredAt }: Scan) {
  return {
    id,
    reason: 'donation',
    itemId,
    quantity,
    fromSiteId: null,
    toSiteId: siteId,
    lot: null,
    occurredAt,
  };
}

async function scans(url: string, port: number, town: Town): Promise<BenchRow[]> {
  const request = () => ({
    ...{ method: 'POST', path: '/api/v1/movements', token: town.token },
    body: JSON.stringify({ movements: [lineOf(scanIn(town))] }),
  });
  const rows: BenchRow[] = [];
  for (const connections of [1, 4, 16]) {
    await loadHttp(port, connections, 1, request);
    const { value, reference } = await taking(
      async () => (await loadHttp(port, connections, seconds, request)).perSecond,
      () =>
        loadDatabase(url, connections, seconds, (client) => recordOne(client, scanIn(town), town.memberId)),
    );
    rows.push({
      ...{ name: `one scan over HTTP, ${connections} connections`, value, unit: 'scans/s', reference },
      ratio: value / reference,
      ...(connections === 16 ? { target: 0.35 } : {}),
    });
  }
  return rows;
}

async function batches(url: string, port: number, town: Town): Promise<BenchRow> {
  const batch = () => Array.from({ length: 500 }, () => scanIn(town));
  const request = () => ({
    ...{ method: 'POST', path: '/api/v1/movements', token: town.token },
    body: JSON.stringify({ movements: batch().map(lineOf) }),
  });
  const { value, reference } = await taking(
    async () => (await loadHttp(port, 4, seconds, request)).perSecond * 500,
    async () =>
      (await loadDatabase(url, 4, seconds, (client) => recordMany(client, batch(), town.memberId))) * 500,
  );
  return {
    name: 'batch of 500 over HTTP',
    value,
    unit: 'scans/s',
    reference,
    ratio: value / reference,
    target: 0.5,
  };
}

async function stockList(url: string, port: number, town: Town, admin: Client): Promise<BenchRow> {
  const siteId = newId();
  await admin.query(
    `insert into site (id, group_id, name, kind, time_zone, created_at) values ($1, $2, 'List', 'hub', 'UTC', now())`,
    [siteId, town.groupId],
  );
  const lines = town.items.slice(0, 200).map((itemId) => ({
    ...lineOf({ id: newId(), itemId, siteId, quantity: 5, occurredAt: new Date().toISOString() }),
    lot: { code: 'L1', useBy: '2030-01-31' },
  }));
  const request = { method: 'POST', path: '/api/v1/movements', token: town.token };
  await loadHttp(port, 1, 0.001, () => ({ ...request, body: JSON.stringify({ movements: lines }) }));
  await admin.query('analyze');
  const filter = { siteId, limit: 200 };
  const { statement, values } = stockStatement(town.groupId, dayOf(new Date(), 'America/New_York'), filter);
  const path = `/api/v1/stock?siteId=${siteId}&limit=200`;
  const { value, reference } = await taking(
    async () =>
      (await loadHttp(port, 8, seconds, () => ({ method: 'GET', path, token: town.token }))).perSecond,
    () => loadDatabase(url, 8, seconds, (client) => client.query({ ...statement, values })),
  );
  return {
    name: 'stock list of 200 items',
    value,
    unit: 'lists/s',
    reference,
    ratio: value / reference,
    target: 0.35,
  };
}

/** Medians of both, taking turns. */
async function taking(
  measure: () => Promise<number>,
  refer: () => Promise<number>,
): Promise<{ value: number; reference: number }> {
  const [values, references]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    references.push(await refer());
    values.push(await measure());
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  return { value: median(values), reference: median(references) };
}
