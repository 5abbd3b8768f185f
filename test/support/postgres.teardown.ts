import { rmSync } from 'node:fs';
import { Client } from 'pg';
import './postgres.setup';

/** Stops what the set-up started; on a server of TEST_DATABASE_URL removes the databases of this run instead. */
export default async function stopTestServer(): Promise<void> {
  const server = globalThis.commonshelfTestServer;
  if (server === undefined) {
    await dropDatabasesOfThisRun();
    return;
  }
  globalThis.commonshelfTestServer = undefined;
  await server.postgres.stop();
  rmSync(server.directory, { recursive: true, force: true });
}

async function dropDatabasesOfThisRun(): Promise<void> {
  const url = process.env['TEST_SERVER_URL'];
  if (url === undefined) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [`test_${process.env['TEST_RUN'] ?? ''}_`],
  );
  for (const { datname } of found.rows) {
    await client.query(`ALTER DATABASE ${datname} IS_TEMPLATE false`);
    await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
  await client.end();
}
