import type { OutboxEntry } from '../outbox/outbox-entry';
import type { Id } from '@shared/words/id';

/** By how much one command changes the level of an item at a site. */
export interface LevelChange {
  readonly siteId: Id;
  readonly itemId: Id;
  readonly change: number;
}

/** An item and the base units of one pack, for a code as it was scanned. */
export type PackOfCode = (code: string) => { readonly itemId: Id; readonly per: number } | null;

/**
 * What a command changes. `changesOf` tells what an earlier command did that this one takes back; `packOfCode` reads the code of a
 * movement that names no item.
 */
export function changesOf(
  { command }: Pick<OutboxEntry, 'command'>,
  packOfCode: PackOfCode,
  before: (id: Id) => readonly LevelChange[],
): readonly LevelChange[] {
  if (command.kind === 'reversal')
    return before(command.movementId).map((one) => ({ ...one, change: -one.change }));
  if (command.kind !== 'movement') return [];
  const { itemId, quantity, code, packs, fromSiteId, toSiteId } = command.line;
  const pack = itemId == null && code != null ? packOfCode(code) : null;
  const moved = itemId ?? pack?.itemId;
  if (moved == null) return [];
  const change = pack ? pack.per * (packs ?? 1) : (quantity ?? 0);
  return [
    ...(fromSiteId == null ? [] : [{ siteId: fromSiteId, itemId: moved, change: -change }]),
    ...(toSiteId == null ? [] : [{ siteId: toSiteId, itemId: moved, change }]),
  ];
}
