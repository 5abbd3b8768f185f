import type { TemperaturesReply, TemperatureStep, ThermometerSteps } from '@shared/fridges/cold.contract';
import type { Probe } from '@shared/fridges/reading-line';
import type { Id } from '@shared/words/id';
import { ensureKnown } from '@api/platform/ensure-known';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { excursions } from './excursions.query';
import { powerCutsBetween } from './power-cuts';

/** Whole minutes that people know; a month at 300 steps is not far from three hours. */
const stepsMinutes = [5, 10, 15, 30, 60, 120, 180, 360] as const;
const stepsAtMost = 300;

/**
 * Temperatures of a site between two instants, in steps of the same length, and what happened meanwhile.
 * @throws Problem `not_found`
 */
export async function temperatures(work: Work, siteId: Id, from: Date, to: Date): Promise<TemperaturesReply> {
  await ensureKnown(work, { siteId });
  const minutes = (to.getTime() - from.getTime()) / 60_000;
  const stepMinutes = stepsMinutes.find((step) => minutes / step < stepsAtMost) ?? 360;
  const rows = await run<Row>(work, steps, [siteId, from, to, stepMinutes]);
  const visits = await run<{ at: Date }>(work, visitTimes, [work.member.groupId, siteId, from, to]);
  const of = (probe: Probe) => rows.filter((row) => row.probe === probe);
  const [fridge, freezer, ambient] = [of('fridge'), of('freezer'), of('ambient')];
  return {
    ...{ siteId, from: from.toISOString(), to: to.toISOString(), stepMinutes },
    probes: { fridge: together(fridge), freezer: together(freezer), ambient: together(ambient) },
    thermometers: { fridge: apart(fridge), freezer: apart(freezer), ambient: apart(ambient) },
    excursions: (await excursions(work, { siteId, from, to, limit: 100 })).data,
    powerCuts: await powerCutsBetween(work, siteId, from, to),
    visitedAt: visits.map(({ at }) => at.toISOString()),
  };
}

/** A step of one thermometer. */
interface Row {
  probe: Probe;
  sensor: string | null;
  at: Date;
  least: number;
  most: number;
  last: number;
  lastAt: Date;
}

/** Rows of a step one after the other, as one. */
function together(rows: readonly Row[]): TemperatureStep[] {
  const steps: Row[] = [];
  for (const row of rows) {
    const before = steps.at(-1);
    if (before?.at.getTime() !== row.at.getTime()) steps.push(row);
    else steps[steps.length - 1] = both(before, row);
  }
  return steps.map(stepReply);
}

function both(one: Row, other: Row): Row {
  const order = one.lastAt.getTime() - other.lastAt.getTime() || one.last - other.last;
  return {
    ...(order > 0 ? one : other),
    least: Math.min(one.least, other.least),
    most: Math.max(one.most, other.most),
  };
}

function apart(rows: readonly Row[]): ThermometerSteps[] {
  const byName = (a: string | null, b: string | null) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
  const sensors = [...new Set(rows.map(({ sensor }) => sensor))].sort(byName);
  if (sensors.length < 2) return [];
  return sensors.map((sensor) => {
    return { sensor, steps: rows.filter((row) => row.sensor === sensor).map(stepReply) };
  });
}

function stepReply({ at, least, most, last }: Row): TemperatureStep {
  return { at: at.toISOString(), leastCelsius: least / 10, mostCelsius: most / 10, lastCelsius: last / 10 };
}

const steps: Statement = {
  name: 'temperature-steps',
  text: /* sql */ `
select probe, sensor, date_bin($4::int * interval '1 minute', occurred_at, $2::timestamptz) as at, min(celsius_tenths)::int as least,
  max(celsius_tenths)::int as most, (array_agg(celsius_tenths order by occurred_at desc, celsius_tenths desc))[1]::int as last,
  max(occurred_at) as "lastAt"
from reading where site_id = $1 and occurred_at >= $2 and occurred_at <= $3
group by 1, 2, 3 order by 1, 3`,
};

const visitTimes: Statement = {
  name: 'visit-times',
  text: /* sql */ `
select occurred_at as at from visit
where group_id = $1 and site_id = $2 and occurred_at >= $3 and occurred_at < $4 and reversed_at is null
order by occurred_at desc limit 300`,
};
