import type { OverviewReply, ShelfReply, WeekReply } from '@shared/reports/overview.contract';
import type { Work } from '@api/platform/work';

/** How the group stands, from the kept figures, which must be fresh, and the movements of 8 weeks. */
export async function overview(work: Work): Promise<OverviewReply> {
  const { groupId, timeZone } = work.member;
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
    weeks: (await work.tx.query(weeksOf, [groupId, timeZone, work.now])) as WeekReply[],
  };
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

const weeksOf = /* sql */ `
with span as (
  select date_trunc('week', $3::timestamptz at time zone $2)::date as this_week
), flow as (
  select date_trunc('week', m.occurred_at at time zone $2)::date as week, i.unit, m.reason, sum(m.quantity) as quantity
  from movement m
  join item i on i.id = m.item_id
  left join movement r on r.reverses_id = m.id
  where m.group_id = $1 and m.reason in ('donation', 'distribution', 'waste') and m.reverses_id is null and r.id is null
    and m.occurred_at >= ((select this_week from span) - 49)::timestamp at time zone $2 and m.occurred_at <= $3
  group by 1, 2, 3
)
select monday::date::text as "startsOn", u.unit,
  coalesce(sum(f.quantity) filter (where f.reason = 'donation'), 0)::float8 as donated,
  coalesce(sum(f.quantity) filter (where f.reason = 'distribution'), 0)::float8 as "handedOut",
  coalesce(sum(f.quantity) filter (where f.reason = 'waste'), 0)::float8 as wasted
from span
cross join generate_series(span.this_week - 49, span.this_week, interval '7 days') as monday
cross join (select distinct unit from flow) u
left join flow f on f.week = monday::date and f.unit = u.unit
group by monday, u.unit
order by monday, u.unit`;
