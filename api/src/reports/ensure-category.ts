import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';

/** Makes sure that a category is one of the group's. @throws Problem `not_found` */
export async function ensureCategory(work: Work, categoryId: Id): Promise<void> {
  const found = (await work.tx.query('select 1 from category where group_id = $1 and id = $2', [
    work.member.groupId,
    categoryId,
  ])) as unknown[];
  if (found.length === 0) throw new Problem('not_found', 'There is no category with this id.');
}
