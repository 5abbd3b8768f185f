import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import type { SignedInReply } from '@shared/people/people.contract';
import { dayOf } from '@shared/words/day';
import { makeDataSource } from '@api/platform/data-source';
import { Database } from '@api/platform/database';
import { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';
import type { Actor } from '@api/platform/work';
import type { Movement } from '@api/stock/movement';
import { recordMovements } from '@api/stock/record-movements';
import { stockStatement } from '@api/stock/stock-list.query';
import type { BenchRow } from './bench-row';
import { loadHttp } from './http-load';
import { findPgbench, pgbench } from './pgbench';
import { processorTime } from './processor-time';
import {
  loadDatabase,
  oneScanScript,
  recordMany,
  recordOne,
  referenceTables,
  type Scan,
} from './reference-ledger';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const [siteCount, itemCount] = [500, 2000];

/**
 * Scans over HTTP, signed in and validated, one server process; beside them, in the same run on the same PostgreSQL (fsync
 * on), the one-statement form on plain tables: by pgbench where there is one (PGBENCH= for none), else by the driver. Also
 * batches of 500, beside plain tables and beside the ledger's own set-based statement; and the stock list of a site with 200 items. Medians of the rounds, both sides taking turns.
 *
 * Where others use the machine too, the ratio of processor times says more: server and database against the database alone.
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
    const spent = () => [processorTime(server.pid), processorTime(postgres.pid)] as const;
    const admin = new Client({ connectionString: postgres.url });
    await admin.connect();
    try {
      const town = await settle(admin, server.port);
      const rows = [
        ...(await scans(postgres.url, server.port, town, spent)),
        ...(await batches(postgres.url, server.port, town, spent)),
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

/** Milliseconds of processor time that the server and the database have used; null where the system does not tell. */
type Spent = () => readonly [server: number | null, database: number | null];

async function startServer(url: string): Promise<{ port: number; pid: number; stop(): void }> {
  const child = fork(join(__dirname, 'bench-server.js'), {
    env: { ...process.env, BENCH_DATABASE_URL: url, BENCH_SET_UP: 'bench', NODE_ENV: 'production' },
  });
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}.`)));
  });
  return { port, pid: child.pid ?? 0, stop: () => child.disconnect() };
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
  // The figures of a new day are computed once a day, by whoever asks first: not in the midst of a round.
  await fetch(`http://127.0.0.1:${port}/api/v1/reports/overview`, {
    headers: { authorization: `Bearer ${token}` },
  });
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

async function scans(url: string, port: number, town: Town, spent: Spent): Promise<BenchRow[]> {
  const program = findPgbench();
  const script = oneScanScript(siteCount, itemCount, town.memberId);
  const request = () => ({
    ...{ method: 'POST', path: '/api/v1/movements', token: town.token },
    body: JSON.stringify({ movements: [lineOf(scanIn(town))] }),
  });
  const rows: BenchRow[] = [];
  for (const connections of [1, 4, 16]) {
    await loadHttp(port, connections, 1, request);
    const { value, reference, times } = await taking(
      async () => (await loadHttp(port, connections, seconds, request)).perSecond,
      () =>
        program
          ? pgbench(program, url, script, connections, seconds)
          : loadDatabase(url, connections, seconds, (client) =>
              recordOne(client, scanIn(town), town.memberId),
            ),
      spent,
    );
    rows.push({
      ...{ name: `one scan over HTTP, ${connections} connections`, value, unit: 'scans/s', reference },
      ratio: value / reference,
      ...(connections === 16 ? { target: 0.35 } : {}),
    });
    if (connections === 16) rows.push(...processorRow('one scan: processor time', times));
  }
  return rows;
}

const batchRequest = (town: Town, scans: readonly Scan[]) => ({
  ...{ method: 'POST', path: '/api/v1/movements', token: town.token },
  body: JSON.stringify({ movements: scans.map(lineOf) }),
});

async function batches(url: string, port: number, town: Town, spent: Spent): Promise<BenchRow[]> {
  const batch = () => Array.from({ length: 500 }, () => scanIn(town));
  const request = () => batchRequest(town, batch());
  await loadHttp(port, 4, 1, request);
  const { value, reference, times } = await taking(
    async () => (await loadHttp(port, 4, seconds, request)).perSecond * 500,
    async () =>
      (await loadDatabase(url, 4, seconds, (client) => recordMany(client, batch(), town.memberId))) * 500,
    spent,
  );
  return [
    {
      ...{ name: 'batch of 500 over HTTP', value, unit: 'scans/s', reference },
      ...{ ratio: value / reference, target: 0.5 },
    },
    ...processorRow('one scan in a batch of 500: processor time', times),
    await batchesToLedger(url, port, town),
  ];
}

/** Beside the ledger's own statement, called by the driver: what HTTP, the door and the checks of the lines cost. */
async function batchesToLedger(url: string, port: number, town: Town): Promise<BenchRow> {
  const source = await makeDataSource(url).initialize();
  const database = new Database(source);
  const actor: Actor = {
    ...{ memberId: town.memberId, groupId: town.groupId },
    role: 'organizer',
    timeZone: 'America/New_York',
  };
  const movements = () =>
    Array.from({ length: 500 }, (): Movement => {
      const { id, itemId, siteId, quantity, occurredAt } = scanIn(town);
      return {
        ...{ id, fingerprint: id, reason: 'donation', itemId, quantity, code: null, packs: null },
        ...{ fromSiteId: null, toSiteId: siteId, lotId: null, occurredAt: new Date(occurredAt) },
      };
    });
  const request = () =>
    batchRequest(
      town,
      Array.from({ length: 500 }, () => scanIn(town)),
    );
  try {
    const { value, reference } = await taking(
      async () => (await loadHttp(port, 4, seconds, request)).perSecond * 500,
      async () =>
        (await loadDatabase(url, 4, seconds, () =>
          database.write(actor, (work) => recordMovements(work, movements())),
        )) * 500,
    );
    const name = 'batch of 500 over HTTP, to the ledger’s own statement';
    return { ...{ name, value, unit: 'scans/s', reference }, ratio: value / reference, target: 0.5 };
  } finally {
    await source.destroy();
  }
}

function processorRow(name: string, times: Times | null): BenchRow[] {
  if (times === null) return [];
  const { value, reference } = times;
  return [{ name, value, unit: 'µs', reference, ratio: reference / value }];
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
  await fetch(`http://127.0.0.1:${port}/api/v1/movements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${town.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ movements: lines }),
  });
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

/** Microseconds of processor time for one: of the server and the database, and of the database for the reference. */
interface Times {
  readonly value: number;
  readonly reference: number;
}

/** Medians of both, taking turns. */
async function taking(
  measure: () => Promise<number>,
  refer: () => Promise<number>,
  spent: Spent = () => [null, null],
): Promise<{ value: number; reference: number; times: Times | null }> {
  const [values, references]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    references.push(await timed(refer, spent));
    values.push(await timed(measure, spent));
  }
  const [timesOf, timesOfReference] = [values, references].map((all) =>
    all.flatMap(({ microseconds }) => microseconds ?? []),
  ) as [number[], number[]];
  const times =
    timesOf.length > 0 && timesOfReference.length > 0
      ? { value: median(timesOf), reference: median(timesOfReference) }
      : null;
  const rates = (all: readonly Measured[]) => all.map(({ perSecond }) => perSecond);
  return { value: median(rates(values)), reference: median(rates(references)), times };
}

interface Measured {
  readonly perSecond: number;
  readonly microseconds: number | null;
}

async function timed(job: () => Promise<number>, spent: Spent): Promise<Measured> {
  const before = spent();
  const began = performance.now();
  const perSecond = await job();
  const count = (perSecond * (performance.now() - began)) / 1000;
  const [server, database] = spent().map((after, n) => {
    const earlier = before[n] ?? null;
    return after === null || earlier === null ? null : after - earlier;
  }) as [number | null, number | null];
  if (server === null || database === null || count === 0) return { perSecond, microseconds: null };
  return { perSecond, microseconds: ((server + database) * 1000) / count };
}

const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
