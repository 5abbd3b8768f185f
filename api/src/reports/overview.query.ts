import type { OverviewReply, ShelfReply, WeekReply } from '@shared/reports/overview.contract';
import { addDays, type Day, dayOf, startOfDay } from '@shared/words/day';
import type { Work } from '@api/platform/work';

/** How the group stands, from the kept figures, which must be fresh, and the movements of 8 weeks. */
export async function overview(work: Work): Promise<OverviewReply> {
  const { groupId, timeZone } = work.member;
  const monday = mondayOf(dayOf(work.now, timeZone));
  const begins = startOfDay(addDays(monday, -49), timeZone);
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
    weeks: (await work.tx.query(weeksOf, [groupId, timeZone, monday, begins, work.now])) as WeekReply[],
  };
}

function mondayOf(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

const shelvesOf = /* sql */ `
select t.id as "siteId", t.name as "siteName", i.category_id as "categoryId", c.name as "categoryName",
  count(*)::int as items,
  count(*) filter (where s.status = 0)::int as out,
  count(*) filter (where s.status = 1)::int as low,
  count(*) filter (where s.status = 3)::int as surplus,
  count(*) filter (where s.missed > 0)::int as asked,
  count(s.needs_count_since)::int as "needsCount",
  min(s.days_left) as "shortestDaysLeft",
  percentile_disc(0.5) within group (order by s.days_left) as "middleDaysLeft"
from site_item s
join site t on t.id = s.site_id and t.kind <> 'in_transit' and t.closed_at is null
join item i on i.id = s.item_id and i.archived_at is null
left join category c on c.id = i.category_id
where s.group_id = $1 and (s.first_moved_at is not null or s.target is not null or s.missed > 0)
group by t.id, i.category_id, c.name
order by out desc, low desc, t.name, c.name, t.id, i.category_id`;

/** $2 time zone, $3 the Monday of this week, $4 the beginning of the first week, $5 now. */
const weeksOf = /* sql */ `
with flow as materialized (
  select date_trunc('week', m.occurred_at at time zone $2)::date as week, m.item_id, m.reason, sum(m.quantity) as quantity
  from movement m
  where m.group_id = $1 and m.occurred_at >= $4 and m.occurred_at <= $5 and m.reverses_id is null
    and m.reason in ('donation', 'distribution', 'waste')
    and not exists (select from movement r where r.reverses_id = m.id)
  group by 1, 2, 3
), summed as materialized (
  select f.week, i.unit,
    coalesce(sum(f.quantity) filter (where f.reason = 'donation'), 0) as donated,
    coalesce(sum(f.quantity) filter (where f.reason = 'distribution'), 0) as handed_out,
    coalesce(sum(f.quantity) filter (where f.reason = 'waste'), 0) as wasted
  from flow f join item i on i.id = f.item_id
  group by f.week, i.unit
)
select ($3::date - 7 * ago)::text as "startsOn", u.unit, coalesce(s.donated, 0)::float8 as donated,
  coalesce(s.handed_out, 0)::float8 as "handedOut", coalesce(s.wasted, 0)::float8 as wasted
from generate_series(0, 7) as ago
cross join (select distinct unit from summed) u
left join summed s on s.week = $3::date - 7 * ago and s.unit = u.unit
order by ago desc, u.unit`;
