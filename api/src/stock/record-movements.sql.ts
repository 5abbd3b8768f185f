import type { Statement } from '@api/platform/statement';
import type { Movement } from './movement';

/** Parts of the statement that many calls do without: what nobody sent is neither planned nor bound nor joined. */
const parts = ['one', 'apart', 'codes', 'lots', 'details', 'links', 'touched'] as const;
/** `one`: a single line, sent as values instead of arrays. `apart`: each line is a call of its own, by its own member. */
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
  column('fromSiteId', 'from_site_id', 'uuid'),
  column('toSiteId', 'to_site_id', 'uuid'),
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

/** What the statement is given of each movement, behind the group, the member and the time: an array a column, or a value. */
export function sentColumns(wanted: Wanted): readonly SentColumn[] {
  return columns.filter(({ part }) => part === null || wanted[part]);
}

/** Types whose values need no quotes in an array: what the driver does for text costs as much as checking a line. */
const plain = new Set(['uuid', 'bigint', 'smallint']);

/** One column of the movements as the driver takes it. */
export function sentArray({ field, type }: SentColumn, movements: readonly Movement[]): unknown {
  if (plain.has(type)) return `{${movements.map((movement) => movement[field] ?? 'NULL').join(',')}}`;
  if (field === 'occurredAt')
    return `{${movements.map(({ occurredAt }) => occurredAt.toISOString()).join(',')}}`;
  return movements.map((movement) => movement[field] ?? null);
}

const statements = new Map<string, Statement>();

/** The statement for a call: one for each combination of parts, so that PostgreSQL plans each once. */
export function recordStatement(wanted: Wanted): Statement {
  const name = ['record-movements', ...parts.filter((part) => wanted[part])].join('-');
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
  const absent = columns
    .filter((one) => !sent.includes(one))
    .map(({ name, type }) => `null::${type} as ${name}`);
  if (wanted.one) {
    const values = sent.map(({ name, type }, n) => `$${n + 4}::${type} as ${name}`);
    return `(select ${[...values, ...absent, '1 as n'].join(', ')}) s`;
  }
  const arrays = sent.map(({ type }, n) => `$${n + 4}::${type}[]`);
  return `(
    select ${['s.*', ...absent].join(', ')}
    from unnest(${arrays.join(', ')}) with ordinality as s (${sent.map(({ name }) => name).join(', ')}, n)
  ) s`;
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

/** Pairs of site and item that the movements concern without moving anything there. */
function touchedPairs(wanted: Wanted): string {
  const at = sentColumns(wanted).length + 4;
  return `
  union all
  select t.site_id, t.item_id, null, 0, null, false, null from unnest($${at}::uuid[], $${at + 1}::uuid[]) as t (site_id, item_id)`;
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
  return /* sql */ `
with known as materialized (
  select s.*, i.id as known_item_id, ${quantity} as known_quantity,
    ${
      wanted.lots
        ? 'l.id as known_lot_id, l.use_by, l.best_by, l.made_on, l.hold_kind is not null as on_hold'
        : 'null::uuid as known_lot_id, null::date as use_by, null::date as best_by, null::date as made_on, false as on_hold'
    },
    c.kind as category_kind, nullif(t.refuses, '{}') as refuses,
    case
      ${wanted.codes ? `when s.code is not null and i.id is null then 'unknown_code'` : ''}
      when i.id is null then 'unknown_item'
      when (s.from_site_id is not null and f.id is null) or (s.to_site_id is not null and t.id is null) then 'unknown_site'
      ${wanted.codes ? `when s.quantity is null and ${quantity} > 1000000000 then 'invalid_quantity'` : ''}
    end as fault
  from ${sentRows(wanted)}
${wanted.codes ? codeJoins : ''}
  left join item i on i.group_id = $1 and i.id = ${itemId}
  left join category c on c.id = i.category_id
  ${wanted.lots ? `left join lot l on l.item_id = i.id and l.id = ${lotId}` : ''}
  left join site f on f.group_id = $1 and f.id = s.from_site_id and ${isOpen('f')}
  left join site t on t.group_id = $1 and t.id = s.to_site_id and ${isOpen('t')}
), inserted as (
  insert into movement (id, group_id, reason, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at, recorded_at, member_id,
    channel, household_size, donor, waste_reason, note, reverses_id, transfer_id, fingerprint)
  select id, $1, reason, known_item_id, known_lot_id, known_quantity, from_site_id, to_site_id, occurred_at, $3, ${wanted.apart ? 'coalesce(member_id, $2)' : '$2::uuid'},
    channel, household_size, donor, waste_reason, note, reverses_id, transfer_id, fingerprint
  from known where fault is null
  order by id
  on conflict (id) do nothing
  returning id, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at,
    reason = 'count' and reverses_id is null as counted,
    ${
      wanted.links
        ? 'case when reverses_id is not null then (select r.recorded_at from movement r where r.id = movement.reverses_id) end'
        : 'null::timestamptz'
    } as undone_at
), leg as (
  select from_site_id as site_id, item_id, lot_id, -quantity as change, occurred_at, counted, undone_at
  from inserted where from_site_id is not null
  union all
  select to_site_id, item_id, lot_id, quantity, occurred_at, counted, undone_at from inserted where to_site_id is not null${wanted.touched ? touchedPairs(wanted) : ''}
), leveled as (
  insert into site_item as s (site_id, item_id, group_id, level, lotless_level, first_moved_at, needs_count_since)
  select site_id, item_id, $1, sum(change), coalesce(sum(change) filter (where lot_id is null), 0), min(occurred_at),
    case when sum(change) < 0 and not bool_or(counted) then $3::timestamptz end
  from leg group by site_id, item_id
  order by site_id, item_id
  on conflict (site_id, item_id) do update set
    level = s.level + excluded.level,
    lotless_level = s.lotless_level + excluded.lotless_level,
    first_moved_at = least(s.first_moved_at, excluded.first_moved_at),
    needs_count_since = case
      when s.needs_count_since is null and s.level + excluded.level >= 0 then null
      when exists (select from leg where leg.site_id = s.site_id and leg.item_id = s.item_id and leg.counted) then null
      when s.level + excluded.level < 0 then coalesce(s.needs_count_since, $3)
      ${
        wanted.links
          ? `-- The movement that took the level below zero was undone: nothing is known to be wrong any more.
      when exists (
        select from leg
        where leg.site_id = s.site_id and leg.item_id = s.item_id and leg.change > 0 and leg.undone_at = s.needs_count_since
      ) then null`
          : ''
      }
      else s.needs_count_since
    end,
    stale = true,
    -- The default for a new row: this transaction. Marked here, the trigger has nothing left to do.
    changed_in = case when excluded.level = 0 then s.changed_in else excluded.changed_in end
  returning site_id, item_id, level
)${wanted.lots ? lotLevels : ''}, settled as (
  -- Only what was not inserted is looked up: it stands already, or something is wrong with it.
  select k.*, i.id is not null as is_new, m.fingerprint as standing, coalesce(m.item_id, k.known_item_id) as item_moved,
    coalesce(k.from_site_id, k.to_site_id) as site_id
  from known k
  left join inserted i on i.id = k.id
  left join lateral (select m.fingerprint, m.item_id from movement m where m.id = k.id and i.id is null offset 0) m on true
)
select k.n::int as n,
  case
    when k.is_new then 'recorded'
    when k.standing is not null then case when k.standing = k.fingerprint then 'duplicate' else 'id_reused' end
    else coalesce(k.fault, 'raced')
  end as outcome,
  coalesce(v.level, (
    select s.level from site_item s where s.site_id = k.site_id and s.item_id = k.item_moved
  ), 0)::float8 as level,
  k.use_by::text as "useBy", k.best_by::text as "bestBy", k.made_on::text as "madeOn", k.on_hold as "onHold",
  k.category_kind as "categoryKind", k.refuses${
    wanted.apart ? ', k.item_moved as "itemId", k.known_quantity::float8 as quantity' : ''
  }
from settled k
left join leveled v on v.site_id = k.site_id and v.item_id = k.item_moved`;
}
