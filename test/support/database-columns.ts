import type { Client } from 'pg';

/** One column as PostgreSQL knows it. */
export interface DatabaseColumn {
  readonly table: string;
  readonly name: string;
  /** As `format_type` writes it: `text`, `bigint`, `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** Every column of every table of ours, by table and place. */
export async function databaseColumns(db: Client): Promise<DatabaseColumn[]> {
  const { rows } = await db.query<DatabaseColumn>(/* sql */ `
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
    order by c.relname, a.attnum`);
  return rows;
}
