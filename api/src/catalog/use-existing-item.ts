import type { BarcodeReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Unit } from '@shared/words/quantity';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';

/** An item as a device wants to make it. */
export interface WantedItem {
  readonly id: Id;
  readonly unit: Unit;
  /** Read, sorted. */
  readonly barcodes: readonly BarcodeReply[];
  /** Digest of what the device sent. */
  readonly fingerprint: Id;
}

/** The item that a wanted item's id was made an alias of. @throws Problem `id_reused` when other content was sent with it. */
export async function aliasedItem(work: Work, wanted: WantedItem): Promise<Id | null> {
  const [alias] = (await work.tx.query(
    `select item_id as "itemId", fingerprint from item_alias where id = $1 and group_id = $2`,
    [wanted.id, work.member.groupId],
  )) as { itemId: Id; fingerprint: Id }[];
  if (!alias) return null;
  if (alias.fingerprint !== wanted.fingerprint) throw new Problem('id_reused');
  return alias.itemId;
}

/**
 * The item that one of the codes stands for already, with the wanted id remembered as another name of it; its other codes
 * are bound to it where they are free. Null where no code is taken, and where the taken one counts in another unit: what
 * the device recorded meanwhile would mean something else.
 */
export async function useExistingItem(work: Work, wanted: WantedItem): Promise<Id | null> {
  const { groupId } = work.member;
  const codes = wanted.barcodes.map(({ code }) => code);
  const [existing] = (await work.tx.query(
    /* sql */ `
    select i.id from barcode b join item i on i.id = b.item_id
    where b.group_id = $1 and b.code = any($2) and i.unit = $3 and i.id <> $4
      and not exists (select from item own where own.id = $4)
    order by b.code limit 1`,
    [groupId, codes, wanted.unit, wanted.id],
  )) as { id: Id }[];
  if (!existing) return null;
  await work.tx.query(
    `insert into item_alias (id, group_id, item_id, fingerprint) values ($1, $2, $3, $4) on conflict do nothing`,
    [wanted.id, groupId, existing.id, wanted.fingerprint],
  );
  await work.tx.query(
    /* sql */ `
    insert into barcode (group_id, code, item_id, pack_quantity)
    select $1, code, $2, pack_quantity from unnest($3::text[], $4::int[]) as b (code, pack_quantity) order by code
    on conflict do nothing`,
    [groupId, existing.id, codes, wanted.barcodes.map(({ packQuantity }) => packQuantity)],
  );
  // Somebody else may have used the id in this moment, for this item or for another.
  return aliasedItem(work, wanted);
}
