import type { TemperaturesReply, TemperatureStep } from '@shared/fridges/cold.contract';
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
  const of = (probe: Probe) => rows.filter((row) => row.probe === probe).map(stepReply);
  return {
    ...{ siteId, from: from.toISOString(), to: to.toISOString(), stepMinutes },
    probes: { fridge: of('fridge'), freezer: of('freezer'), ambient: of('ambient') },
    excursions: (await excursions(work, { siteId, from, to, limit: 100 })).data,
    powerCuts: await powerCutsBetween(work, siteId, from, to),
    visitedAt: visits.map(({ at }) => at.toISOString()),
  };
}

interface Row {
  probe: Probe;
  at: Date;
  least: number;
  most: number;
  last: number;
}

function stepReply({ at, least, most, last }: Row): TemperatureStep {
  return { at: at.toISOString(), leastCelsius: least / 10, mostCelsius: most / 10, lastCelsius: last / 10 };
}

const steps: Statement = {
  name: 'temperature-steps',
  text: /* sql */ `
select probe, date_bin($4::int * interval '1 minute', occurred_at, $2::timestamptz) as at, min(celsius_tenths)::int as least,
  max(celsius_tenths)::int as most, (array_agg(celsius_tenths order by occurred_at desc, celsius_tenths desc))[1]::int as last
from reading where site_id = $1 and occurred_at >= $2 and occurred_at <= $3
group by 1, 2 order by 1, 2`,
};

const visitTimes: Statement = {
  name: 'visit-times',
  text: /* sql */ `
select occurred_at as at from visit
where group_id = $1 and site_id = $2 and occurred_at >= $3 and occurred_at < $4 and reversed_at is null
order by occurred_at desc limit 300`,
};
