import { v7 as newId } from 'uuid';
import type { BarcodeReply, ItemReply, MakeItem } from '@shared/catalog/catalog.contract';
import { Problem } from '@shared/words/problem';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import { giveOwnCodes } from '@api/platform/own-code';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import type { Work } from '@api/platform/work';
import { bindBarcodes, refuseTaken } from './bind-barcodes';
import { Category } from './category.entity';
import { itemById } from './items.queries';
import { readBindableCode } from './read-bindable-code';
import { aliasedItem, useExistingItem } from './use-existing-item';

/**
 * Makes an item with its barcodes and a label code of its own. The same id and content again changes nothing and answers
 * what stands. A code that stands for another item is refused whoever asks: two names for one thing are rarely meant.
 *
 * With `onConflict: 'use_existing'` that other item is answered, and the id becomes another name of it. An item that comes
 * to have the code in this very moment still is `in_use`: whoever repeats the job finds it.
 * @throws Problem `id_reused`, `in_use` naming the item, `invalid_code`, `invalid`
 */
export async function makeItem(work: Work, request: MakeItem): Promise<Made<ItemReply>> {
  const id = request.id?.toLowerCase() ?? newId();
  const barcodes = readBarcodes(request.barcodes ?? []);
  const name = request.name.trim();
  const categoryId = request.categoryId?.toLowerCase() ?? null;
  const family = request.family?.trim() ?? null;
  const variant = request.variant?.trim() ?? null;
  const digest = fingerprint([
    ...[name, request.unit, categoryId, family, variant],
    ...barcodes.flatMap((barcode) => [barcode.code, barcode.packQuantity]),
  ]);
  const wanted = { id, unit: request.unit, barcodes, fingerprint: digest };
  const standing =
    (await aliasedItem(work, wanted)) ??
    (request.onConflict === 'use_existing' ? await useExistingItem(work, wanted) : null);
  if (standing !== null) return { isNew: false, thing: await itemById(work, standing) };
  if (categoryId !== null) await ensureCategory(work, categoryId);
  const inserted = (await work.tx.query(
    /* sql */ `
    insert into item (id, group_id, name, unit, category_id, family, variant, created_at, fingerprint)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (id) do nothing returning id`,
    [id, work.member.groupId, name, request.unit, categoryId, family, variant, work.now, digest],
  )) as unknown[];
  const isNew = inserted.length > 0;
  if (isNew) {
    await giveOwnCodes(work, [{ itemId: id }]);
    await refuseTaken(work, id, barcodes);
    await bindBarcodes(work, id, barcodes, false);
  } else await ensureSentAgain(work, 'item', id, digest);
  return { isNew, thing: await itemById(work, id) };
}

/** @throws Problem `invalid` when the group has no such category. */
export async function ensureCategory(work: Work, id: Id): Promise<void> {
  if (await work.tx.existsBy(Category, { id, groupId: work.member.groupId })) return;
  const message = 'There is no category with this id.';
  throw new Problem('invalid', undefined, [{ path: 'categoryId', code: 'unknown', message }]);
}

/** Reads each code; one that is given twice must mean the same both times. Sorted, so that order does not matter. */
function readBarcodes(given: readonly { code: string; packQuantity?: number }[]): BarcodeReply[] {
  const read = new Map<string, number>();
  given.forEach(({ code: raw, packQuantity }, at) => {
    const path = `barcodes[${at}].code`;
    const code = readBindableCode(raw, undefined, path);
    const before = read.get(code);
    if (before !== undefined && before !== (packQuantity ?? 1)) {
      const message = 'This code is given twice, with two pack quantities.';
      throw new Problem('invalid', undefined, [{ path, code: 'given_twice', message }]);
    }
    read.set(code, packQuantity ?? 1);
  });
  return [...read]
    .map(([code, packQuantity]) => ({ code, packQuantity }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
