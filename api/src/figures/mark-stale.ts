import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';

/** Says that something other than a movement changed the figures of an item at a site; makes the row where there is none. */
export async function markStale(work: Work, siteId: Id, itemId: Id): Promise<void> {
  await work.tx.query(
    /* sql */ `
    insert into site_item as s (site_id, item_id, group_id, minimum, target)
    select $2, i.id, $1, i.default_minimum, i.default_target from item i where i.id = $3 and i.group_id = $1
    on conflict (site_id, item_id) do update set stale = true where not s.stale`,
    [work.member.groupId, siteId, itemId],
  );
}
