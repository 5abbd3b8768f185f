import { makeDataSource, migrations } from './data-source';
import { StartProblem } from './start-problem';

/** Brings a database to this program's schema. Refuses a schema that is newer than the program. */
export async function migrate(url: string): Promise<void> {
  const source = makeDataSource(url);
  await source.initialize();
  try {
    const known = new Set(migrations.map((migration) => new migration().name));
    const [table] = (await source.query(`select to_regclass('migration')::text as name`)) as {
      name: string | null;
    }[];
    if (table?.name) {
      const done = (await source.query('select name from migration')) as { name: string }[];
      const newer = done.find((row) => !known.has(row.name));
      if (newer) {
        throw new StartProblem(
          `The database was made by a newer Commonshelf (it has the step "${newer.name}"): start that version, or use another database.`,
        );
      }
    }
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}
