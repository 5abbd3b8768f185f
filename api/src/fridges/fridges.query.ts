import type { FridgeReply } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import { instantJson } from '@api/platform/json-text';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { warmReading } from './warm-reading.sql';

/** The group's open fridges with what is known about each, by name. */
export async function fridges(work: Work, page: PageRequest): Promise<Page<FridgeReply>> {
  const { groupId } = work.member;
  const rows = await run<{ reply: FridgeReply }>(work, list, [
    ...[groupId, work.now, page.limit + 1, page.offset],
  ]);
  return pageOf(
    rows.map(({ reply }) => reply),
    page,
  );
}

/** @throws Problem `not_found` for what is no open fridge of the group. */
export async function fridgeById(work: Work, siteId: Id): Promise<FridgeReply> {
  const [row] = await run<{ reply: FridgeReply }>(work, one, [work.member.groupId, work.now, siteId]);
  if (!row) throw new Problem('not_found');
  return row.reply;
}

const newest = (column: string) => /* sql */ `(
  select v.${column} from visit v where v.site_id = s.id and v.reversed_at is null and v.${column} is not null
  order by v.occurred_at desc, v.id desc limit 1)`;

const reply = /* sql */ `
json_build_object(
  'siteId', s.id, 'name', s.name, 'address', s.address, 'latitude', s.latitude, 'longitude', s.longitude,
  'lastVisit', case when v.id is not null then json_build_object('id', v.id, 'occurredAt', ${instantJson('v.occurred_at')},
    'fullness', v.fullness, 'condition', v.condition, 'photoId', v.photo_id) end,
  'fullness', ${newest('fullness')}, 'condition', ${newest('condition')},
  'temperature', (
    select json_build_object('celsius', t.celsius_tenths / 10.0, 'takenAt', ${instantJson('t.occurred_at')})
    from (
      select 1 as rank, w.celsius_tenths, w.occurred_at from excursion e, lateral (${warmReading}) w
      where e.site_id = s.id and e.probe = 'fridge' and e.ended_at is null
      union all
      (select 2, h.celsius_tenths, h.occurred_at from reading h
      where h.site_id = s.id and h.probe = 'fridge' and h.occurred_at > $2::timestamptz - interval '7 days'
      order by h.occurred_at desc, h.celsius_tenths desc limit 1)
    ) t order by t.rank limit 1
  ),
  'lastRestockAt', ${instantJson('m.occurred_at')},
  'overdue', coalesce(v.occurred_at, s.created_at) < $2::timestamptz - coalesce(k.visit_every_hours, 24) * interval '1 hour') as reply
from site s
left join site_cold k on k.site_id = s.id
left join lateral (
  select v.* from visit v where v.site_id = s.id and v.reversed_at is null order by v.occurred_at desc, v.id desc limit 1
) v on true
left join lateral (
  select m.occurred_at from movement m
  where m.to_site_id = s.id and m.reverses_id is null and m.reason in ('donation', 'transfer', 'kit')
    and not exists (select from movement r where r.reverses_id = m.id)
    and not exists (select from inferred_movement x where x.movement_id = m.id)
  order by m.occurred_at desc, m.id desc limit 1
) m on true
where s.group_id = $1 and s.kind = 'fridge' and s.closed_at is null`;

const list: Statement = {
  name: 'fridges',
  text: `select ${reply} order by plain_text(s.name) collate "C", s.id limit $3 offset $4`,
};
const one: Statement = { name: 'fridge-by-id', text: `select ${reply} and s.id = $3` };
