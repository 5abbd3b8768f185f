import type { CategoryKind } from '@shared/catalog/catalog.contract';
import type { Refusal } from '@shared/sites/sites.contract';
import type { Channel, Reason, WasteReason } from '@shared/stock/movement-line';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** One line for the ledger. Either `itemId` and `quantity`, or `code` and `packs`. */
export interface Movement {
  readonly id: Id;
  /** Digest of what the sender wrote: the same id with another one is refused. */
  readonly fingerprint: Id;
  readonly reason: Reason;
  readonly itemId: Id | null;
  /** Whole base units. */
  readonly quantity: number | null;
  /** A barcode as bound in the group, or one of our own codes. */
  readonly code: string | null;
  readonly packs: number | null;
  readonly fromSiteId: Id | null;
  readonly toSiteId: Id | null;
  readonly lotId: Id | null;
  readonly occurredAt: Date;
  readonly channel?: Channel | null;
  readonly householdSize?: number | null;
  readonly donor?: string | null;
  readonly wasteReason?: WasteReason | null;
  readonly note?: string | null;
  readonly reversesId?: Id | null;
  readonly transferId?: Id | null;
}

export interface SiteAndItem {
  readonly siteId: Id;
  readonly itemId: Id;
}

export type Outcome =
  | 'recorded'
  | 'duplicate'
  | 'id_reused'
  | 'unknown_item'
  | 'unknown_site'
  | 'unknown_code'
  | 'invalid_quantity';

/** What became of one movement, with the facts that warnings are made of. */
export interface Recorded {
  readonly outcome: Outcome;
  /** Level of the item after the call, at the site it left, or where it came to if it came from outside. */
  readonly level: number | null;
  readonly useBy: Day | null;
  readonly bestBy: Day | null;
  readonly madeOn: Day | null;
  readonly onHold: boolean;
  readonly categoryKind: CategoryKind | null;
  /** What the site it came to refuses. */
  readonly refuses: readonly Refusal[] | null;
}

/**
 * Writes movements and everything that is kept about them: the only code that writes `movement`, `lot_level` and the
 * levels in `site_item`. One statement; what was really inserted feeds the levels, so that sending a movement again
 * changes nothing. Answers in the order given. An unknown item, site or code refuses its own line only.
 *
 * Rows are locked in a fixed order (movement ids, then sites and items, then lots), so that crossing calls cannot
 * deadlock. A level may go below zero: the row is then flagged for a count until a `count` movement arrives, or until
 * the movement that took it there is undone.
 *
 * `touched` are pairs whose figures change although nothing moves there (goods are on their way to the site, a lot's date
 * became known): their rows are made where there are none and marked stale.
 */
export async function recordMovements(
  work: Work,
  movements: readonly Movement[],
  touched: readonly SiteAndItem[] = [],
): Promise<Recorded[]> {
  const outcomes: Recorded[] = new Array<Recorded>(movements.length);
  let open = movements.map((_, index) => index);
  // The same id twice in one call: the first is recorded, the others are judged against it in the next round. An id
  // that another transaction inserts at this moment shows up as `raced`, and is visible in the next round.
  while (open.length > 0) {
    const seen = new Set<Id>();
    const later: number[] = [];
    const round = open.filter((index) => {
      const id = (movements[index] as Movement).id;
      if (seen.has(id)) later.push(index);
      return !seen.has(id) && seen.add(id);
    });
    for (const row of await recordRound(
      work,
      round.map((index) => movements[index] as Movement),
      touched,
    )) {
      const index = round[row.n - 1] as number;
      if (row.outcome === 'raced') later.push(index);
      else outcomes[index] = { ...row, outcome: row.outcome };
    }
    open = later;
  }
  return outcomes;
}

interface Row extends Omit<Recorded, 'outcome'> {
  n: number;
  outcome: Outcome | 'raced';
}

function recordRound(
  work: Work,
  movements: readonly Movement[],
  touched: readonly SiteAndItem[],
): Promise<Row[]> {
  const column = <T>(pick: (movement: Movement) => T) => movements.map(pick);
  return run<Row>(work, touched.length > 0 ? touching : plain, [
    work.member.groupId,
    work.member.memberId,
    work.now,
    column((m) => m.id),
    column((m) => m.fingerprint),
    column((m) => m.reason),
    column((m) => m.itemId),
    column((m) => m.quantity),
    column((m) => m.code),
    column((m) => m.packs),
    column((m) => m.fromSiteId),
    column((m) => m.toSiteId),
    column((m) => m.lotId),
    column((m) => m.occurredAt),
    column((m) => m.channel ?? null),
    column((m) => m.householdSize ?? null),
    column((m) => m.donor ?? null),
    column((m) => m.wasteReason ?? null),
    column((m) => m.note ?? null),
    column((m) => m.reversesId ?? null),
    column((m) => m.transferId ?? null),
    ...(touched.length > 0 ? [touched.map((pair) => pair.siteId), touched.map((pair) => pair.itemId)] : []),
  ]);
}

/** Pairs of site and item that the movements concern without moving anything there: $22 and $23. */
const touchedPairs = /* sql */ `
  union all
  select t.site_id, t.item_id, null, 0, null, false, null from unnest($22::uuid[], $23::uuid[]) as t (site_id, item_id)`;

const statement = (name: string, touched: string): Statement => ({
  name,
  text: /* sql */ `
with sent as materialized (
  select * from unnest(
    $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::bigint[], $9::text[], $10::bigint[], $11::uuid[], $12::uuid[], $13::uuid[],
    $14::timestamptz[], $15::text[], $16::smallint[], $17::text[], $18::text[], $19::text[], $20::uuid[], $21::uuid[]
  ) with ordinality as s (
    id, fingerprint, reason, item_id, quantity, code, packs, from_site_id, to_site_id, lot_id,
    occurred_at, channel, household_size, donor, waste_reason, note, reverses_id, transfer_id, n)
), known as materialized (
  select s.n, s.id, s.fingerprint, s.reason, s.from_site_id, s.to_site_id, s.occurred_at, s.channel, s.household_size, s.donor,
    s.waste_reason, s.note, s.reverses_id, s.transfer_id, s.code,
    i.id as item_id,
    coalesce(s.quantity, s.packs * coalesce(b.pack_quantity, 1)) as quantity,
    l.id as lot_id, l.use_by, l.best_by, l.made_on, l.hold_kind is not null as on_hold,
    c.kind as category_kind, t.refuses,
    m.id is not null as stands, m.fingerprint as standing_fingerprint,
    case
      when m.id is not null then null
      when s.code is not null and i.id is null then 'unknown_code'
      when i.id is null then 'unknown_item'
      when (s.from_site_id is not null and f.id is null) or (s.to_site_id is not null and t.id is null) then 'unknown_site'
      when s.quantity is null and s.packs * coalesce(b.pack_quantity, 1) > 1000000000 then 'invalid_quantity'
    end as fault
  from sent s
  left join movement m on m.id = s.id
  left join barcode b on b.group_id = $1 and b.code = s.code
  left join own_code o on o.group_id = $1 and o.code = s.code and o.item_id is not null
  left join item i on i.group_id = $1 and i.id = coalesce(m.item_id, s.item_id, b.item_id, o.item_id)
  left join category c on c.id = i.category_id
  left join lot l on l.item_id = i.id and l.id = coalesce(s.lot_id, o.lot_id)
  -- The in-transit site is for transfers alone.
  left join site f on f.group_id = $1 and f.id = s.from_site_id and (f.kind <> 'in_transit' or s.transfer_id is not null)
  left join site t on t.group_id = $1 and t.id = s.to_site_id and (t.kind <> 'in_transit' or s.transfer_id is not null)
), inserted as (
  insert into movement (id, group_id, reason, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at, recorded_at, member_id,
    channel, household_size, donor, waste_reason, note, reverses_id, transfer_id, fingerprint)
  select id, $1, reason, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at, $3, $2,
    channel, household_size, donor, waste_reason, note, reverses_id, transfer_id, fingerprint
  from known where not stands and fault is null
  order by id
  on conflict (id) do nothing
  returning id, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at,
    reason = 'count' and reverses_id is null as counted,
    case when reverses_id is not null then (select r.recorded_at from movement r where r.id = movement.reverses_id) end as undone_at
), leg as (
  select from_site_id as site_id, item_id, lot_id, -quantity as change, occurred_at, counted, undone_at
  from inserted where from_site_id is not null
  union all
  select to_site_id, item_id, lot_id, quantity, occurred_at, counted, undone_at from inserted where to_site_id is not null${touched}
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
      when exists (select from leg where leg.site_id = s.site_id and leg.item_id = s.item_id and leg.counted) then null
      when s.level + excluded.level < 0 then coalesce(s.needs_count_since, $3)
      -- The movement that took the level below zero was undone: nothing is known to be wrong any more.
      when exists (
        select from leg
        where leg.site_id = s.site_id and leg.item_id = s.item_id and leg.change > 0 and leg.undone_at = s.needs_count_since
      ) then null
      else s.needs_count_since
    end,
    stale = true
  returning site_id, item_id, level
), leveled_lots as (
  insert into lot_level as l (site_id, lot_id, group_id, item_id, level)
  select site_id, lot_id, $1, item_id, sum(change)
  from leg
  -- Reading the line above first keeps the order of locks: the pair's row, then its lots.
  where lot_id is not null and (select count(*) from leveled) > 0
  group by site_id, lot_id, item_id
  order by site_id, lot_id
  on conflict (site_id, lot_id) do update set level = l.level + excluded.level
)
select k.n::int as n,
  case
    when k.stands then case when k.standing_fingerprint = k.fingerprint then 'duplicate' else 'id_reused' end
    when k.fault is not null then k.fault
    when exists (select from inserted where inserted.id = k.id) then 'recorded'
    else 'raced'
  end as outcome,
  coalesce(v.level, s.level, 0)::float8 as level,
  k.use_by::text as "useBy", k.best_by::text as "bestBy", k.made_on::text as "madeOn", coalesce(k.on_hold, false) as "onHold",
  k.category_kind as "categoryKind", k.refuses
from known k
left join leveled v on v.site_id = coalesce(k.from_site_id, k.to_site_id) and v.item_id = k.item_id
left join site_item s on v.site_id is null and s.site_id = coalesce(k.from_site_id, k.to_site_id) and s.item_id = k.item_id
`,
});

const plain = statement('record-movements', '');
const touching = statement('record-movements-touching', touchedPairs);
