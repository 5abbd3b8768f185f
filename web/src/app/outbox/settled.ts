import type { Id } from '@shared/words/id';
import { type OutboxEntry, timed } from './outbox-entry';
import type { OutboxClock } from './outbox-parts';
import type { Outcome } from './outbox-sender';

/** A server that keeps refusing is believed in the end. */
const retimedAtMost = 3;

/**
 * What the server's answers make of entries: recorded ones leave, refused ones stay with the reason. One refused as of the future is
 * timed by what that very answer says of the server's clock and goes once more; screens hear of it when it has ended.
 */
export function settled(outcomes: readonly Outcome[], clock: OutboxClock) {
  const heard = new Map<Id, Outcome | null>(outcomes.map((outcome) => [outcome.id, outcome]));
  const fate = (entry: OutboxEntry): OutboxEntry | null => {
    const outcome = heard.get(entry.id);
    if (!outcome) return entry;
    if (outcome.status !== 'refused') return null;
    const refusal = outcome.refusal ?? { code: 'unexpected', detail: '' };
    const { retimed = 0 } = entry;
    if (refusal.code === 'in_the_future' && retimed < retimedAtMost) {
      const right = timed(entry, clock.reading, clock.moment());
      // Right already: the answer is to an earlier writing, that another tab sent.
      if (right !== entry || retimed > 0) {
        heard.set(entry.id, null);
        return { ...right, retimed: retimed + 1 };
      }
    }
    // Only this device's own earlier writing, of another time, can stand under this id: it is recorded.
    if (refusal.code === 'id_reused' && entry.retimed) {
      heard.set(entry.id, { ...outcome, status: 'duplicate', refusal: null });
      return null;
    }
    return { ...entry, state: 'refused', refusal };
  };
  return { heard, fate };
}
