import type { Doorway } from '@api/platform/work';

/** Rows of each kind that one transaction deletes. */
export const expiredAtOnce = 5_000;

/**
 * Deletes what neighbours said once its time is over. Of asks that counted, how often something was asked for in a week is
 * left, for the report of what was asked for and given. Answers how many were deleted; fewer than 5,000 means all.
 */
export async function deleteExpired({ tx, now }: Doorway): Promise<number> {
  const [needs] = (await tx.query(expiredNeeds, [now, expiredAtOnce])) as { gone: number }[];
  const [reports] = (await tx.query(expiredReports, [now, expiredAtOnce])) as { gone: number }[];
  return Math.max(needs?.gone ?? 0, reports?.gone ?? 0);
}

const expiredNeeds = /* sql */ `
with gone as (
  delete from neighbour_need where id in (
    select id from neighbour_need where expires_at <= $1 order by expires_at limit $2 for update skip locked)
  returning group_id, site_id, item_id, category_id, state, asked_at
), tallied as (
  insert into need_tally as t (group_id, site_id, week, item_id, category_id, asked)
  select n.group_id, n.site_id, date_trunc('week', n.asked_at at time zone g.time_zone)::date,
    n.item_id, case when n.item_id is null then n.category_id end, count(*)
  from gone n join aid_group g on g.id = n.group_id
  where n.state in ('shown', 'met')
  group by 1, 2, 3, 4, 5
  order by 1, 2, 3, 4, 5
  on conflict (site_id, week, item_id, category_id) do update set asked = t.asked + excluded.asked
)
select count(*)::int as gone from gone`;

const expiredReports = /* sql */ `
with gone as (
  delete from neighbour_report where id in (
    select id from neighbour_report where expires_at <= $1 order by expires_at limit $2 for update skip locked)
  returning id
)
select count(*)::int as gone from gone`;
