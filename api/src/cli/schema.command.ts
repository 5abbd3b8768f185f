import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '@api/platform/database';
import { makeDataSource } from '@api/platform/data-source';
import { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';
import { schemaText } from '@api/platform/schema-text.query';
import type { Command } from './command';

const file = 'api/schema.sql';

/** `npm run schema`, for developers: writes what the migrations make, so that a reviewer sees every change of the schema. */
export const schema: Command = {
  usage: `writes ${file} anew from the migrations`,
  run: async ({ say }) => {
    const directory = mkdtempSync(join(tmpdir(), 'commonshelf-schema-'));
    try {
      const postgres = await startEmbeddedPostgres({
        dataDir: join(directory, 'postgres'),
        log: () => undefined,
      });
      try {
        await migrate(postgres.url);
        const source = await makeDataSource(postgres.url).initialize();
        writeFileSync(file, await new Database(source).enter(schemaText));
        await source.destroy();
      } finally {
        await postgres.stop();
      }
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
    say(`${file} is written.`);
    return 0;
  },
};
