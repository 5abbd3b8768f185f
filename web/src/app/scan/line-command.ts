import type { LotKey, MovementLine } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { entryOf, type NewEntry } from '../outbox/outbox-entry';
import { quantityOf, type RoundLine } from './round-line';
import { endsOf, reasonOf } from './scan-mode';
import type { ScanPlace } from './scan-place';

/**
 * How long a scan waits on the device before it is sent, so that "× 12" and Undo change it instead of correcting it.
 * It is safe on the device from the first moment. Each change holds it anew.
 */
export const holdMs = 2_500;

/** The people a hand-out was for, as far as anybody said. */
export type HandOut = Pick<ReturnType<typeof handOutOf>, 'channel' | 'householdSize'>;

export function handOutOf(place: ScanPlace) {
  const channel = place.channel();
  const householdSize = place.householdSize();
  return {
    ...(channel === null ? {} : { channel }),
    ...(householdSize === null ? {} : { householdSize }),
  };
}

/** The movement that a line stands for, on its way into the outbox. */
export function movementEntry(line: RoundLine, handOut: HandOut, groupId: Id, now: Date): NewEntry {
  const command = { kind: 'movement', line: movementOf(line, handOut) } as const;
  return entryOf(command, aboutOf(line), groupId, line.id, now, holdMs);
}

function movementOf(line: RoundLine, handOut: Partial<HandOut>): MovementLine {
  const what =
    line.byCode || line.itemId === null
      ? { code: line.code ?? '', packs: line.count }
      : { itemId: line.itemId, quantity: quantityOf(line) };
  return {
    id: line.id,
    reason: reasonOf[line.mode],
    ...what,
    ...endsOf(line.mode, line.siteId, line.toSiteId),
    lot: line.lot,
    occurredAt: line.occurredAt,
    ...(line.mode === 'out' ? handOut : {}),
    ...(line.mode === 'waste' && line.wasteReason ? { wasteReason: line.wasteReason } : {}),
  };
}

/** The movement that takes a line back. Sent at once, after the line itself. */
export function reversalEntry(line: RoundLine, id: Id, note: string, groupId: Id, now: Date): NewEntry {
  const undoes = movementOf(line, {});
  const command = { kind: 'reversal', movementId: line.id, request: { id, note }, undoes } as const;
  return entryOf(command, aboutOf(line), groupId, id, now, 0);
}

export function aboutOf(line: RoundLine): NewEntry['about'] {
  return {
    itemName: line.itemName,
    unit: line.unit,
    quantity: quantityOf(line),
    siteName: line.siteName,
  };
}

/** A lot without the fields that say nothing; null when nothing is left. */
export function lotOrNull(lot: LotKey): LotKey | null {
  const said = Object.fromEntries(Object.entries(lot).filter(([, value]) => value));
  return Object.keys(said).length > 0 ? said : null;
}
