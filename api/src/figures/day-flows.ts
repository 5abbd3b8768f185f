import { addDays, type Day, dayOf } from '@shared/words/day';
import type { Database } from '@api/platform/database';
import type { Doorway } from '@api/platform/work';
import type { FiguresGroup } from './refresh-figures';

/** Days that are kept: those of 8 weeks, and one week more. */
const keptDays = 63;
/** Days that one transaction adds up: whoever records what is late waits that long at most. */
const daysAtOnce = 7;
/** A day is kept when it is over for two hours: what is recorded within one is then surely seen. */
const afterMs = 2 * 3_600_000;

/** The last day whose flows may be kept. */
export function lastKeptDay(now: Date, timeZone: string): Day {
  return addDays(dayOf(new Date(now.getTime() - afterMs), timeZone), -1);
}

/**
 * SQL: the flows of the days in `days` (a relation with a column `day`) by unit, from the movements; without what was undone.
 * Days without any are left out. $1 group, $2 its time zone, $3 now.
 */
export const flowsOfDays = (days: string) => /* sql */ `
  select d.day, f.unit, f.donated, f.handed_out, f.wasted from ${days} d
  -- Each day by itself, along the index by time, however many days PostgreSQL expects.
  cross join lateral (
    select i.unit, sum(o.donated) as donated, sum(o.handed_out) as handed_out, sum(o.wasted) as wasted
    from (
      -- By item first: a unit is looked up once for each item, not for each movement.
      select m.item_id,
        coalesce(sum(m.quantity) filter (where m.reason = 'donation'), 0) as donated,
        coalesce(sum(m.quantity) filter (where m.reason = 'distribution'), 0) as handed_out,
        coalesce(sum(m.quantity) filter (where m.reason = 'waste'), 0) as wasted
      from movement m
      -- Hours to spare where clocks change at midnight; the day itself decides.
      where m.group_id = $1 and m.occurred_at >= (d.day::timestamp at time zone $2) - interval '3 hours'
        and m.occurred_at < ((d.day + 1)::timestamp at time zone $2) + interval '3 hours'
        and (m.occurred_at at time zone $2)::date = d.day and m.occurred_at <= $3
        and m.reverses_id is null and m.reason in ('donation', 'distribution', 'waste')
        and not exists (select from movement r where r.reverses_id = m.id)
      group by m.item_id
    ) o
    join item i on i.id = o.item_id
    group by i.unit
  ) f`;

/** Adds up the days that are over and were not added up yet, or not since something late arrived. Repeating it does no harm. */
export async function keepDayFlows(database: Database, group: FiguresGroup): Promise<void> {
  while ((await database.enter((doorway) => keepSome(doorway, group))) > 0);
}

async function keepSome(doorway: Doorway, { groupId, timeZone }: FiguresGroup): Promise<number> {
  const last = lastKeptDay(doorway.now, timeZone);
  const first = addDays(last, 1 - keptDays);
  const absent = async () =>
    ((await doorway.tx.query(absentDays, [groupId, timeZone, first, last])) as { day: Day }[]).map(
      ({ day }) => day,
    );
  if ((await absent()).length === 0) return 0;
  await doorway.tx.query(`select pg_advisory_xact_lock(hashtextextended('day_flow ' || $1::uuid, 0))`, [
    groupId,
  ]);
  const days = await absent();
  await doorway.tx.query(keep, [groupId, timeZone, doorway.now, days]);
  await doorway.tx.query('delete from day_flow where group_id = $1 and day < $2', [groupId, first]);
  return days.length;
}

const absentDays = /* sql */ `
select d.day::date::text as day from generate_series($3::date, $4::date, interval '1 day') as d (day)
where not exists (select from day_flow f where f.group_id = $1 and f.day = d.day::date and f.time_zone = $2)
order by 1 desc limit ${daysAtOnce}`;

const keep = /* sql */ `
insert into day_flow (group_id, day, unit, time_zone, donated, handed_out, wasted)
select $1, d.day, u.unit, $2, coalesce(f.donated, 0), coalesce(f.handed_out, 0), coalesce(f.wasted, 0)
from unnest($4::date[]) as d (day)
cross join unnest(array['each', 'g', 'ml']) as u (unit)
left join (${flowsOfDays('(select unnest($4::date[]) as day)')}) f on f.day = d.day and f.unit = u.unit
on conflict (group_id, day, unit) do update set time_zone = excluded.time_zone, donated = excluded.donated,
  handed_out = excluded.handed_out, wasted = excluded.wasted`;
