import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { SyncItem } from '@shared/sync/sync.contract';

/** An item of the catalogue as the API says it. */
export function itemReplyOf(item: SyncItem): ItemReply {
  const [id, name, unit, categoryId, family, variant, ownCode, barcodes, , archived] = item;
  return {
    ...{ id, name, unit, categoryId, family, variant },
    ownCode: ownCode ?? '',
    barcodes: barcodes.map(([code, packQuantity]) => ({ code, packQuantity })),
    archived: archived === 1,
  };
}
