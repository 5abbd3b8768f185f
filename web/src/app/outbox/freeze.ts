import { type OutboxEntry, timed } from './outbox-entry';
import type { OutboxClock } from './outbox-parts';

/** The entry as it leaves this device for the first time: with its time put right, and never changed from here on. */
export function freeze(entry: OutboxEntry, clock: OutboxClock): OutboxEntry {
  return { ...timed(entry, clock.reading, clock.moment()), state: 'sent' };
}
