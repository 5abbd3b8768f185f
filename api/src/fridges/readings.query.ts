import type { Probe } from '@shared/fridges/reading-line';
import type { ReadingReply } from '@shared/fridges/readings.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { cursorOf, idShape, microsecondsShape, readCursor } from '@api/platform/cursor';
import type { Work } from '@api/platform/work';

/** Which readings are asked for. */
export interface ReadingFilter {
  readonly siteId?: Id;
  readonly probe?: Probe;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
  /** Rows, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Readings of the group by when they occurred, newest first. */
export async function readings(work: Work, filter: ReadingFilter): Promise<Page<ReadingReply>> {
  const values: unknown[] = [work.member.groupId];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['r.group_id = $1'];
  if (filter.siteId) conditions.push(`r.site_id = ${given(filter.siteId)}::uuid`);
  if (filter.probe) conditions.push(`r.probe = ${given(filter.probe)}`);
  if (filter.from) conditions.push(`r.occurred_at >= ${given(filter.from)}::timestamptz`);
  if (filter.to) conditions.push(`r.occurred_at < ${given(filter.to)}::timestamptz`);
  if (filter.cursor !== undefined) {
    const [micros, id] = readCursor(filter.cursor, [microsecondsShape, idShape]);
    const at = `timestamptz '1970-01-01 00:00:00Z' + ${given(micros)}::bigint * interval '1 microsecond'`;
    conditions.push(`(r.occurred_at, r.id) < (${at}, ${given(id)}::uuid)`);
  }
  const rows = (await work.tx.query(
    /* sql */ `
    select r.id, r.site_id as "siteId", r.probe, r.celsius_tenths::int as tenths, r.occurred_at as "occurredAt", r.source, r.sensor
    from reading r where ${conditions.join(' and ')}
    order by r.occurred_at desc, r.id desc limit ${given(filter.limit + 1)}::int`,
    values,
  )) as (Omit<ReadingReply, 'celsius' | 'occurredAt'> & { tenths: number; occurredAt: Date })[];
  const data = rows.slice(0, filter.limit).map(({ tenths, occurredAt, ...row }) => {
    return { ...row, celsius: tenths / 10, occurredAt: occurredAt.toISOString() };
  });
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
  // Readings are kept to the millisecond, as devices tell time.
  return { data, nextCursor: last ? cursorOf([`${last.occurredAt.getTime()}000`, last.id]) : null };
}
