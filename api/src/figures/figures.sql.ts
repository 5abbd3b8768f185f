/**
 * The shortage figures, written once. `kept` reads the levels that the ledger keeps, `ledger` adds every movement up
 * to an instant; all that follows is the same text, so that a report as of now and the kept figures cannot differ.
 *
 * Parameters: $1 group id, $2 the group's time zone, $3 the calendar day of "now", $4 an instant shortly before the
 * window of 28 days begins (calendar days decide, this only narrows what an index reads), and what the source names.
 */
export type FiguresSource =
  /** The pairs in $5::uuid[] (site ids) and $6::uuid[] (item ids). */
  | 'kept pairs'
  /**
   * Every pair with a par level, a level or a missed ask, as of the instant $7, and the pairs in $8::uuid[] (site ids) and
   * $9::uuid[] (item ids); of site $5::uuid and category $6::uuid, where these are not null. Without closed sites and
   * archived items.
   */
  | 'ledger';

/**
 * Common table expressions that end in `figures`: site_id, item_id, first_moved_at, minimum, target, on_hand, incoming,
 * distributed, missed, days_out, window_days, daily_demand, days_left, gap, status.
 */
export function figuresSql(source: FiguresSource): string {
  const kept = source !== 'ledger';
  // What is recorded counts, even where a device's clock runs some minutes ahead.
  const upTo = (column: string) => (kept ? '' : `and ${column} <= $7`);
  const onTheWay = kept
    ? 't.received_at is null'
    : 't.shipped_at <= $7 and (t.received_at is null or t.received_at > $7)';
  return /* sql */ `
${kept ? keptLevels : ledgerLevels},
lot_left as (
  -- Goods that left without naming a lot (a lot-less level below zero) are taken off the lots not on hold, earliest
  -- date first, each down to 0.
  select site_id, item_id, use_by, on_hold, covering, level,
    least(covering, greatest(0, missing - (sum(covering) over by_date - covering))) as taken
  from (
    select v.site_id, v.item_id, v.lot_id, v.level, l.use_by, coalesce(l.use_by, l.best_by) as first_date,
      l.hold_kind is not null as on_hold,
      case when l.hold_kind is null then greatest(v.level, 0) else 0 end as covering,
      greatest(-p.lotless_level, 0) as missing
    from lot_now v
    join pair p on p.site_id = v.site_id and p.item_id = v.item_id
    join lot l on l.id = v.lot_id
  ) dated
  window by_date as (partition by site_id, item_id order by first_date nulls last, lot_id rows unbounded preceding)
),
lots as (
  select site_id, item_id, sum(taken) as taken,
    coalesce(sum(level - taken) filter (where not on_hold and (use_by is null or use_by >= $3::date)), 0) as fit
  from lot_left group by site_id, item_id
),
leg as (
  -- What moved since the window began; a hand-out that was undone is no demand, but both legs moved the level.
  select p.site_id, p.item_id, m.occurred_at, -m.quantity as change,
    case when m.reason = 'distribution' and r.id is null then m.quantity else 0 end as distributed
  from pair p
  join movement m on m.from_site_id = p.site_id and m.item_id = p.item_id and m.occurred_at >= $4 ${upTo('m.occurred_at')}
  left join movement r on r.reverses_id = m.id ${upTo('r.occurred_at')}
  union all
  select p.site_id, p.item_id, m.occurred_at, m.quantity, 0
  from pair p
  join movement m on m.to_site_id = p.site_id and m.item_id = p.item_id and m.occurred_at >= $4 ${upTo('m.occurred_at')}
),
daily as (
  -- One row for each day with movements; today, and the minutes that a fast clock is ahead, as one.
  select site_id, item_id, least((occurred_at at time zone $2)::date, $3::date) as day,
    sum(change) as change, sum(distributed) as distributed
  from leg where (occurred_at at time zone $2)::date >= $3::date - 28
  group by 1, 2, 3
),
day_end as (
  -- The level at the end of a day is the level of now without what moved later, and holds until the next such day.
  select d.site_id, d.item_id, d.day, d.change, d.distributed,
    lag(d.day, 1, $3::date) over latest - d.day as days,
    p.level - (sum(d.change) over latest - d.change) as level
  from daily d join pair p on p.site_id = d.site_id and p.item_id = d.item_id
  window latest as (partition by d.site_id, d.item_id order by d.day desc rows unbounded preceding)
),
moved as (
  select site_id, item_id, sum(change) as change, min(day) as first_day,
    coalesce(sum(distributed) filter (where day < $3::date), 0) as distributed,
    coalesce(sum(days) filter (where day < $3::date and level <= 0), 0) as days_out
  from day_end group by site_id, item_id
),
asked as (
  select p.site_id, p.item_id, sum(a.quantity) as missed,
    coalesce(sum(a.quantity) filter (where (a.occurred_at at time zone $2)::date < $3::date), 0) as missed_in_window
  from pair p
  join missed_ask a on a.site_id = p.site_id and a.item_id = p.item_id and a.occurred_at >= $4 ${upTo('a.occurred_at')}
  where (a.occurred_at at time zone $2)::date >= $3::date - 28
  group by p.site_id, p.item_id
),
coming as (
  -- What was shipped and is not there yet: the movements into the in-transit site, but those undone.
  select p.site_id, p.item_id, sum(m.quantity) as incoming
  from transfer t
  join movement m on m.transfer_id = t.id and m.from_site_id = t.from_site_id ${upTo('m.occurred_at')}
  join site w on w.id = m.to_site_id and w.kind = 'in_transit'
  join pair p on p.site_id = t.to_site_id and p.item_id = m.item_id
  where t.group_id = $1 and ${onTheWay}
    and not exists (select from movement r where r.reverses_id = m.id ${upTo('r.occurred_at')})
  group by p.site_id, p.item_id
),
facts as (
  select p.site_id, p.item_id, p.first_moved_at, p.minimum, p.target,
    coalesce(l.fit, 0) + p.lotless_level + coalesce(l.taken, 0) as on_hand,
    coalesce(c.incoming, 0) as incoming,
    coalesce(m.distributed, 0) as distributed,
    coalesce(a.missed, 0) as missed,
    coalesce(a.missed_in_window, 0) as missed_in_window,
    span.days as window_days,
    -- Days at the beginning of the window, before anything moved in it, ended with the level of then.
    coalesce(m.days_out, 0)
      + case when p.level - coalesce(m.change, 0) <= 0 then span.days - ($3::date - coalesce(m.first_day, $3::date)) else 0 end
      as days_out
  from pair p
  cross join lateral (
    select case when p.first_moved_at is null then 0
      else greatest(0, $3::date - greatest($3::date - 28, (p.first_moved_at at time zone $2)::date)) end as days
  ) span
  left join lots l on l.site_id = p.site_id and l.item_id = p.item_id
  left join moved m on m.site_id = p.site_id and m.item_id = p.item_id
  left join asked a on a.site_id = p.site_id and a.item_id = p.item_id
  left join coming c on c.site_id = p.site_id and c.item_id = p.item_id
),
demand as (
  -- Daily demand as an exact fraction; 0 days where there is none to speak of.
  select *,
    case when window_days - days_out >= 7 then distributed else distributed + missed_in_window end as demand,
    case when window_days - days_out >= 7 then window_days - days_out else window_days end as demand_days
  from facts
),
figures as (
  select site_id, item_id, first_moved_at, minimum, target, on_hand::bigint as on_hand, incoming::bigint as incoming,
    distributed::bigint as distributed, missed::bigint as missed, days_out::int as days_out, window_days,
    -- Twenty decimals before rounding to six: PostgreSQL's quotients are as precise as their dividend.
    case when demand_days > 0 then round(demand::numeric(40, 20) / demand_days, 6) else 0 end::float8 as daily_demand,
    case when demand_days > 0 and demand > 0
      then round(greatest(on_hand, 0)::numeric(40, 20) * demand_days / demand, 6) end::float8 as days_left,
    greatest(0, coalesce(target - on_hand - incoming, 0))::bigint as gap,
    case
      when on_hand <= 0 and (target > 0 or missed > 0) then 0
      when on_hand + incoming < minimum then 1
      when case when demand_days > 0 then (on_hand - target) * demand_days > demand * 28 else on_hand > target end then 3
      else 2
    end::smallint as status
  from demand
)`;
}

const keptLevels = /* sql */ `
pair as materialized (
  select s.site_id, s.item_id, s.level, s.lotless_level, s.first_moved_at, s.minimum, s.target
  from site_item s join unnest($5::uuid[], $6::uuid[]) as p (site_id, item_id) using (site_id, item_id)
  where s.group_id = $1
),
lot_now as (
  select v.site_id, v.item_id, v.lot_id, v.level
  from pair p join lot_level v on v.site_id = p.site_id and v.item_id = p.item_id
  where v.level <> 0
)`;

const ledgerLevels = /* sql */ `
open_site as materialized (
  select id from site
  where group_id = $1 and kind <> 'in_transit' and closed_at is null and ($5::uuid is null or id = $5::uuid)
),
live_item as materialized (
  select id from item where group_id = $1 and archived_at is null and ($6::uuid is null or category_id = $6::uuid)
),
level_then as materialized (
  select site_id, item_id, lot_id, sum(change) as level, min(occurred_at) as first_moved_at
  from (
    select from_site_id as site_id, item_id, lot_id, -quantity as change, occurred_at from movement
    where group_id = $1 and occurred_at <= $7 and from_site_id in (select id from open_site)
    union all
    select to_site_id, item_id, lot_id, quantity, occurred_at from movement
    where group_id = $1 and occurred_at <= $7 and to_site_id in (select id from open_site)
  ) every_leg
  where item_id in (select id from live_item)
  group by site_id, item_id, lot_id
),
known as (
  select site_id, item_id from level_then
  union
  select s.site_id, s.item_id from site_item s
  where s.target is not null and s.site_id in (select id from open_site) and s.item_id in (select id from live_item)
  union
  select a.site_id, a.item_id from missed_ask a
  where a.occurred_at <= $7 and a.site_id in (select id from open_site) and a.item_id in (select id from live_item)
  union
  select n.site_id, n.item_id from unnest($8::uuid[], $9::uuid[]) as n (site_id, item_id)
  where n.site_id in (select id from open_site) and n.item_id in (select id from live_item)
),
pair as materialized (
  select k.site_id, k.item_id, coalesce(t.level, 0) as level, coalesce(t.lotless_level, 0) as lotless_level, t.first_moved_at,
    s.minimum, s.target
  from known k
  left join (
    select site_id, item_id, sum(level) as level, sum(level) filter (where lot_id is null) as lotless_level,
      min(first_moved_at) as first_moved_at
    from level_then group by site_id, item_id
  ) t on t.site_id = k.site_id and t.item_id = k.item_id
  left join site_item s on s.site_id = k.site_id and s.item_id = k.item_id
),
lot_now as (
  select site_id, item_id, lot_id, level from level_then where lot_id is not null and level <> 0
)`;
