import type { BarcodeReply } from '@shared/catalog/catalog.contract';
import { gtinText, normalizeGtin } from '@shared/barcodes/gtin';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { includesRole } from '@shared/words/role';
import type { Work } from '@api/platform/work';
import { Barcode } from './barcode.entity';

/**
 * Binds codes, already read, to an item of the group. A code of the same item gets the new pack quantity. One that stands
 * for another item is moved when a steward or organizer binds it (somebody bound it wrong, and the can at hand says so);
 * a volunteer is told which item it is.
 *
 * @param mayMove false where nobody has looked at what the code stands for.
 * @throws Problem `in_use`, naming the item.
 */
export async function bindBarcodes(
  work: Work,
  itemId: Id,
  barcodes: readonly BarcodeReply[],
  mayMove = includesRole(work.member.role, 'steward'),
): Promise<void> {
  if (barcodes.length === 0) return;
  const bound = (await work.tx.query(
    /* sql */ `
    insert into barcode (group_id, code, item_id, pack_quantity)
    select $1, code, $2, pack_quantity from unnest($3::text[], $4::int[]) as b (code, pack_quantity) order by code
    on conflict (group_id, code) do update set item_id = excluded.item_id, pack_quantity = excluded.pack_quantity
    where barcode.item_id = excluded.item_id or $5
    returning code`,
    [
      ...[work.member.groupId, itemId, barcodes.map((b) => b.code), barcodes.map((b) => b.packQuantity)],
      mayMove,
    ],
  )) as { code: string }[];
  if (bound.length < barcodes.length) await refuseTaken(work, itemId, barcodes);
}

/** @throws Problem `in_use` when one of the codes stands for another item. */
export async function refuseTaken(work: Work, itemId: Id, barcodes: readonly BarcodeReply[]): Promise<void> {
  const [taken] = (await work.tx.query(
    /* sql */ `
    select b.code, i.name from barcode b join item i on i.id = b.item_id
    where b.group_id = $1 and b.code = any($2) and b.item_id <> $3
    order by b.code limit 1`,
    [work.member.groupId, barcodes.map((b) => b.code), itemId],
  )) as { code: string; name: string }[];
  if (!taken) return;
  const shown = normalizeGtin(taken.code) ? gtinText(taken.code) : taken.code;
  throw new Problem('in_use', `The code ${shown} already stands for "${taken.name}".`);
}

/** Takes a code off an item. @throws Problem `not_found` */
export async function unbindBarcode(work: Work, itemId: Id, code: string): Promise<void> {
  const { affected } = await work.tx.delete(Barcode, { groupId: work.member.groupId, itemId, code });
  if (affected === 0) throw new Problem('not_found');
}
