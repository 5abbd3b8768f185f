import type { MovementLine } from '@shared/stock/movement-line';
import type { Command, OutboxEntry } from '../outbox/outbox-entry';
import type { Id } from '@shared/words/id';

/** By how much one command changes the level of an item at a site. */
export interface LevelChange {
  readonly siteId: Id;
  readonly itemId: Id;
  readonly change: number;
  /** Somebody counted: the level needs no count any more. */
  readonly isCount?: boolean;
}

/** An item and the base units of one pack, for a code as it was scanned. */
export type PackOfCode = (code: string) => { readonly itemId: Id; readonly per: number } | null;

/**
 * What a command changes. A reversal goes by what it says that it takes back, or by what `before` remembers of the
 * earlier command; `packOfCode` reads the code of a movement that names no item.
 */
export function changesOf(
  { command }: Pick<OutboxEntry, 'command'>,
  packOfCode: PackOfCode,
  before: (id: Id) => readonly LevelChange[],
): readonly LevelChange[] {
  if (command.kind === 'movement') return movedBy(command.line, packOfCode);
  if (command.kind === 'count') return countedBy(command);
  if (command.kind !== 'reversal') return [];
  const { movementId, undoes } = command;
  const taken = undoes ? movedBy(undoes, packOfCode) : before(movementId);
  return taken.map(({ siteId, itemId, change }) => ({ siteId, itemId, change: -change }));
}

/** The server works out the difference to its books; until then it is that to what was shown here. */
function countedBy({
  request: { siteId, lines },
  expected = [],
}: Extract<Command, { kind: 'count' }>): readonly LevelChange[] {
  return lines.map(({ itemId, counted }, n) => ({
    ...{ siteId, itemId, change: counted - (expected[n] ?? counted), isCount: true },
  }));
}

function movedBy(line: MovementLine, packOfCode: PackOfCode): readonly LevelChange[] {
  const { itemId, quantity, code, packs, fromSiteId, toSiteId } = line;
  const pack = itemId == null && code != null ? packOfCode(code) : null;
  const moved = itemId ?? pack?.itemId;
  if (moved == null) return [];
  const change = pack ? pack.per * (packs ?? 1) : (quantity ?? 0);
  return [
    ...(fromSiteId == null ? [] : [{ siteId: fromSiteId, itemId: moved, change: -change }]),
    ...(toSiteId == null ? [] : [{ siteId: toSiteId, itemId: moved, change }]),
  ];
}
