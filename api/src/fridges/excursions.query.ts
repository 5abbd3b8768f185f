import type { ExcursionReply } from '@shared/fridges/cold.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { cursorOf, idShape, microsecondsShape, readCursor } from '@api/platform/cursor';
import type { Work } from '@api/platform/work';

export interface ExcursionFilter {
  readonly siteId?: Id;
  /** Excursions that had not ended by then. */
  readonly from?: Date;
  /** Excursions that began before. */
  readonly to?: Date;
  /** Rows, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Excursions of the group that have begun, newest first. */
export async function excursions(work: Work, filter: ExcursionFilter): Promise<Page<ExcursionReply>> {
  const values: unknown[] = [work.member.groupId, work.now];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['e.group_id = $1', 'e.began_at <= $2'];
  if (filter.siteId) conditions.push(`e.site_id = ${given(filter.siteId)}::uuid`);
  if (filter.from)
    conditions.push(`(e.ended_at is null or e.ended_at >= ${given(filter.from)}::timestamptz)`);
  if (filter.to) conditions.push(`e.began_at < ${given(filter.to)}::timestamptz`);
  if (filter.cursor !== undefined) {
    const [micros, id] = readCursor(filter.cursor, [microsecondsShape, idShape]);
    const at = `timestamptz '1970-01-01 00:00:00Z' + ${given(micros)}::bigint * interval '1 microsecond'`;
    conditions.push(`(e.began_at, e.id) < (${at}, ${given(id)}::uuid)`);
  }
  const rows = (await work.tx.query(
    `select ${excursionColumns} from ${fromExcursion} where ${conditions.join(' and ')} order by e.began_at desc, e.id desc limit ${given(filter.limit + 1)}::int`,
    values,
  )) as ExcursionRow[];
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
  return {
    data: rows.slice(0, filter.limit).map(excursionReply),
    nextCursor: last ? cursorOf([`${last.beganAt.getTime()}000`, last.id]) : null,
  };
}

/** A check after the time was up. The time of a `running` one may be up too: whoever reads compares with now. */
export const excursionColumns = /* sql */ `
  e.id, e.site_id as "siteId", s.name as "siteName", e.probe, e.began_at as "beganAt", e.ended_at as "endedAt",
  e.peak_tenths::int as peak, e.limit_tenths::int as lim, e.allowed_minutes::int as "allowedMinutes", e.time_up_at as "timeUpAt",
  e.verdict, e.warm_readings as "warmReadings",
  (select min(c.checked_at) from cold_check c where c.site_id = e.site_id and c.checked_at >= e.time_up_at) as "checkedAt"`;
export const fromExcursion = 'excursion e join site s on s.id = e.site_id';

export interface ExcursionRow {
  id: Id;
  siteId: Id;
  siteName: string;
  probe: 'fridge' | 'freezer';
  beganAt: Date;
  endedAt: Date | null;
  peak: number | null;
  lim: number;
  allowedMinutes: number;
  timeUpAt: Date | null;
  verdict: ExcursionReply['verdict'];
  warmReadings: number;
  checkedAt: Date | null;
}

export function excursionReply(row: ExcursionRow): ExcursionReply {
  const { peak, lim, ...rest } = row;
  return {
    ...rest,
    peakCelsius: peak === null ? null : peak / 10,
    limitCelsius: lim / 10,
    beganAt: row.beganAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    timeUpAt: row.timeUpAt?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
  };
}
