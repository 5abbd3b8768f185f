import type { MovementReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { cursorOf, idShape, microsecondsShape, readCursor } from '@api/platform/cursor';
import { ensureKnown } from '@api/platform/ensure-known';
import type { JsonText } from '@api/platform/json-text';
import { run } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { movementJoins, movementJson } from './movement-json';

/** Which movements are asked for. */
export interface MovementFilter {
  /** Those that left the site or came to it. */
  readonly siteId?: Id;
  readonly itemId?: Id;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
  /** Rows, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Movements of the group by when they occurred, newest first. */
export async function movementHistory(
  work: Work,
  filter: MovementFilter,
): Promise<JsonText<Page<MovementReply>>> {
  const values: unknown[] = [work.member.groupId];
  const given = (value: unknown) => `$${values.push(value)}`;
  let name = 'movement-history';
  const conditions = ['m.group_id = $1'];
  const when = (part: string, condition: string) => {
    name += `-${part}`;
    conditions.push(condition);
  };
  if (filter.itemId) when('item', `m.item_id = ${given(filter.itemId)}::uuid`);
  if (filter.from) when('from', `m.occurred_at >= ${given(filter.from)}::timestamptz`);
  if (filter.to) when('to', `m.occurred_at < ${given(filter.to)}::timestamptz`);
  if (filter.cursor !== undefined) {
    const [micros, id] = readCursor(filter.cursor, [microsecondsShape, idShape]);
    const at = `timestamptz '1970-01-01 00:00:00Z' + ${given(micros)}::bigint * interval '1 microsecond'`;
    // The first condition is one that every index here can begin at.
    when('after', `m.occurred_at <= ${at} and (m.occurred_at, m.id) < (${at}, ${given(id)}::uuid)`);
  }
  const limit = `${given(filter.limit + 1)}::int`;
  let source: string;
  if (filter.siteId) {
    name += '-site';
    // Two walks, each along its own index, instead of one that no index serves.
    const site = given(filter.siteId);
    const walk = (side: string) =>
      `(select m.id, m.occurred_at from movement m where m.${side} = ${site}::uuid and ${conditions.join(' and ')} ${newestFirst} limit ${limit})`;
    source = `${walk('from_site_id')} union all ${walk('to_site_id')}`;
  } else {
    source = `select m.id, m.occurred_at from movement m where ${conditions.join(' and ')}`;
  }
  const rows = await run<{ reply: string; last: string | null }>(
    work,
    { name, text: page(source, limit) },
    values,
  );
  const row = rows[0] as (typeof rows)[number];
  if (row.reply === '[]') await ensureKnown(work, filter);
  const [micros, id] = row.last?.split(' ') ?? [];
  const next = micros && id ? JSON.stringify(cursorOf([micros, id])) : 'null';
  return `{"data":${row.reply},"nextCursor":${next}}`;
}

const newestFirst = 'order by m.occurred_at desc, m.id desc';

/** One row: the page as JSON, and the place of its last row where more follow. */
const page = (source: string, limit: string) => /* sql */ `
with found as materialized (
  select m.id, m.occurred_at, row_number() over (${newestFirst}) as n
  from (select * from (${source}) m ${newestFirst} limit ${limit}) m
)
select
  coalesce((
    select json_agg(${movementJson} order by f.n) from found f join movement m on m.id = f.id ${movementJoins}
    where f.n < ${limit}
  ), '[]'::json)::text as reply,
  (
    select (extract(epoch from f.occurred_at) * 1000000)::bigint || ' ' || f.id from found f
    where f.n = ${limit} - 1 and exists (select from found more where more.n = ${limit})
  ) as last`;
