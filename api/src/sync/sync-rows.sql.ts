import type { Statement } from '@api/platform/statement';
import type { PagedPart } from './sync-cursor';

/**
 * SQL of the rows that a sync gives, as JSON that PostgreSQL writes. Parameters of every statement: $1 group id, $2 the
 * snapshot that the device saw (`pg_snapshot` as text), $3 the lowest transaction that it did not see; a full load leaves
 * both unused.
 */
const changed = (row: string) =>
  `${row}.changed_in >= $3::bigint and not pg_visible_in_snapshot(${row}.changed_in::text::xid8, $2::text::pg_snapshot)`;

/** For a full load, that the parameters have a type; they are not looked at. */
const anything = '($2::text is null or $3::bigint is not null or true)';

/** A full load, and what changed since a snapshot. */
export interface BothWays {
  readonly full: Statement;
  readonly changes: Statement;
}

function bothWays(
  name: string,
  text: (isChanged: (row: string) => string, isFull: boolean) => string,
): BothWays {
  return {
    full: { name: `sync-${name}-full`, text: text(() => anything, true) },
    changes: { name: `sync-${name}-changes`, text: text(changed, false) },
  };
}

/** One row: `group`, `sites`, `categories`, `aliases`, each as JSON text or null where nothing changed. */
export const smallParts = bothWays(
  'small-parts',
  (isChanged) => /* sql */ `
select
  (select json_build_object('id', g.id, 'name', g.name, 'timeZone', g.time_zone, 'preset', g.preset)
   from aid_group g where g.id = $1 and ${isChanged('g')})::text as "group",
  (select json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'timeZone', s.time_zone, 'address', s.address,
      'refuses', s.refuses, 'ownCode', (select o.code from own_code o where o.site_id = s.id), 'closed', s.closed_at is not null)
      order by s.name, s.id)
   from site s where s.group_id = $1 and s.kind <> 'in_transit' and ${isChanged('s')})::text as sites,
  (select json_agg(json_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'shelfLifeDays', c.shelf_life_days,
      'whenWarm', c.when_warm)
      order by c.name, c.id)
   from category c where c.group_id = $1 and ${isChanged('c')})::text as categories,
  (select json_agg(json_build_array(a.id, a.item_id)) from item_alias a where a.group_id = $1 and ${isChanged('a')})::text as aliases`,
);

/** Numbers the group's sites as `siteNumbers` of the reply does. */
const places = /* sql */ `
  place as materialized (
    select id, row_number() over (order by id) - 1 as n from site where group_id = $1 and kind <> 'in_transit')`;

export const siteNumbers: Statement = {
  name: 'sync-site-numbers',
  text: /* sql */ `
select json_agg(id order by id)::text as ids from site where group_id = $1 and kind <> 'in_transit'`,
};

/**
 * Parts that come in pages. Further parameters: $4 and $5 the key of the last row given, $6 rows at most, $7 the site
 * whose levels are asked for or null. Each answers one row: how many rows were read, the key of the last, and the rows as
 * the inside of a JSON array.
 */
export const pages: Record<PagedPart, BothWays> = {
  items: bothWays(
    'items',
    (isChanged) => /* sql */ `
with page as (
  select i.* from item i
  where i.group_id = $1 and ${isChanged('i')} and (i.id, $5::uuid) > ($4::uuid, $5::uuid) and ($7::uuid is null or true)
  order by i.id limit $6
)
select count(*)::int as count, (array_agg(id order by id desc))[1] as "lastId", (array_agg(id order by id desc))[1] as "lastOther",
  string_agg(json_build_array(i.id, i.name, i.unit, i.category_id, i.family, i.variant, o.code, coalesce(b.codes, '[]'),
    case when i.default_target is not null then json_build_array(i.default_minimum, i.default_target) end,
    (i.archived_at is not null)::int)::text, ',' order by i.id) as rows
from page i
left join own_code o on o.item_id = i.id and o.lot_id is null
left join lateral (
  select json_agg(json_build_array(code, pack_quantity) order by code) as codes from barcode where item_id = i.id) b on true`,
  ),
  lots: bothWays(
    'lots',
    (isChanged, isFull) => /* sql */ `
with wanted as (
  ${
    isFull
      ? /* sql */ `
  select distinct v.lot_id as id from lot_level v
  where v.group_id = $1 and ${isChanged('v')} and v.level <> 0 and ($7::uuid is null or v.site_id = $7)`
      : // A lot is new to the device when goods of it arrive, whenever it was made.
        /* sql */ `
  select v.lot_id as id from lot_level v where v.group_id = $1 and ${isChanged('v')} and ($7::uuid is null or v.site_id = $7)
  union
  select l.id from lot l where l.group_id = $1 and ${isChanged('l')}`
  }
), page as (
  select l.* from wanted join lot l using (id)
  where (l.id, $5::uuid) > ($4::uuid, $5::uuid)
  order by l.id limit $6
)
select count(*)::int as count, (array_agg(id order by id desc))[1] as "lastId", (array_agg(id order by id desc))[1] as "lastOther",
  string_agg(json_build_array(l.id, l.item_id, l.code, l.use_by, l.best_by, l.made_on, l.hold_kind, o.code)::text, ',' order by l.id) as rows
from page l
left join own_code o on o.lot_id = l.id`,
  ),
  levels: bothWays(
    'levels',
    (isChanged, isFull) => /* sql */ `
with ${places}, page as (
  select s.item_id, s.site_id, p.n, s.level, s.minimum, s.target, (s.needs_count_since is not null)::int as needs_count
  from site_item s join place p on p.id = s.site_id
  where s.group_id = $1 and ${isChanged('s')} and (s.item_id, s.site_id) > ($4::uuid, $5::uuid) and ($7::uuid is null or s.site_id = $7)
    ${isFull ? 'and (s.level <> 0 or s.target is not null or s.first_moved_at is not null)' : ''}
  order by s.item_id, s.site_id limit $6
), by_item as (
  select item_id, count(*) as count, (array_agg(site_id order by site_id desc))[1] as last_site,
    string_agg(case when target is null and needs_count = 0 then json_build_array(n, level)
      else json_build_array(n, level, minimum, target, needs_count) end::text, ',' order by site_id) as levels
  from page group by item_id
)
select coalesce(sum(count), 0)::int as count, (array_agg(item_id order by item_id desc))[1] as "lastId",
  (array_agg(last_site order by item_id desc))[1] as "lastOther",
  string_agg('["' || item_id || '",[' || levels || ']]', ',' order by item_id) as rows
from by_item`,
  ),
  lotLevels: bothWays(
    'lot-levels',
    (isChanged, isFull) => /* sql */ `
with ${places}, page as (
  select v.lot_id, v.site_id, p.n, v.level
  from lot_level v join place p on p.id = v.site_id
  where v.group_id = $1 and ${isChanged('v')} and (v.lot_id, v.site_id) > ($4::uuid, $5::uuid) and ($7::uuid is null or v.site_id = $7)
    ${isFull ? 'and v.level <> 0' : ''}
  order by v.lot_id, v.site_id limit $6
), by_lot as (
  select lot_id, count(*) as count, (array_agg(site_id order by site_id desc))[1] as last_site,
    string_agg(json_build_array(n, level)::text, ',' order by site_id) as levels
  from page group by lot_id
)
select coalesce(sum(count), 0)::int as count, (array_agg(lot_id order by lot_id desc))[1] as "lastId",
  (array_agg(last_site order by lot_id desc))[1] as "lastOther",
  string_agg('["' || lot_id || '",[' || levels || ']]', ',' order by lot_id) as rows
from by_lot`,
  ),
};
