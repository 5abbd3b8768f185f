import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import type { Movement } from '@api/stock/movement';
import type { SettledLine } from './transfer-lines';

/** A movement that is part of a transfer. */
export function transferMovement(
  id: Id,
  transferId: Id,
  line: SettledLine,
  how: Pick<Movement, 'reason' | 'fromSiteId' | 'toSiteId' | 'occurredAt'>,
): Movement {
  return {
    id,
    fingerprint: fingerprint([transferId, id, line.itemId, line.lotId, line.quantity]),
    transferId,
    ...line,
    ...how,
    code: null,
    packs: null,
  };
}
