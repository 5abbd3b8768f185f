import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** Somebody counted these items at the site, and the levels say what was counted: none of them needs a count any more. */
export async function markCounted(work: Work, siteId: Id, itemIds: readonly Id[]): Promise<void> {
  if (itemIds.length > 0) await run(work, statement, [work.member.groupId, siteId, itemIds]);
}

const statement: Statement = {
  name: 'mark-counted',
  text: /* sql */ `
update site_item set needs_count_since = null
where group_id = $1 and site_id = $2 and item_id = any($3::uuid[]) and needs_count_since is not null and level >= 0`,
};
