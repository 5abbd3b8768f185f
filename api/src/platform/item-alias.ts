import type { Id } from '@shared/words/id';
import { run, type Statement } from './statement';
import type { Work } from './work';

/**
 * Items that other ids stand for. Two devices that add the same thing while they cannot see each other end up with one
 * item; what the second one recorded meanwhile names its own id for it.
 */
const statement: Statement = {
  name: 'items-of-aliases',
  text: `select id, item_id as "itemId" from item_alias where group_id = $1 and id = any($2::uuid[])`,
};

/** The items that ids stand for which are aliases; other ids are left out. */
export async function itemsOfAliases(work: Work, ids: readonly Id[]): Promise<Map<Id, Id>> {
  if (ids.length === 0) return new Map();
  const rows = await run<{ id: Id; itemId: Id }>(work, statement, [work.member.groupId, ids]);
  return new Map(rows.map(({ id, itemId }) => [id, itemId]));
}

/** The item that an id stands for: the id itself unless it is an alias. */
export async function itemOfAlias(work: Work, id: Id): Promise<Id> {
  return (await itemsOfAliases(work, [id])).get(id.toLowerCase()) ?? id;
}
