import type { RecordVisit } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { derivedId } from '@api/platform/derived-id';

/** A movement that a visit asks for, as the ledger takes it: whatever is wrong with it is refused there. */
export interface VisitMovement {
  readonly part: 'thrown_out' | 'put_in';
  readonly id: Id;
  readonly line: unknown;
}

/**
 * The lines of a visit as movements. Their ids are the lines' own, else follow from the visit's and their place, so that sending it
 * again changes nothing.
 */
export function visitMovements(visit: RecordVisit): VisitMovement[] {
  const [visitId, siteId] = [visit.id.toLowerCase(), visit.siteId.toLowerCase()];
  const { occurredAt } = visit;
  const movement = (part: VisitMovement['part'], n: number, sent: object, more: object): VisitMovement => {
    const own = Object.hasOwn(sent, 'id') ? (sent as { id?: unknown }).id : undefined;
    const id = typeof own === 'string' ? own.toLowerCase() : derivedId(visitId, part, n);
    // A field that the visit decides is unknown to a line of it.
    const foreign = decided[part].find((name) => Object.hasOwn(sent, name));
    if (foreign !== undefined) return { part, id, line: { id, [`${foreign} of the line`]: true } };
    return { part, id, line: { ...sent, ...more, id: own == null ? id : own, occurredAt } };
  };
  return [
    ...(visit.thrownOut ?? []).map((sent, n) =>
      movement('thrown_out', n, sent, { reason: 'waste', fromSiteId: siteId }),
    ),
    ...(visit.putIn ?? []).map((sent, n) => {
      const reason = sent.fromSiteId == null ? 'donation' : 'transfer';
      return movement('put_in', n, sent, { reason, toSiteId: siteId });
    }),
  ];
}

const always = ['reason', 'occurredAt', 'toSiteId', 'channel', 'householdSize'];
const decided = {
  thrown_out: [...always, 'fromSiteId', 'donor'],
  put_in: [...always, 'wasteReason'],
} as const;
