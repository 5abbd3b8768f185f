import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Command, OutboxEntry } from '../outbox/outbox-entry';

export interface NamedCode {
  readonly item: ItemReply;
  readonly per: number;
}

/** Whether a command names a code. */
export const isNaming = ({ kind }: Command): boolean => kind === 'new_item' || kind === 'bind_code';

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

/** What somebody named codes on this device, while the server has not heard of it. The first to name a code says what it is. */
export function namedHere(
  entries: readonly OutboxEntry[],
  itemOf: (id: Id) => ItemReply | undefined,
): ReadonlyMap<string, NamedCode> {
  const named = new Map<string, NamedCode>();
  const name = (code: string, item: ItemReply, per: number) => {
    if (!named.has(code)) named.set(code, { item, per });
  };
  const made = new Map(newItemsIn(entries).map((item) => [item.id, item]));
  for (const item of made.values())
    for (const { code, packQuantity } of item.barcodes) name(code, item, packQuantity);
  for (const { command, state } of entries) {
    if (command.kind !== 'bind_code' || state === 'refused') continue;
    const item = made.get(command.itemId) ?? itemOf(command.itemId);
    if (item) name(command.code, item, command.packQuantity);
  }
  return named;
}
