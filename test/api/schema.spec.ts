import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { entities } from '@api/entities';
import { makeDataSource, migrations } from '@api/platform/data-source';
import { Database } from '@api/platform/database';
import { schemaText } from '@api/platform/schema-text.query';
import { type DatabaseColumn, databaseColumns } from '../support/database-columns';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('the schema', () => {
  let database: TestDatabase;
  let source: DataSource;
  let columns: DatabaseColumn[];

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await makeDataSource(database.url, entities).initialize();
    const db = new Client({ connectionString: database.url });
    await db.connect();
    columns = await databaseColumns(db);
    await db.end();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const text = () => new Database(source).enter(schemaText);

  it('is written down in api/schema.sql (npm run schema)', async () => {
    expect(readFileSync(join(__dirname, '../../api/schema.sql'), 'utf8')).toBe(await text());
  });

  it('goes down to nothing and up again to the same', async () => {
    const before = await text();
    for (const _ of migrations) await source.undoLastMigration();
    expect(await text()).toBe('\n');
    await source.runMigrations();
    expect(await text()).toBe(before);
  });

  const names: Record<string, string> = {
    timestamptz: 'timestamp with time zone',
    int: 'integer',
    bool: 'boolean',
    smallint: 'smallint',
  };

  it('has every column of the entities, with its type and whether it may be null', () => {
    const known = new Map(columns.map((column) => [`${column.table}.${column.name}`, column]));
    for (const entity of source.entityMetadatas) {
      for (const column of entity.columns) {
        const name = `${entity.tableName}.${column.databaseName}`;
        const there = known.get(name);
        const type = typeof column.type === 'string' ? column.type : column.type.name;
        const told = `${names[type] ?? type}${column.isArray ? '[]' : ''}`;
        expect([name, told, column.isNullable]).toEqual([name, there?.type, there?.nullable]);
      }
    }
  });

  it('has no place for who receives, nor for where a request came from', () => {
    const identity =
      /recipient|client|beneficiar|neighbou?r|visitor|person|phone|mail|contact|surname|first_name|last_name|full_name|birth|gender|passport|ssn|document|(^|_)ip(_|$)|user_agent|device|referr?er/;
    expect(
      columns.filter(({ name }) => identity.test(name)).map(({ table, name }) => `${table}.${name}`),
    ).toEqual([]);
    const called = columns
      .filter(({ name }) => /name|address/.test(name))
      .map(({ table, name }) => `${table}.${name}`);
    // What has a name or an address: the group, its members by the name they chose, places and things.
    expect(called).toEqual(
      expect.arrayContaining([
        'aid_group.name',
        'category.name',
        'item.name',
        'member.name',
        'site.address',
        'site.name',
      ]),
    );
    const known = /^(aid_group|category|directory_\w+|item|member|site)\.(name|address|\w*name)$/;
    expect(called.filter((one) => !known.test(one))).toEqual([]);
    expect(
      columns.filter(({ type }) => /inet|cidr|json/.test(type)).map(({ table, name }) => `${table}.${name}`),
    ).toEqual([]);
  });
});
