import type { VisitReply } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { cursorOf, idShape, microsecondsShape, readCursor } from '@api/platform/cursor';
import { instantJson, type JsonText } from '@api/platform/json-text';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { movementJoins, movementJson } from '@api/stock/movement-json';

export interface VisitFilter {
  readonly siteId: Id | null;
  /** Rows, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Visits of the group, or to one fridge, by when they were, newest first; undone ones too, which say so. */
export async function visits(work: Work, filter: VisitFilter): Promise<JsonText<Page<VisitReply>>> {
  const after = filter.cursor === undefined ? null : readCursor(filter.cursor, [microsecondsShape, idShape]);
  const rows = await run<{ reply: string; last: string | null }>(
    work,
    filter.siteId === null ? ofGroup : ofSite,
    [
      ...[work.member.groupId, filter.limit, after?.[0] ?? null, after?.[1] ?? null],
      ...(filter.siteId === null ? [] : [filter.siteId]),
    ],
  );
  const page = rows.slice(0, filter.limit);
  const [micros, id] = page.at(-1)?.last?.split(' ') ?? [];
  const next = rows.length > filter.limit && micros && id ? JSON.stringify(cursorOf([micros, id])) : 'null';
  return `{"data":[${page.map(({ reply }) => reply).join(',')}],"nextCursor":${next}}`;
}

/** @throws Problem `not_found` */
export async function visitById(work: Work, id: Id): Promise<JsonText<VisitReply>> {
  const [row] = await run<{ reply: string }>(work, one, [work.member.groupId, id]);
  if (!row) throw new Problem('not_found');
  return row.reply;
}

const movementsOf = (from: string, condition: string) => /* sql */ `
  coalesce((
    select json_agg(${movementJson} order by m.occurred_at, m.id)
    from ${from} p join movement m on m.id = p.movement_id ${movementJoins}
    where p.visit_id = v.id and ${condition}
  ), '[]'::json)`;

const reply = /* sql */ `
json_build_object(
  'id', v.id, 'siteId', v.site_id, 'siteName', t.name, 'occurredAt', ${instantJson('v.occurred_at')},
  'recordedAt', ${instantJson('v.recorded_at')}, 'memberName', w.name,
  'fullness', v.fullness, 'condition', v.condition, 'note', v.note, 'photoId', v.photo_id,
  'temperatures', coalesce((
    select json_agg(json_build_object('probe', h.probe, 'celsius', h.celsius_tenths / 10.0) order by h.probe, h.id)
    from reading h where h.site_id = v.site_id and h.occurred_at = v.occurred_at and h.source = 'visit'
  ), '[]'::json),
  'left', coalesce((
    select json_agg(json_build_object('itemId', l.item_id, 'categoryId', l.category_id, 'name', coalesce(i.name, c.name),
      'unit', i.unit, 'quantity', l.quantity, 'level', l.level) order by coalesce(i.name, c.name), coalesce(i.id, c.id))
    from visit_left l left join item i on i.id = l.item_id left join category c on c.id = l.category_id
    where l.visit_id = v.id
  ), '[]'::json),
  'thrownOut', ${movementsOf('visit_movement', `p.part = 'thrown_out'`)},
  'putIn', ${movementsOf('visit_movement', `p.part = 'put_in'`)},
  'inferred', ${movementsOf('inferred_movement', 'r.id is null')},
  'reversedAt', ${instantJson('v.reversed_at')})::text as reply,
  (extract(epoch from v.occurred_at) * 1000000)::bigint || ' ' || v.id as last`;

const joins = /* sql */ `join site t on t.id = v.site_id join member w on w.id = v.member_id`;

const list = (condition: string) => /* sql */ `
with found as materialized (
  select v.* from visit v
  where ${condition} and ($3::bigint is null or v.occurred_at <= timestamptz '1970-01-01 00:00:00Z' + $3 * interval '1 microsecond'
    and (v.occurred_at, v.id) < (timestamptz '1970-01-01 00:00:00Z' + $3 * interval '1 microsecond', $4::uuid))
  order by v.occurred_at desc, v.id desc limit $2::int + 1
)
select ${reply} from found v ${joins} order by v.occurred_at desc, v.id desc`;

const ofGroup: Statement = { name: 'visits-of-group', text: list('v.group_id = $1') };
const ofSite: Statement = { name: 'visits-of-site', text: list('v.group_id = $1 and v.site_id = $5') };
const one: Statement = {
  name: 'visit-by-id',
  text: /* sql */ `select ${reply} from visit v ${joins} where v.group_id = $1 and v.id = $2`,
};
