import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { ensureKnown } from '@api/platform/ensure-known';
import { type PageRequest, pageOf } from '@api/platform/page';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { itemReply } from './item-reply';

/** Which items a list shows. */
export interface ItemFilter {
  readonly categoryId: Id | null;
  /** Items of one family differ in variant only. Compared without case and accents. */
  readonly family: string | null;
  readonly withArchived: boolean;
}

const one: Statement = {
  name: 'item-by-id',
  text: /* sql */ `
select ${itemReply} as item from item i
where i.id = coalesce((select a.item_id from item_alias a where a.id = $1 and a.group_id = $2), $1) and i.group_id = $2`,
};

const list: Statement = {
  name: 'items',
  text: /* sql */ `
select ${itemReply} as item from item i
where i.group_id = $1 and ($2::uuid is null or i.category_id = $2)
  and ($3::text is null or plain_text(i.family) = plain_text($3)) and ($4 or i.archived_at is null)
order by plain_text(i.name) collate "C", i.id
limit $5 offset $6`,
};

/** An item by its id, or by another id that stands for it. @throws Problem `not_found` */
export async function itemById(work: Work, id: Id): Promise<ItemReply> {
  const [row] = await run<{ item: ItemReply }>(work, one, [id, work.member.groupId]);
  if (!row) throw new Problem('not_found');
  return row.item;
}

/** The group's items by name (case and accents do not matter). Archived ones only when asked for. */
export async function items(work: Work, page: PageRequest, filter: ItemFilter): Promise<Page<ItemReply>> {
  const rows = await run<{ item: ItemReply }>(work, list, [
    ...[work.member.groupId, filter.categoryId, filter.family, filter.withArchived],
    ...[page.limit + 1, page.offset],
  ]);
  if (rows.length === 0) await ensureKnown(work, { categoryId: filter.categoryId });
  return pageOf(
    rows.map((row) => row.item),
    page,
  );
}
