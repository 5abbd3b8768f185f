import { ambientHoldsMinutes, blipMinutes } from '@shared/fridges/cold-limits';
import type { ColdReading } from '@shared/fridges/cold-reading';
import { type Excursion, excursionsOf, type PowerCut } from '@shared/fridges/excursions';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { SiteCold } from './site-cold';

const minute = 60_000;
/** What arrives later than this is kept and drawn, and judges nothing any more: nobody eats what it is about. */
const judgedDays = 30;

/**
 * Finds a site's excursions anew from an instant on, after something became known about that time: only from the last point
 * before it at which the fridge was surely cold. The result is what judging all readings at once would give.
 * The caller holds the site's row (`coldForChange`).
 */
export async function judgeCold(work: Work, cold: SiteCold, changedFrom: Date): Promise<void> {
  const since = Math.max(changedFrom.getTime(), work.now.getTime() - judgedDays * 86_400_000);
  const from = await surelyCold(work, cold.siteId, since);
  const facts = {
    readings: await readingsFrom(work, cold.siteId, from),
    powerCuts: await cutsFrom(work, cold.siteId, from),
    limits: cold.limits,
  };
  const found = (['fridge', 'freezer'] as const).flatMap((probe) => excursionsOf(facts, probe));
  await run(work, forget, [cold.siteId, new Date(from)]);
  if (found.length > 0) await run(work, keep, valuesOf(work, cold, found));
}

/**
 * The last instant before a change at which nothing lasted and nothing could begin or go on: before whatever blip may have
 * been left out, and before every power cut and excursion that reaches so far.
 */
async function surelyCold(work: Work, siteId: Id, since: number): Promise<number> {
  let at = since - blipMinutes.freezer * minute;
  for (;;) {
    const [row] = await run<{ at: Date | null }>(work, lasting, [
      siteId,
      new Date(at),
      blipMinutes.fridge,
      blipMinutes.freezer,
    ]);
    const before = row?.at?.getTime() ?? at;
    if (before >= at) return at;
    at = before;
  }
}

const lasting: Statement = {
  name: 'lasting-at',
  text: /* sql */ `
select least((
  select min(began_at) from power_cut
  where site_id = $1 and began_at <= $2 and (ended_at is null or ended_at >= $2::timestamptz - $3::int * interval '1 minute')
), (
  select min(began_at) from excursion
  where site_id = $1 and began_at <= $2 and (ended_at is null
    or ended_at > $2::timestamptz - case probe when 'fridge' then $3::int else $4::int end * interval '1 minute')
)) as at`,
};

async function readingsFrom(work: Work, siteId: Id, from: number): Promise<ColdReading[]> {
  const [row] = await run<ReadingColumns>(work, readings, [siteId, new Date(from), ambientHoldsMinutes]);
  return (row?.probes ?? []).map((probe, n) => {
    return { probe, tenths: row?.tenths[n] ?? 0, at: row?.at[n] ?? 0, sensor: row?.sensors[n] ?? null };
  });
}

interface ReadingColumns {
  readonly probes: ColdReading['probe'][];
  readonly tenths: number[];
  readonly at: number[];
  readonly sensors: (string | null)[];
}

/** One row of arrays: a month of a sensor that speaks every minute is 43,000 readings. */
const readings: Statement = {
  name: 'judge-cold-readings',
  text: /* sql */ `
select coalesce(array_agg(probe), '{}') as probes, coalesce(array_agg(celsius_tenths::int), '{}') as tenths,
  coalesce(array_agg((extract(epoch from occurred_at) * 1000)::float8), '{}') as at, coalesce(array_agg(sensor), '{}') as sensors
from reading
where site_id = $1 and (
  probe in ('fridge', 'freezer') and occurred_at >= $2
  -- What the air was told to be holds for a while.
  or probe = 'ambient' and occurred_at >= $2::timestamptz - $3::int * interval '1 minute')`,
};

async function cutsFrom(work: Work, siteId: Id, from: number): Promise<PowerCut[]> {
  const rows = await run<{ from: Date; to: Date | null; isFreezerFull: boolean }>(work, cuts, [
    siteId,
    new Date(from),
  ]);
  return rows.map((cut) => ({ ...cut, from: cut.from.getTime(), to: cut.to?.getTime() ?? null }));
}

const cuts: Statement = {
  name: 'judge-cold-cuts',
  text: /* sql */ `
select began_at as "from", ended_at as "to", is_freezer_full as "isFreezerFull" from power_cut
where site_id = $1 and (ended_at is null or ended_at >= $2)`,
};

const forget: Statement = {
  name: 'forget-excursions',
  text: /* sql */ `
delete from excursion where site_id = $1 and began_at >= $2`,
};

function valuesOf(work: Work, cold: SiteCold, found: readonly Excursion[]): unknown[] {
  const instant = (at: number | null) => (at === null ? null : new Date(at));
  return [
    work.member.groupId,
    cold.siteId,
    cold.limits.allowedMinutes,
    // The same excursion has the same id whenever it is found.
    found.map(({ probe, beganAt }) => fingerprint([cold.siteId, probe, beganAt])),
    found.map(({ probe }) => probe),
    found.map(({ beganAt }) => instant(beganAt)),
    found.map(({ endedAt }) => instant(endedAt)),
    found.map(({ peakTenths }) => peakTenths),
    found.map(({ probe }) => (probe === 'fridge' ? cold.limits.fridgeTenths : cold.limits.freezerTenths)),
    found.map(({ timeUpAt }) => instant(timeUpAt)),
    found.map(({ endedAt, timeUpAt }) =>
      endedAt === null ? 'running' : timeUpAt === null ? 'in_time' : 'too_long',
    ),
    found.map(({ warmReadings }) => warmReadings),
  ];
}

const keep: Statement = {
  name: 'keep-excursions',
  text: /* sql */ `
insert into excursion (id, group_id, site_id, probe, began_at, ended_at, peak_tenths, limit_tenths, allowed_minutes, time_up_at,
  verdict, warm_readings)
select e.id, $1, $2, e.probe, e.began_at, e.ended_at, e.peak, e.lim, $3, e.time_up_at, e.verdict, e.warm
from unnest($4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::smallint[], $9::smallint[], $10::timestamptz[],
  $11::text[], $12::int[]) as e (id, probe, began_at, ended_at, peak, lim, time_up_at, verdict, warm)`,
};
