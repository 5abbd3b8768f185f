import { run, type Statement } from '@api/platform/statement';
import type { Doorway } from '@api/platform/work';

/** For so many days every reading is kept. Readings judge nothing any more long before. */
export const fullDetailDays = 90;

const dayMs = 86_400_000;

/**
 * Thins what sensors told on the first day (UTC) on or after an instant that has such readings and is older than
 * {@link fullDetailDays}. Of each thermometer's hour the last, the coldest and the warmest reading stay, and all within an excursion,
 * with the air around it. What people read stays. Answers where the next day begins; null when nothing is that old.
 */
export async function thinReadings(doorway: Doorway, from: Date): Promise<Date | null> {
  const before = Math.floor(doorway.now.getTime() / dayMs - fullDetailDays) * dayMs;
  const [first] = await run<{ at: Date | null }>(doorway, firstReading, [from, new Date(before)]);
  if (!first?.at) return null;
  const day = Math.floor(first.at.getTime() / dayMs) * dayMs;
  const next = new Date(day + dayMs);
  await run(doorway, thin, [new Date(day), next]);
  return next;
}

const firstReading: Statement = {
  name: 'first-reading-to-thin',
  text: /* sql */ `
select min(r.occurred_at) as at from aid_group g, lateral (
  select occurred_at from reading
  where group_id = g.id and occurred_at >= $1 and occurred_at < $2 and source = 'sensor'
  order by occurred_at limit 1
) r`,
};

const thin: Statement = {
  name: 'thin-readings',
  text: /* sql */ `
delete from reading where id in (
  select id from (
    select r.*, row_number() over (hour order by occurred_at desc, celsius_tenths desc, r.id) as latest,
      row_number() over (hour order by celsius_tenths, occurred_at, r.id) as coldest,
      row_number() over (hour order by celsius_tenths desc, occurred_at, r.id) as warmest
    from aid_group g join reading r on r.group_id = g.id
    where r.occurred_at >= $1 and r.occurred_at < $2 and r.source = 'sensor'
    window hour as (partition by r.site_id, r.probe, r.sensor, date_bin('1 hour', r.occurred_at, $1::timestamptz))
  ) one
  where 1 not in (latest, coldest, warmest) and not exists (
    select from excursion e
    where e.site_id = one.site_id and one.probe in (e.probe, 'ambient') and e.began_at <= one.occurred_at
      and (e.ended_at is null or e.ended_at >= one.occurred_at)
  )
)`,
};
