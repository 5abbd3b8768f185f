import type { TransferReply } from '@shared/transfers/transfers.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { cursorOf, idShape, microsecondsShape, readCursor } from '@api/platform/cursor';
import { ensureKnown } from '@api/platform/ensure-known';
import { instantJson, type JsonText } from '@api/platform/json-text';
import { run } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** Which transfers are asked for. */
export interface TransferFilter {
  /** Those that left the site or go to it. */
  readonly siteId?: Id;
  /** Only those on the way, or only those received. */
  readonly open?: boolean;
  /** Rows, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Transfers of the group by when they were shipped, newest first. */
export async function transfers(work: Work, filter: TransferFilter): Promise<JsonText<Page<TransferReply>>> {
  const values: unknown[] = [work.member.groupId];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['t.group_id = $1'];
  if (filter.siteId) conditions.push(`${given(filter.siteId)}::uuid in (t.from_site_id, t.to_site_id)`);
  if (filter.open !== undefined) conditions.push(`(t.received_at is null) = ${given(filter.open)}::boolean`);
  if (filter.cursor !== undefined) {
    const [micros, id] = readCursor(filter.cursor, [microsecondsShape, idShape]).map((part) => given(part));
    const at = `timestamptz '1970-01-01 00:00:00Z' + ${micros}::bigint * interval '1 microsecond'`;
    conditions.push(`(t.shipped_at, t.id) < (${at}, ${id}::uuid)`);
  }
  const parts = ['site', 'open', 'cursor'].filter(
    (_, n) => [filter.siteId, filter.open, filter.cursor][n] !== undefined,
  );
  const text = /* sql */ `
select ${transferJson} as reply, (extract(epoch from t.shipped_at) * 1000000)::bigint || ' ' || t.id as place
from transfer t where ${conditions.join(' and ')}
order by t.shipped_at desc, t.id desc limit ${given(filter.limit + 1)}::int`;
  const statement = { name: ['transfers', ...parts].join('-'), text };
  const rows = await run<{ reply: string; place: string }>(work, statement, values);
  if (rows.length === 0) await ensureKnown(work, { siteId: filter.siteId });
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
  const next = last ? JSON.stringify(cursorOf(last.place.split(' '))) : 'null';
  const data = rows.slice(0, filter.limit).map((row) => row.reply);
  return `{"data":[${data.join(',')}],"nextCursor":${next}}`;
}

/** One transfer of the group. @throws Problem `not_found`. */
export async function transferById(work: Work, id: Id): Promise<JsonText<TransferReply>> {
  const text = /* sql */ `select ${transferJson} as reply from transfer t where t.group_id = $1 and t.id = $2`;
  const [row] = await run<{ reply: string }>(work, { name: 'transfer', text }, [work.member.groupId, id]);
  if (!row) throw new Problem('not_found');
  return row.reply;
}

/** A `TransferReply` as text, from a transfer `t`: a line for each item and lot that was shipped or received. */
const transferJson = /* sql */ `json_build_object(
  'id', t.id, 'fromSiteId', t.from_site_id, 'toSiteId', t.to_site_id,
  'shippedAt', ${instantJson('t.shipped_at')}, 'receivedAt', ${instantJson('t.received_at')},
  'lines', coalesce((
    select json_agg(json_build_object(
      'itemId', i.id, 'itemName', i.name, 'unit', i.unit,
      'lot', case when l.id is not null then
        json_build_object('code', l.code, 'useBy', l.use_by, 'bestBy', l.best_by, 'madeOn', l.made_on) end,
      'shipped', s.shipped,
      'received', case when t.received_at is not null then s.received end,
      'difference', case when t.received_at is not null then s.received - s.shipped end
    ) order by i.name collate "C", i.id, coalesce(l.use_by, l.best_by), l.id)
    from (
      select m.item_id, m.lot_id,
        coalesce(sum(m.quantity) filter (where m.from_site_id = t.from_site_id), 0) as shipped,
        coalesce(sum(m.quantity) filter (where m.to_site_id = t.to_site_id), 0) as received
      from movement m where m.transfer_id = t.id and m.reason = 'transfer'
      group by m.item_id, m.lot_id
    ) s join item i on i.id = s.item_id left join lot l on l.id = s.lot_id
  ), '[]'::json))::text`;
