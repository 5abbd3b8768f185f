import type { AskedGivenReply } from '@shared/reports/asked-given.contract';
import type { Id } from '@shared/words/id';
import { addDays, type Day, startOfDay } from '@shared/words/day';
import type { Work } from '@api/platform/work';

export interface AskedGivenFilter {
  /** A Monday. */
  readonly from: Day;
  /** 1 to 53. */
  readonly weeks: number;
  readonly siteId: Id | null;
  readonly categoryId: Id | null;
}

/** Rows at most: a year of ten sites with twenty categories each. */
const rowsAtMost = 10_000;

/**
 * What was asked for and what was given, by week, site and category; oldest week first. Asks of neighbours that were deleted
 * by now are known by how often alone. Words that no steward matched to an item have no category.
 */
export async function askedGiven(work: Work, filter: AskedGivenFilter): Promise<AskedGivenReply[]> {
  const { groupId, timeZone } = work.member;
  return (await work.tx.query(sums, [
    ...[groupId, timeZone, filter.from, startOfDay(filter.from, timeZone)],
    startOfDay(addDays(filter.from, 7 * filter.weeks), timeZone),
    ...[filter.siteId, filter.categoryId, addDays(filter.from, 7 * filter.weeks), rowsAtMost],
  ])) as AskedGivenReply[];
}

/** $2 time zone, $3 the first Monday, $4 and $5 the first instant and the one after the last, $8 the Monday after. */
const sums = /* sql */ `
with told as (
  select date_trunc('week', n.asked_at at time zone $2)::date as week, n.site_id, coalesce(i.category_id, n.category_id) as category_id,
    count(*) as asked, 0::bigint as missed, 0::bigint as hand_outs, 0::numeric as given
  from neighbour_need n left join item i on i.id = n.item_id
  where n.group_id = $1 and n.state in ('shown', 'met') and n.asked_at >= $4 and n.asked_at < $5
  group by 1, 2, 3
  union all
  select t.week, t.site_id, coalesce(i.category_id, t.category_id), sum(t.asked), 0, 0, 0
  from need_tally t left join item i on i.id = t.item_id
  where t.group_id = $1 and t.week >= $3::date and t.week < $8::date
  group by 1, 2, 3
  union all
  select date_trunc('week', a.occurred_at at time zone $2)::date, a.site_id, i.category_id, 0, count(*), 0, 0
  from missed_ask a left join item i on i.id = a.item_id
  where a.group_id = $1 and a.occurred_at >= $4 and a.occurred_at < $5
  group by 1, 2, 3
  union all
  select f.week, f.site_id, i.category_id, 0, 0, sum(f.hand_outs),
    sum(ceil(f.quantity::numeric / case i.unit when 'each' then 1 else 1000 end))
  from (
    select date_trunc('week', m.occurred_at at time zone $2)::date as week, m.from_site_id as site_id, m.item_id,
      count(*) as hand_outs, sum(m.quantity) as quantity
    from movement m
    where m.group_id = $1 and m.reason = 'distribution' and m.reverses_id is null and m.from_site_id is not null
      and m.occurred_at >= $4 and m.occurred_at < $5
      and not exists (select from movement r where r.reverses_id = m.id)
    group by 1, 2, 3
  ) f join item i on i.id = f.item_id
  group by 1, 2, 3
)
select s.week::text as week, s.site_id as "siteId", t.name as "siteName", s.category_id as "categoryId",
  c.name as "categoryName", sum(s.asked)::float8 as "askedByNeighbours", sum(s.missed)::float8 as "missedAsks",
  sum(s.hand_outs)::float8 as "handOuts", sum(s.given)::float8 as given
from told s join site t on t.id = s.site_id and t.kind <> 'in_transit'
left join category c on c.id = s.category_id
where ($6::uuid is null or s.site_id = $6) and ($7::uuid is null or s.category_id = $7)
group by s.week, s.site_id, t.name, s.category_id, c.name
order by s.week, t.name collate "C", c.name collate "C" nulls last, s.site_id, s.category_id
limit $9`;
