import type { Actor, Doorway } from '@api/platform/work';
import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';

/** Items that moved at a fridge which somebody visited, and the member who visited it last: in whose name it is settled. */
export interface MovedAtFridge {
  readonly siteId: Id;
  readonly itemIds: readonly Id[];
  readonly member: Actor;
}

/** What moved since a mark, and the mark for the next time. A mark is a transaction number: nothing commits unseen. */
export async function movedSince(
  doorway: Doorway,
  mark: string,
): Promise<{ mark: string; moved: MovedAtFridge[] }> {
  // In one statement, hence at one moment.
  const [row] = await run<{ mark: string; moved: MovedAtFridge[] }>(doorway, statement, [mark]);
  return row ?? { mark, moved: [] };
}

const statement: Statement = {
  name: 'moved-at-fridges-since',
  text: /* sql */ `
with moved as (
  select v.site_id, v.member_id, array_agg(s.item_id) as item_ids
  from (select distinct on (site_id) site_id, member_id from visit order by site_id, occurred_at desc, id desc) v
  join site_item s on s.site_id = v.site_id and s.changed_in >= $1::bigint
  group by v.site_id, v.member_id
)
select pg_snapshot_xmin(pg_current_snapshot())::text as mark, coalesce((
  select json_agg(json_build_object('siteId', o.site_id, 'itemIds', o.item_ids, 'member', json_build_object(
    'memberId', w.id, 'groupId', w.group_id, 'role', w.role, 'timeZone', g.time_zone)) order by o.site_id)
  from moved o join member w on w.id = o.member_id join aid_group g on g.id = w.group_id
), '[]'::json) as moved`,
};
