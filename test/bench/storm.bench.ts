import 'reflect-metadata';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { makeApp } from '@api/make-app';
import { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';
import { manySessions } from '../support/many-sessions';
import { storm, type StormReport, type StormSettings } from '../support/storm';

/**
 * 300 devices come back from a network cut within ten seconds, each with 200 scans; one answer in ten is lost. The devices
 * are a process of their own, the server is durable as in production. Says whether every scan is there once.
 */
const [devices, scansEach, batchSize, withinMs] = [300, 200, 200, 10_000];

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'commonshelf-bench-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    log: () => undefined,
  });
  const db = new Client({ connectionString: postgres.url });
  try {
    await migrate(postgres.url);
    await db.connect();
    await run(postgres.url, db);
  } finally {
    await db.end();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function run(url: string, db: Client): Promise<void> {
  const app = await makeApp({
    ...{
      databaseUrl: url,
      publicUrl: null,
      setUpToken: null,
      trustedProxies: 0,
      webDir: null,
      logLevel: 'warn',
    },
  });
  try {
    await app.listen(0, '127.0.0.1');
    const settings = await prepare(db, await app.getUrl());
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    const report = await inOwnProcess(settings);
    clearInterval(watch);
    const { rows } = await db.query<{ movements: number; levels: number }>(
      `select (select count(*) from movement)::int as movements, (select sum(level) from site_item)::int as levels`,
    );
    const expected = devices * scansEach;
    say(
      `${devices} devices × ${scansEach} scans within ${withinMs / 1000} s, all there after ${(report.totalMs / 1000).toFixed(1)} s`,
    );
    say(`movements ${rows[0]?.movements}, sum of levels ${rows[0]?.levels}, sent ${expected}`);
    say(`recorded ${report.recorded}, duplicates ${report.duplicates}, refused ${report.refused}`);
    say(`told to wait ${report.toldToWait} times, lost answers ${report.lostAnswers}`);
    say(
      `batch with all waiting: p50 ${report.batchMs.p50} ms, p99 ${report.batchMs.p99} ms, most ${report.batchMs.most} ms`,
    );
    say(`answered call alone: p50 ${report.callMs.p50} ms, p99 ${report.callMs.p99} ms`);
    say(`memory of the server: ${mb(before)} MB before, ${mb(most)} MB at most`);
    if (rows[0]?.movements !== expected || rows[0].levels !== expected || report.refused > 0)
      process.exitCode = 1;
  } finally {
    await app.close();
  }
}

async function prepare(db: Client, address: string): Promise<StormSettings> {
  await db.query(
    `insert into aid_group (id, name, time_zone, preset, created_at)
     values (gen_random_uuid(), 'Storm', 'America/New_York', 'us', now())`,
  );
  const ids = async (text: string) => (await db.query<{ id: string }>(text)).rows.map(({ id }) => id);
  const siteIds = await ids(
    `insert into site (id, group_id, name, kind, time_zone, created_at)
     select gen_random_uuid(), g.id, 'Site ' || n, 'hub', 'America/New_York', now() from aid_group g, generate_series(1, 20) n returning id`,
  );
  const itemIds = await ids(
    `insert into item (id, group_id, name, unit, created_at)
     select gen_random_uuid(), g.id, 'Item ' || n, 'each', now() from aid_group g, generate_series(1, 500) n returning id`,
  );
  const tokens = await manySessions(db, devices);
  return { address, tokens, siteIds, itemIds, scansEach, batchSize, withinMs, lost: 0.1, seed: 1 };
}

function inOwnProcess(settings: StormSettings): Promise<StormReport> {
  const child = fork(__filename, ['devices']);
  return new Promise((resolve, reject) => {
    child.once('message', (report) => {
      resolve(report as StormReport);
    });
    child.once('exit', (code) => {
      reject(new Error(`The devices ended with ${code}.`));
    });
    child.send(settings);
  });
}

const mb = (bytes: number) => Math.round(bytes / 1_048_576);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.argv[2] === 'devices') {
  process.once('message', (settings) => {
    void storm(settings as StormSettings).then((report) => {
      process.send?.(report, () => process.disconnect());
    });
  });
} else {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
