import type { ChangeItem, ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';
import { Item } from './item.entity';
import { itemById } from './items.queries';
import { ensureCategory } from './make-item';

/**
 * Changes what the request names; null empties a field that may be empty. The unit stays what it is: every quantity in
 * the ledger is in it. @throws Problem `not_found`, `invalid`
 */
export async function changeItem(work: Work, id: Id, request: ChangeItem): Promise<ItemReply> {
  const item = await itemById(work, id);
  if (request.categoryId) await ensureCategory(work, request.categoryId.toLowerCase());
  const changed = {
    ...(request.name ? { name: request.name.trim() } : {}),
    ...(request.categoryId === undefined ? {} : { categoryId: request.categoryId?.toLowerCase() ?? null }),
    ...(request.family === undefined ? {} : { family: request.family?.trim() ?? null }),
    ...(request.variant === undefined ? {} : { variant: request.variant?.trim() ?? null }),
    ...archiving(item.archived, request.archived ?? item.archived, work.now),
  };
  if (Object.keys(changed).length === 0) return item;
  await work.tx.update(Item, { id: item.id, groupId: work.member.groupId }, changed);
  return itemById(work, id);
}

function archiving(isArchived: boolean, toArchive: boolean, now: Date): { archivedAt?: Date | null } {
  if (isArchived === toArchive) return {};
  return { archivedAt: toArchive ? now : null };
}
