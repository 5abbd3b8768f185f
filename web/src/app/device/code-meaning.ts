import { boundCode, type Readable, scannedLot } from '@shared/barcodes/bound-code';
import { scannedQuantity } from '@shared/barcodes/scanned-quantity';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { LotKey } from '@shared/stock/movement-line';
import type { SyncLot } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import type { Catalogue } from './catalogue';
import { itemReplyOf } from './item-reply';

/** What a code stands for in the group. */
export type CodeMeaning =
  | { readonly kind: 'item'; readonly item: ItemReply; readonly per: number; readonly lot: LotKey | null }
  | { readonly kind: 'site'; readonly site: { readonly id: Id; readonly name: string } };

/** What the catalogue knows of a code that was read, as the server would say it; null where it knows nothing. */
export function meaningIn(catalogue: Catalogue, reading: Readable): CodeMeaning | null {
  const code = boundCode(reading);
  if (code === null) return null;
  const lot = scannedLot(reading);
  const item = catalogue.itemOfCode(code);
  if (item) {
    const pack = item[7].find(([bound]) => bound === code)?.[1] ?? 1;
    return { kind: 'item', item: itemReplyOf(item), per: scannedQuantity(reading, item[2], pack), lot };
  }
  if (reading.kind !== 'own') return null;
  const ofLot = catalogue.lotOfCode(code);
  const itemOfLot = ofLot && catalogue.item(ofLot[1]);
  if (itemOfLot) return { kind: 'item', item: itemReplyOf(itemOfLot), per: 1, lot: lotKeyOf(ofLot) };
  const site = catalogue.siteOfCode(code);
  return site ? { kind: 'site', site: { id: site.id, name: site.name } } : null;
}

function lotKeyOf([, , code, useBy, bestBy, madeOn]: SyncLot): LotKey | null {
  const key = {
    ...(code === null ? {} : { code }),
    ...(useBy === null ? {} : { useBy }),
    ...(bestBy === null ? {} : { bestBy }),
    ...(madeOn === null ? {} : { madeOn }),
  };
  return Object.keys(key).length > 0 ? key : null;
}
