import { Client } from 'pg';
import { migratedTemplate } from './migrated-template';
import { urlOnTestServer } from './test-server-url';

/** A database of one's own: migrated, empty, real. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>;
}

let count = 0;

/** Clones the migrated template, which takes about 0.3 s. Call it once per test file (`beforeAll`) and drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  count += 1;
  const name = `test_${process.env['TEST_RUN'] ?? ''}_${process.pid}_${Date.now().toString(36)}_${count}`;
  await onServer(async (server) => {
    const template = await migratedTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: urlOnTestServer(name),
    drop: () =>
      onServer(async (server) => {
        await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function onServer(job: (server: Client) => Promise<void>): Promise<void> {
  const server = new Client({ connectionString: urlOnTestServer() });
  await server.connect();
  try {
    await job(server);
  } finally {
    await server.end();
  }
}
