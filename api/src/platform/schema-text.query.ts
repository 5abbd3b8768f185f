import type { Doorway } from './work';

/**
 * The schema as text that people review: tables with their columns and constraints, indexes, triggers and functions, read from
 * PostgreSQL's catalogues, the same for the same schema whatever the version or the order in which it was made.
 */
export async function schemaText(doorway: Doorway): Promise<string> {
  const rows = (await doorway.tx.query(text)) as { block: string }[];
  return `${rows.map((row) => row.block).join('\n\n')}\n`;
}

const text = /* sql */ `
with ours as (
  select c.oid, c.relname, c.reloptions from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
), line as (
  select c.oid, 1 as part, a.attnum::text as place, a.attnum::int as n,
    a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when d.oid is null then ''
           when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
           else ' default ' || pg_get_expr(d.adbin, d.adrelid) end
      || case when a.attnotnull then ' not null' else '' end as words
  from ours c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  union all
  -- PostgreSQL 18 keeps "not null" as a constraint too: it stands beside its column already.
  select c.oid, 2, k.contype::text || k.conname, 0, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
  from ours c join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c')
), block as (
  select 1 as part, 'extension' as kind, extname as name, 'create extension ' || extname || ';' as words
  from pg_extension where extname <> 'plpgsql'
  union all
  select 2, 'function', p.proname, pg_get_functiondef(p.oid) || ';'
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
  union all
  select 3, 'table', c.relname,
    'create table ' || c.relname || ' (' || chr(10)
      || (select string_agg('  ' || l.words, ',' || chr(10) order by l.part, l.n, l.place) from line l where l.oid = c.oid) || chr(10) || ')'
      || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || ';'
      || coalesce((
        select chr(10) || string_agg(pg_get_indexdef(i.indexrelid) || ';', chr(10) order by x.relname)
        from pg_index i join pg_class x on x.oid = i.indexrelid
        where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      ), '')
      || coalesce((
        select chr(10) || string_agg(pg_get_triggerdef(t.oid) || ';', chr(10) order by t.tgname)
        from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
      ), '')
  from ours c
)
select words as block from block order by part, name, words`;
