import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { makeApp } from '@api/make-app';
import { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';

export interface DurableServer {
  readonly app: NestFastifyApplication;
  readonly address: string;
  readonly databaseUrl: string;
  readonly db: Client;
}

/** Runs a benchmark against the API on a PostgreSQL of its own that waits for the disk, as in production, unlike tests. */
export async function withDurableServer(
  job: (server: DurableServer) => Promise<void>,
  {
    webDir = null,
    trustedProxies = 0,
  }: { readonly webDir?: string | null; readonly trustedProxies?: number } = {},
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'commonshelf-bench-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    log: () => undefined,
  });
  const db = new Client({ connectionString: postgres.url });
  try {
    await migrate(postgres.url);
    await db.connect();
    const app = await makeApp({
      ...{ databaseUrl: postgres.url, publicUrl: null, setUpToken: null, trustedProxies },
      ...{ webDir, logLevel: 'warn' },
    });
    try {
      await app.listen(0, '127.0.0.1');
      const address = (await app.getUrl()).replace('[::1]', '127.0.0.1');
      await job({ app, address, databaseUrl: postgres.url, db });
    } finally {
      await app.close();
    }
  } finally {
    await db.end();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A group with sites and items, and nothing in it yet. */
export async function makeGroup(
  db: Client,
  sites: number,
  items: readonly string[],
): Promise<{ siteIds: string[]; itemIds: string[] }> {
  const ids = async (text: string, values: unknown[] = []) =>
    (await db.query<{ id: string }>(text, values)).rows.map(({ id }) => id);
  await db.query(
    `insert into aid_group (id, name, time_zone, preset, created_at)
     values (gen_random_uuid(), 'Bench', 'America/New_York', 'us', now())`,
  );
  const siteIds = await ids(
    `insert into site (id, group_id, name, kind, time_zone, created_at)
     select gen_random_uuid(), g.id, 'Site ' || n, 'hub', 'America/New_York', now()
     from aid_group g, generate_series(1, $1::int) n returning id`,
    [sites],
  );
  const itemIds = await ids(
    `insert into item (id, group_id, name, unit, created_at)
     select gen_random_uuid(), g.id, n, 'each', now() from aid_group g, unnest($1::text[]) n returning id`,
    [items],
  );
  return { siteIds, itemIds };
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
