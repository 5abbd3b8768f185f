import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { OutboxEntry } from '../outbox/outbox-entry';

export interface NamedCode {
  readonly item: ItemReply;
  readonly per: number;
}

/** Items made on this device that wait for the server. */
export function newItemsIn(entries: readonly OutboxEntry[]): ItemReply[] {
  return entries.flatMap(({ command, state }) => {
    if (command.kind !== 'new_item' || state === 'refused') return [];
    const {
      id,
      name,
      unit,
      categoryId = null,
      family = null,
      variant = null,
      barcodes = [],
    } = command.request;
    const codes = barcodes.map(({ code, packQuantity = 1 }) => ({ code, packQuantity }));
    return [{ id, name, unit, categoryId, family, variant, ownCode: '', barcodes: codes, archived: false }];
  });
}

/** What somebody named a code on this device, while the server has not heard of it; null where nobody did. */
export function namedHere(
  entries: readonly OutboxEntry[],
  code: string,
  itemOf: (id: Id) => ItemReply | undefined,
): NamedCode | null {
  const made = newItemsIn(entries);
  for (const item of made) {
    const bound = item.barcodes.find((one) => one.code === code);
    if (bound) return { item, per: bound.packQuantity };
  }
  for (const { command, state } of entries) {
    if (command.kind !== 'bind_code' || command.code !== code || state === 'refused') continue;
    const item = made.find(({ id }) => id === command.itemId) ?? itemOf(command.itemId);
    if (item) return { item, per: command.packQuantity };
  }
  return null;
}
