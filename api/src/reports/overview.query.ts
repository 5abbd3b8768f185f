import type { OverviewReply, ShelfReply, WeekReply } from '@shared/reports/overview.contract';
import { dayOf, mondayOf } from '@shared/words/day';
import { flowsOfDays, lastKeptDay } from '@api/figures/day-flows';
import type { Work } from '@api/platform/work';

/** How the group stands, from the kept figures, which must be fresh, and the flows of 8 weeks. */
export async function overview(work: Work): Promise<OverviewReply> {
  const { groupId, timeZone } = work.member;
  const monday = mondayOf(dayOf(work.now, timeZone));
  const shelves = (await work.tx.query(shelvesOf, [groupId])) as (ShelfReply & { needsCount: number })[];
  const sum = (key: 'items' | 'out' | 'low' | 'surplus' | 'asked' | 'needsCount') =>
    shelves.reduce((total, shelf) => total + shelf[key], 0);
  return {
    items: sum('items'),
    out: sum('out'),
    low: sum('low'),
    surplus: sum('surplus'),
    asked: sum('asked'),
    needsCount: sum('needsCount'),
    shelves: shelves.slice(0, 2_000).map(({ needsCount: _, ...shelf }) => shelf),
    weeks: (await work.tx.query(weeksOf, [
      ...[groupId, timeZone, work.now, monday],
      lastKeptDay(work.now, timeZone),
    ])) as WeekReply[],
  };
}

/** Each pair is read once and goes into the sums of its shelf; names, order and the middle are for the shelves alone. */
const shelvesOf = /* sql */ `
select t.id as "siteId", t.name as "siteName", p.category_id as "categoryId", c.name as "categoryName",
  p.items, p.out, p.low, p.surplus, p.asked, p.needs_count as "needsCount", p.shortest as "shortestDaysLeft",
  (select percentile_disc(0.5) within group (order by d) from unnest(p.days_left) as d) as "middleDaysLeft"
from (
  select s.site_id, i.category_id,
    count(*)::int as items,
    count(*) filter (where s.status = 0)::int as out,
    count(*) filter (where s.status = 1)::int as low,
    count(*) filter (where s.status = 3)::int as surplus,
    count(*) filter (where s.missed > 0)::int as asked,
    count(s.needs_count_since)::int as needs_count,
    min(s.days_left) as shortest,
    array_agg(s.days_left) filter (where s.days_left is not null) as days_left
  from site_item s
  join item i on i.id = s.item_id and i.archived_at is null
  where s.group_id = $1 and (s.first_moved_at is not null or s.target is not null or s.missed > 0)
  group by s.site_id, i.category_id
) p
join site t on t.id = p.site_id and t.kind <> 'in_transit' and t.closed_at is null
left join category c on c.id = p.category_id
order by p.out desc, p.low desc, t.name, c.name, t.id, p.category_id`;

/** Kept days as they are, the others from their movements. $2 time zone, $3 now, $4 the Monday of this week, $5 the last kept day. */
const weeksOf = /* sql */ `
with kept as materialized (
  select f.day, f.unit, f.donated, f.handed_out, f.wasted from day_flow f
  where f.group_id = $1 and f.time_zone = $2 and f.day between $4::date - 49 and $5::date
), absent as materialized (
  select d.day::date as day from generate_series($4::date - 49, $4::date + 6, interval '1 day') as d (day)
  where d.day::date <= ($3::timestamptz at time zone $2)::date and not exists (select from kept k where k.day = d.day::date)
), flow as (
  select * from kept where donated > 0 or handed_out > 0 or wasted > 0
  union all
  ${flowsOfDays('absent')}
), summed as materialized (
  select date_trunc('week', day::timestamp)::date as week, unit, sum(donated) as donated, sum(handed_out) as handed_out, sum(wasted) as wasted
  from flow group by 1, 2
)
select ($4::date - 7 * ago)::text as "startsOn", u.unit, coalesce(s.donated, 0)::float8 as donated,
  coalesce(s.handed_out, 0)::float8 as "handedOut", coalesce(s.wasted, 0)::float8 as wasted
from generate_series(0, 7) as ago
cross join (select distinct unit from summed) u
left join summed s on s.week = $4::date - 7 * ago and s.unit = u.unit
order by ago desc, u.unit`;
