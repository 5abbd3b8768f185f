import { migrate } from '@api/platform/migrate';
import { Client } from 'pg';
import { urlOnTestServer } from './test-server-url';

/** Any number that no other advisory lock on the server uses. */
const lockNumber = 7_204_117;

/**
 * The name of this run's template database: the migrated schema, no rows. The first test file that asks makes it (the
 * others wait for its lock), so a run without database tests migrates nothing.
 */
export async function migratedTemplate(server: Client): Promise<string> {
  const name = `test_${process.env['TEST_RUN'] ?? ''}_template`;
  if (await isFinished(server, name)) return name;
  await server.query('SELECT pg_advisory_lock($1)', [lockNumber]);
  try {
    if (await isFinished(server, name)) return name;
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await migrate(urlOnTestServer(name));
    // The mark that it is complete; nobody can connect to a template, so nobody can stop it from being cloned.
    await server.query(`ALTER DATABASE ${name} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return name;
  } finally {
    await server.query('SELECT pg_advisory_unlock($1)', [lockNumber]);
  }
}

async function isFinished(server: Client, name: string): Promise<boolean> {
  const found = await server.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
  return found.rowCount === 1;
}
