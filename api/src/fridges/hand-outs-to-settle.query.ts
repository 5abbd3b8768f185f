import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** What a visit says about an item is not what is booked for it. */
export interface Unsettled {
  readonly visitId: Id;
  readonly itemId: Id;
  /** Base units that neighbours took; below zero, that they brought; 0 where nothing is to be booked any more. */
  readonly taken: number;
  /** At some time in `(from, to]`; null where nothing is to be booked. */
  readonly from: Date | null;
  readonly to: Date | null;
  /** Booked now, and wrong. */
  readonly booked: readonly {
    readonly id: Id;
    readonly quantity: number;
    readonly brought: boolean;
    readonly at: Instant;
  }[];
  /** Movements that were ever made for this visit and item. */
  readonly made: number;
  /** Whether somebody counted the item (`POST /counts`) after some of it may have happened. */
  readonly isCounted: boolean;
}

/**
 * Where the ledger of a site does not say what its visits saw.
 *
 * A visit speaks about an item when it counted it, when it saw none of it or none of its category, or when it left the
 * fridge empty with nothing put in. What was there after such a visit is known; what came and went by a scan until the
 * next one is known; so the rest was taken by neighbours, or, where more is there than should be, brought by them. What
 * was undone never happened, neither it nor the undoing. At a visit things are thrown out first, then what is left is
 * counted, then things are put in. Of what came and went before a count (`POST /counts`) the ledger knows already, by what
 * that count put right: the rest happened after it. Earlier visits come first.
 *
 * @param itemIds null for every item.
 */
export function handOutsToSettle(
  work: Work,
  siteId: Id,
  itemIds: readonly Id[] | null,
): Promise<Unsettled[]> {
  return run<Unsettled>(work, statement, [work.member.groupId, siteId, itemIds]);
}

const milliseconds = (column: string) => `date_trunc('milliseconds', ${column})`;

const statement: Statement = {
  name: 'hand-outs-to-settle',
  text: /* sql */ `
with seen as materialized (
  select v.id, v.occurred_at,
    v.fullness = 0 and not exists (select from visit_movement p where p.visit_id = v.id and p.part = 'put_in') as is_empty
  from visit v
  where v.group_id = $1 and v.site_id = $2 and v.reversed_at is null
), counted as (
  select v.id as visit_id, v.occurred_at, l.item_id, l.quantity
  from seen v join visit_left l on l.visit_id = v.id
  where l.quantity is not null and l.item_id is not null
), said as materialized (
  select * from counted
  where $3::uuid[] is null or item_id = any($3)
  union all
  -- Nothing of a category, or nothing at all: nothing of what ever was there, but of what the visit tells by itself.
  select v.id, v.occurred_at, s.item_id, 0
  from seen v
  join site_item s on s.site_id = $2 and s.first_moved_at <= v.occurred_at and ($3::uuid[] is null or s.item_id = any($3))
  join item i on i.id = s.item_id
  where (v.is_empty or exists (
      select from visit_left n where n.visit_id = v.id and n.category_id = i.category_id and n.quantity = 0
    ))
    and not exists (select from visit_left o where o.visit_id = v.id and o.item_id = s.item_id)
    and (not v.is_empty or not exists (
      select from visit_left o where o.visit_id = v.id and o.category_id = i.category_id and o.level is not null
    ))
), moved as (
  select m.id, m.item_id, m.occurred_at, -m.quantity as change from movement m
  where m.from_site_id = $2 and m.reverses_id is null and m.item_id in (select item_id from said)
  union all
  select m.id, m.item_id, m.occurred_at, m.quantity from movement m
  where m.to_site_id = $2 and m.reverses_id is null and m.item_id in (select item_id from said)
), event as (
  -- Ordered by instant, visit and step; what is no part of a visit comes before a visit of the same instant.
  select item_id, occurred_at, visit_id, 1 as step, null::bigint as change, quantity as remaining from said
  union all
  select m.item_id, m.occurred_at, coalesce(p.visit_id, '00000000-0000-0000-0000-000000000000'),
    case when p.part = 'put_in' then 2 else 0 end, m.change, null
  from moved m left join visit_movement p on p.movement_id = m.id
  where not exists (select from movement r where r.reverses_id = m.id)
    and not exists (select from inferred_movement x where x.movement_id = m.id)
), numbered as (
  select *, 1 + count(remaining) over (
      partition by item_id order by occurred_at, visit_id, step rows between unbounded preceding and 1 preceding
    ) as n
  from event
), stretch as (
  -- From behind one visit that speaks about the item to the next one.
  select item_id, n, max(remaining) as remaining, coalesce(sum(change), 0) as change,
    (array_agg(visit_id) filter (where step = 1))[1] as visit_id,
    max(occurred_at) filter (where step = 1) as to_at, min(occurred_at) filter (where change > 0) as first_in_at
  from numbered group by item_id, n
), between_visits as (
  select *, coalesce(lag(remaining) over w, 0) as before, lag(to_at) over w as before_at
  from stretch window w as (partition by item_id order by n)
), stocktake_of as materialized (
  select s.item_id, s.occurred_at from stocktake_line s
  where s.site_id = $2 and s.lot_id is null and ($3::uuid[] is null or s.item_id = any($3))
    and not exists (select from movement r where r.reverses_id = s.movement_id)
), wanted as (
  select visit_id, item_id, before + change - remaining as taken, ${milliseconds('to_at')} as to_at,
    ${milliseconds(`greatest(case
      when before > 0 then before_at
      when before + change > remaining then coalesce(first_in_at, before_at, to_at)
      else coalesce(before_at, to_at)
    end, (select max(c.occurred_at) from stocktake_of c where c.item_id = b.item_id and c.occurred_at <= b.to_at))`)} as from_at
  from between_visits b
  where visit_id is not null and before + change <> remaining
), made as (
  select x.visit_id, m.item_id, x.from_at, x.to_at, m.id, m.quantity, m.occurred_at, m.to_site_id is not null as brought,
    exists (select from movement r where r.reverses_id = m.id) as undone
  from inferred_movement x
  join visit v on v.id = x.visit_id and v.group_id = $1 and v.site_id = $2
  join movement m on m.id = x.movement_id
  where $3::uuid[] is null or m.item_id = any($3)
), booked as (
  select visit_id, item_id, count(*) as made,
    sum(case when brought then -quantity else quantity end) filter (where not undone) as taken,
    min(from_at) filter (where not undone) as from_at, max(to_at) filter (where not undone) as to_at,
    coalesce(json_agg(json_build_object('id', id, 'quantity', quantity, 'brought', brought, 'at', occurred_at) order by id)
      filter (where not undone), '[]') as movements
  from made group by visit_id, item_id
)
select visit_id as "visitId", item_id as "itemId", coalesce(w.taken, 0)::float8 as taken, w.from_at as "from", w.to_at as "to",
  coalesce(b.movements, '[]') as booked, coalesce(b.made, 0)::int as made,
  exists (select from stocktake_of c where c.item_id = coalesce(w.item_id, b.item_id) and c.occurred_at > least(w.from_at, b.from_at))
    as "isCounted"
from wanted w full join booked b using (visit_id, item_id)
where (w.taken, w.from_at, w.to_at) is distinct from (b.taken, b.from_at, b.to_at)
order by coalesce(w.to_at, b.to_at), visit_id, item_id`,
};
