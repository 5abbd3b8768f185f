import { join } from 'node:path';
import { Database } from '@api/platform/database';
import { makeDataSource } from '@api/platform/data-source';
import { runningEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { entities } from '@api/entities';
import { openDatabase } from '@api/open-database';
import type { CommandContext } from './command';

/**
 * Runs a job on the database that the program would use: DATABASE_URL, or the embedded one in DATA_DIR, also while the
 * program itself is running there.
 */
export async function withDatabase<T>(
  { config, note }: CommandContext,
  job: (database: Database) => Promise<T>,
): Promise<T> {
  const running =
    config.databaseUrl === null ? runningEmbeddedPostgres(join(config.dataDir, 'postgres')) : null;
  const opened = running === null ? await openDatabase(config, (line) => note(`${line}\n`)) : null;
  try {
    const source = await makeDataSource(opened?.url ?? running ?? '', entities).initialize();
    try {
      return await job(new Database(source));
    } finally {
      await source.destroy();
    }
  } finally {
    await opened?.close();
  }
}
