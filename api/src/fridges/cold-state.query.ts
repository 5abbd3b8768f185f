import { blipMinutes, sensorSilentMinutes } from '@shared/fridges/cold-limits';
import type { AlarmReply, ColdState, LastReading } from '@shared/fridges/cold.contract';
import type { ReadingSource } from '@shared/fridges/readings.contract';
import type { Probe } from '@shared/fridges/reading-line';
import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { excursionColumns, excursionReply, type ExcursionRow, fromExcursion } from './excursions.query';
import { coldOfSites, type SiteCold } from './site-cold';
import { warmReading } from './warm-reading.sql';

/** How it stands with the cold of one site, now. */
export interface SiteColdState {
  readonly state: ColdState;
  /** The excursion that decides. */
  readonly alarm: AlarmReply | null;
  /** The newest of any thermometer. */
  readonly last: Readonly<Record<Probe, LastReading | null>>;
  /** Excursions that last, or whose time was up and that nobody has looked after; the worst first. */
  readonly alarms: readonly AlarmReply[];
  readonly cold: SiteCold;
}

/** How it stands with the cold of those of the sites that are the group's: set-based, for lists and public pages. */
export async function coldStatesOf(work: Work, siteIds: readonly Id[]): Promise<Map<Id, SiteColdState>> {
  const colds = await coldOfSites(work, siteIds);
  const own = [...colds.keys()];
  const lasts = await run<LastRow>(work, lastReadings, [own]);
  const alarms = await run<AlarmRow>(work, alarmsOfSites, [own, work.now]);
  return new Map(
    own.map((siteId) => {
      const last = lastOf(lasts.filter((row) => row.siteId === siteId));
      const cold = colds.get(siteId) as SiteCold;
      const open = alarms.filter((row) => row.siteId === siteId).map(alarmReply);
      return [siteId, { ...judged(cold, open, last, work.now), last, cold }];
    }),
  );
}

/** The same of one site; null when it is not the group's. */
export async function coldStateOf(work: Work, siteId: Id): Promise<SiteColdState | null> {
  return (await coldStatesOf(work, [siteId])).get(siteId) ?? null;
}

function judged(
  cold: SiteCold,
  alarms: readonly AlarmReply[],
  last: SiteColdState['last'],
  now: Date,
): Pick<SiteColdState, 'state' | 'alarm' | 'alarms'> {
  const judgedOnes = alarms
    .map((alarm) => ({ alarm, state: stateOf(alarm, last, now) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const [worst] = judgedOnes;
  const sorted = judgedOnes.map(({ alarm }) => alarm);
  if (worst) return { state: worst.state, alarm: worst.alarm, alarms: sorted };
  const told = [last.fridge, last.freezer].filter((one) => one !== null);
  const newest = told.sort((a, b) => b.occurredAt.localeCompare(a.occurredAt))[0];
  if (!newest) return { state: 'no_readings', alarm: null, alarms: [] };
  return { state: isSilent(newest, cold, now) ? 'unknown' : 'ok', alarm: null, alarms: [] };
}

const order: readonly ColdState[] = ['discard', 'warm', 'check_again'];

function stateOf(alarm: AlarmReply, last: SiteColdState['last'], now: Date): ColdState {
  const isTimeUp = alarm.timeUpAt !== null && Date.parse(alarm.timeUpAt) <= now.getTime();
  if (isTimeUp && alarm.checkedAt === null) return 'discard';
  const lastAt = last[alarm.probe]?.occurredAt;
  const warmMs = lastAt === undefined ? 0 : Date.parse(lastAt) - Date.parse(alarm.beganAt);
  const isBrief = warmMs < blipMinutes[alarm.probe] * 60_000;
  // In a power cut nobody may be able to read a thermometer: nothing to look at again.
  return isBrief && alarm.warmReadings > 0 ? 'check_again' : 'warm';
}

/** A sensor speaks often, people come by when they come by. */
function isSilent(last: LastReading, cold: SiteCold, now: Date): boolean {
  const minutes = last.source === 'sensor' ? sensorSilentMinutes : cold.own.visitEveryHours * 60;
  return now.getTime() - Date.parse(last.occurredAt) > minutes * 60_000;
}

interface LastRow {
  siteId: Id;
  probe: Probe;
  tenths: number;
  occurredAt: Date;
  source: ReadingSource;
  sensor: string | null;
}

interface AlarmRow extends ExcursionRow {
  reading: Pick<LastRow, 'tenths' | 'source' | 'sensor'> | null;
  readAt: Date | null;
}

function alarmReply({ reading, readAt, ...row }: AlarmRow): AlarmReply {
  const isRead = reading !== null && readAt !== null;
  return { ...excursionReply(row), reading: isRead ? lastReading({ ...reading, occurredAt: readAt }) : null };
}

type Shown = Pick<LastRow, 'tenths' | 'occurredAt' | 'source' | 'sensor'>;

function lastReading({ tenths, occurredAt, source, sensor }: Shown): LastReading {
  return { celsius: tenths / 10, occurredAt: occurredAt.toISOString(), source, sensor };
}

function lastOf(rows: readonly LastRow[]): SiteColdState['last'] {
  const of = (probe: Probe): LastReading | null => {
    const row = rows.find((one) => one.probe === probe);
    return row ? lastReading(row) : null;
  };
  return { fridge: of('fridge'), freezer: of('freezer'), ambient: of('ambient') };
}

const lastReadings: Statement = {
  name: 'last-readings',
  text: /* sql */ `
select s.id as "siteId", p.probe, r.celsius_tenths::int as tenths, r.occurred_at as "occurredAt", r.source, r.sensor
from unnest($1::uuid[]) as s (id), unnest(array['fridge', 'freezer', 'ambient']) as p (probe), lateral (
  select celsius_tenths, occurred_at, source, sensor from reading
  where site_id = s.id and probe = p.probe
  -- Of two at one instant the warmer holds, as for the rules.
  order by occurred_at desc, celsius_tenths desc limit 1
) r`,
};

/** Those that last, and those of the last 30 days whose time was up and that nobody looked after. */
const alarmsOfSites: Statement = {
  name: 'cold-alarms',
  text: /* sql */ `
select ${excursionColumns}, r.occurred_at as "readAt",
  case when r.source is not null then json_build_object('tenths', r.celsius_tenths, 'source', r.source, 'sensor', r.sensor) end as reading
from ${fromExcursion} left join lateral (${warmReading}) r on true
where e.site_id = any($1::uuid[]) and e.began_at <= $2
  and (e.ended_at is null or e.verdict = 'too_long' and e.began_at > $2::timestamptz - interval '30 days'
    and not exists (select from cold_check c where c.site_id = e.site_id and c.checked_at >= e.time_up_at))
order by e.began_at, e.id`,
};
