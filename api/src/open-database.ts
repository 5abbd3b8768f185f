import { join } from 'node:path';
import { Client } from 'pg';
import type { Config } from './platform/config';
import { startEmbeddedPostgres } from './platform/embedded-postgres';
import { migrate } from './platform/migrate';
import { StartProblem } from './platform/start-problem';

/** A migrated database, and what ends it. */
export interface OpenDatabase {
  readonly url: string;
  /** Resolves when the database is gone for good, with the reason; never for an external one. */
  readonly gone: Promise<StartProblem | null>;
  close(): Promise<void>;
}

const oldestMajor = 15;

/**
 * Opens what DATABASE_URL names, or else the embedded PostgreSQL in DATA_DIR, and brings it to this program's schema.
 * @throws StartProblem with one sentence: not reachable, too old, made by a newer Commonshelf, and those of the embedded one.
 */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    await checkExternal(config.databaseUrl);
    await migrate(config.databaseUrl);
    return { url: config.databaseUrl, gone: new Promise(() => undefined), close: () => Promise.resolve() };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres'), log });
  try {
    await migrate(postgres.url);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url: postgres.url, gone: postgres.exited, close: () => postgres.stop() };
}

async function checkExternal(url: string): Promise<void> {
  const client = makeClient(url);
  try {
    await client.connect();
    const { rows } = await client.query<{ major: number }>(
      `select current_setting('server_version_num')::int / 10000 as major`,
    );
    const major = rows[0]?.major ?? 0;
    if (major < oldestMajor) {
      throw new StartProblem(
        `DATABASE_URL is PostgreSQL ${major}: Commonshelf needs ${oldestMajor} or newer.`,
      );
    }
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`The database of DATABASE_URL cannot be reached: ${reason(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function makeClient(url: string): Client {
  try {
    return new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch {
    throw new StartProblem(
      'DATABASE_URL is not an address such as postgres://user:password@host:5432/commonshelf.',
    );
  }
}

/** What went wrong, without the address: it holds a password. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[.\s]+$/, '') || 'no answer';
}
