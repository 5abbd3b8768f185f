import type { LotKey } from '@shared/stock/movement-line';
import type { SyncLot } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import type { Catalogue } from './catalogue';

/** The lot that a key names, among those of an item that the device knows: by its code, else by its dates. */
export function lotOf(catalogue: Catalogue, itemId: Id, key: LotKey): SyncLot | undefined {
  const lots = catalogue.lotsOf(itemId).flatMap((id) => {
    const lot = catalogue.lots.get(id);
    return lot ? [lot] : [];
  });
  if (key.code) return lots.find(([, , code]) => code === key.code);
  return lots.find(
    ([, , code, useBy, bestBy, madeOn]) =>
      code === null &&
      useBy === (key.useBy ?? null) &&
      bestBy === (key.bestBy ?? null) &&
      madeOn === (key.madeOn ?? null),
  );
}
