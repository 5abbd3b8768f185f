import type { Statement } from '@api/platform/statement';
import type { Movement } from './movement';

/** Parts of the statement that many calls do without: what nobody sent is neither planned nor bound nor joined. */
const parts = [
  'one',
  'apart',
  'from',
  'to',
  'counts',
  'codes',
  'lots',
  'details',
  'links',
  'touched',
] as const;
/**
 * `one`: a single line, sent as values instead of arrays. `apart`: each line is a call of its own, by its own member. `from`,
 * `to`: something leaves a site, comes to one.
 */
export type Part = (typeof parts)[number];
type Wanted = Readonly<Record<Part, boolean>>;

interface SentColumn {
  readonly field: keyof Movement;
  readonly name: string;
  readonly type: string;
  /** Null for what every call sends. */
  readonly part: Part | null;
}

const column = (field: keyof Movement, name: string, type: string, part: Part | null = null): SentColumn => ({
  field,
  name,
  type,
  part,
});

const columns: readonly SentColumn[] = [
  column('id', 'id', 'uuid'),
  column('fingerprint', 'fingerprint', 'uuid'),
  column('reason', 'reason', 'text'),
  column('itemId', 'item_id', 'uuid'),
  column('quantity', 'quantity', 'bigint'),
  column('fromSiteId', 'from_site_id', 'uuid', 'from'),
  column('toSiteId', 'to_site_id', 'uuid', 'to'),
  column('occurredAt', 'occurred_at', 'timestamptz'),
  column('memberId', 'member_id', 'uuid', 'apart'),
  column('code', 'code', 'text', 'codes'),
  column('packs', 'packs', 'bigint', 'codes'),
  column('lotId', 'lot_id', 'uuid', 'lots'),
  column('channel', 'channel', 'text', 'details'),
  column('householdSize', 'household_size', 'smallint', 'details'),
  column('donor', 'donor', 'text', 'details'),
  column('wasteReason', 'waste_reason', 'text', 'details'),
  column('note', 'note', 'text', 'details'),
  column('reversesId', 'reverses_id', 'uuid', 'links'),
  column('transferId', 'transfer_id', 'uuid', 'links'),
];

/** Columns that are written as they were sent. */
const detailsAndLinks = columns
  .filter(({ part }) => part === 'details' || part === 'links')
  .map(({ name }) => name);

/** What the statement is given of each movement, behind the group, the member and the time: an array a column, or a value. */
export function sentColumns(wanted: Wanted): readonly SentColumn[] {
  return columns.filter(({ part }) => part === null || wanted[part]);
}

/** Types whose values need no quotes in an array, as reasons need none: what the driver does for text costs as much as checking a line. */
const plain = new Set(['uuid', 'bigint', 'smallint']);

/** One column of the movements as the driver takes it. */
export function sentArray({ field, type }: SentColumn, movements: readonly Movement[]): unknown {
  if (plain.has(type) || field === 'reason')
    return `{${movements.map((movement) => movement[field] ?? 'NULL').join(',')}}`;
  if (field === 'occurredAt')
    return `{${movements.map(({ occurredAt }) => occurredAt.toISOString()).join(',')}}`;
  return movements.map((movement) => movement[field] ?? null);
}

const statements = new Map<string, Statement>();

/** The statement for a call: one for each combination of parts, so that PostgreSQL plans each once. */
export function recordStatement(wanted: Wanted): Statement {
  // PostgreSQL reads 63 characters of a name.
  const name = ['record', ...parts.filter((part) => wanted[part])].join('-');
  let statement = statements.get(name);
  if (!statement) {
    statement = { name, text: text(wanted) };
    statements.set(name, statement);
  }
  return statement;
}

/** The lines as they were sent, numbered. */
function sentRows(wanted: Wanted): string {
  const sent = sentColumns(wanted);
  if (wanted.one) {
    const values = sent.map(({ name, type }, n) => `$${n + 4}::${type} as ${name}`);
    return `(select ${values.join(', ')}, 1 as n) s`;
  }
  const arrays = sent.map(({ type }, n) => `$${n + 4}::${type}[]`);
  return `unnest(${arrays.join(', ')}) with ordinality as s (${sent.map(({ name }) => name).join(', ')}, n)`;
}

const codeJoins = `
  left join barcode b on b.group_id = $1 and b.code = s.code
  left join own_code o on o.group_id = $1 and o.code = s.code and o.item_id is not null`;

const lotLevels = `, leveled_lots as (
  insert into lot_level as l (site_id, lot_id, group_id, item_id, level)
  select site_id, lot_id, $1, item_id, sum(change)
  from leg
  -- Reading the line above first keeps the order of locks: the pair's row, then its lots.
  where lot_id is not null and (select count(*) from leveled) > 0
  group by site_id, lot_id, item_id
  order by site_id, lot_id
  on conflict (site_id, lot_id) do update set
    level = l.level + excluded.level,
    changed_in = case when excluded.level = 0 then l.changed_in else excluded.changed_in end
)`;

const counted = `
      when exists (select from leg where leg.site_id = s.site_id and leg.item_id = s.item_id and leg.counted) then null`;

const undone = `
      -- The movement that took the level below zero was undone: nothing is known to be wrong any more.
      when exists (
        select from leg
        where leg.site_id = s.site_id and leg.item_id = s.item_id and leg.change > 0 and leg.undone_at = s.needs_count_since
      ) then null`;

const undoneAt = `
    case when reverses_id is not null then (select r.recorded_at from movement r where r.id = movement.reverses_id) end as undone_at`;

/** What each movement changes at one site. */
function legs(wanted: Wanted): string {
  const at = sentColumns(wanted).length + 4;
  const facts = [
    { name: 'occurred_at', none: 'null' },
    ...(wanted.lots ? [{ name: 'lot_id', none: 'null' }] : []),
    ...(wanted.counts ? [{ name: 'counted', none: 'false' }] : []),
    ...(wanted.links ? [{ name: 'undone_at', none: 'null' }] : []),
  ];
  const names = facts.map(({ name }) => name).join(', ');
  const nothing = facts.map(({ none }) => none).join(', ');
  const both = wanted.from && wanted.to;
  const of = (site: string, change: string) =>
    `select ${site} as site_id, item_id, ${change} as change, ${names} from inserted${both ? ` where ${site} is not null` : ''}`;
  return [
    ...(wanted.from ? [of('from_site_id', '-quantity')] : []),
    ...(wanted.to ? [of('to_site_id', 'quantity')] : []),
    // Pairs of site and item that the movements concern without moving anything there.
    ...(wanted.touched
      ? [
          `select site_id, item_id, 0, ${nothing} from unnest($${at}::uuid[], $${at + 1}::uuid[]) as t (site_id, item_id)`,
        ]
      : []),
  ].join('\n  union all\n  ');
}

function text(wanted: Wanted): string {
  const itemId = wanted.codes ? 'coalesce(s.item_id, b.item_id, o.item_id)' : 's.item_id';
  const quantity = wanted.codes
    ? 'coalesce(s.quantity, s.packs * coalesce(b.pack_quantity, 1))'
    : 's.quantity';
  const lotId = wanted.codes ? 'coalesce(s.lot_id, o.lot_id)' : 's.lot_id';
  // The in-transit site is for transfers alone.
  const isOpen = (site: string) =>
    wanted.links
      ? `(${site}.kind <> 'in_transit' or s.transfer_id is not null)`
      : `${site}.kind <> 'in_transit'`;
  const sent = sentColumns(wanted).map(({ name }) => name);
  const kept = ['from_site_id', 'to_site_id', ...detailsAndLinks].filter((name) => sent.includes(name));
  const also = (part: Part, sql: string) => (wanted[part] ? sql : '');
  return /* sql */ `
with known as materialized (
  select s.*, i.id as known_item_id, ${quantity} as known_quantity,
    ${also('lots', 'l.id as known_lot_id, l.use_by, l.best_by, l.made_on, l.hold_kind is not null as on_hold,')}
    ${also('to', `nullif(t.refuses, '{}') as refuses,`)}
    c.kind as category_kind,
    case
      ${also('codes', `when s.code is not null and i.id is null then 'unknown_code'`)}
      when i.id is null then 'unknown_item'
      ${also('from', `when s.from_site_id is not null and f.id is null then 'unknown_site'`)}
      ${also('to', `when s.to_site_id is not null and t.id is null then 'unknown_site'`)}
      ${also('codes', `when s.quantity is null and ${quantity} > 1000000000 then 'invalid_quantity'`)}
    end as fault
  from ${sentRows(wanted)}
${also('codes', codeJoins)}
  left join item i on i.group_id = $1 and i.id = ${itemId}
  left join category c on c.id = i.category_id
  ${also('lots', `left join lot l on l.item_id = i.id and l.id = ${lotId}`)}
  ${also('from', `left join site f on f.group_id = $1 and f.id = s.from_site_id and ${isOpen('f')}`)}
  ${also('to', `left join site t on t.group_id = $1 and t.id = s.to_site_id and ${isOpen('t')}`)}
), inserted as (
  insert into movement (id, group_id, fingerprint, reason, item_id, quantity, ${also('lots', 'lot_id,')}
    occurred_at, recorded_at, member_id${kept.map((name) => `, ${name}`).join('')})
  select id, $1, fingerprint, reason, known_item_id, known_quantity, ${also('lots', 'known_lot_id,')}
    occurred_at, $3, ${wanted.apart ? 'coalesce(member_id, $2)' : '$2::uuid'}${kept.map((name) => `, ${name}`).join('')}
  from known where fault is null
  order by id
  on conflict (id) do nothing
  returning id, item_id, quantity, ${also('from', 'from_site_id,')} ${also('to', 'to_site_id,')} ${also('lots', 'lot_id,')}
    ${also('counts', `reason = 'count' ${also('links', 'and reverses_id is null')} as counted,`)} ${also('links', `${undoneAt},`)}
    occurred_at
), leg as (
  ${legs(wanted)}
), leveled as (
  insert into site_item as s (site_id, item_id, group_id, level, lotless_level, first_moved_at, needs_count_since)
  select site_id, item_id, $1, sum(change), ${wanted.lots ? 'coalesce(sum(change) filter (where lot_id is null), 0)' : 'sum(change)'}, min(occurred_at),
    case when sum(change) < 0 ${also('counts', 'and not bool_or(counted)')} then $3::timestamptz end
  from leg group by site_id, item_id
  order by site_id, item_id
  on conflict (site_id, item_id) do update set
    level = s.level + excluded.level,
    lotless_level = s.lotless_level + excluded.lotless_level,
    first_moved_at = least(s.first_moved_at, excluded.first_moved_at),
    needs_count_since = case
      when s.needs_count_since is null and s.level + excluded.level >= 0 then null${also('counts', counted)}
      when s.level + excluded.level < 0 then coalesce(s.needs_count_since, $3)${also('links', undone)}
      else s.needs_count_since
    end,
    stale = true,
    -- The default for a new row: this transaction. Marked here, the trigger has nothing left to do.
    changed_in = case when excluded.level = 0 then s.changed_in else excluded.changed_in end
  returning site_id, item_id, level
)${also('lots', lotLevels)}
select k.n::int as n, case when i.id is null then coalesce(k.fault, 'standing') else 'recorded' end as outcome,
  v.level::float8 as level, k.category_kind as "categoryKind"${also('to', ', k.refuses')}${also(
    'lots',
    ', k.use_by::text as "useBy", k.best_by::text as "bestBy", k.made_on::text as "madeOn", k.on_hold as "onHold"',
  )}${also('apart', ', k.known_item_id as "itemId", k.known_quantity::float8 as quantity')}
from known k
left join inserted i on i.id = k.id
left join leveled v on v.item_id = k.known_item_id and v.site_id = ${siteOf(wanted)}`;
}

/** The site whose level a line answers. */
function siteOf({ from, to }: Wanted): string {
  if (from && to) return 'coalesce(k.from_site_id, k.to_site_id)';
  return from ? 'k.from_site_id' : 'k.to_site_id';
}

/** Of ids that were not inserted: what stands under them, and the level where the sender says that it moved. */
export const standingMovements: Statement = {
  name: 'standing-movements',
  text: /* sql */ `
select s.n::int as n, m.fingerprint = s.fingerprint as "isSame", coalesce(l.level, 0)::float8 as level
from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as s (id, fingerprint, site_id, n)
cross join lateral (select m.fingerprint, m.item_id from movement m where m.id = s.id offset 0) m
left join site_item l on l.site_id = s.site_id and l.item_id = m.item_id`,
};
