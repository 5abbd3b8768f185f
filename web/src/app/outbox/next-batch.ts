import type { OutboxEntry } from './outbox-entry';

/** A hold that ends later than this was set by a clock that has been put back since. */
const longestHoldMs = 60_000;

/** Whether an entry waits for a correction; `now` in milliseconds since 1970. */
export function isHeld(entry: OutboxEntry, now: number): boolean {
  return entry.state === 'waiting' && entry.notBefore > now && entry.notBefore <= now + longestHoldMs;
}

/** What leaves together, in order: the first movements that are not held, `atMost` of them, or one command of another kind. */
export function nextBatch(unsent: readonly OutboxEntry[], atMost: number, now: number): OutboxEntry[] {
  const end = unsent.findIndex(
    (entry, at) => at > 0 && (entry.command.kind !== 'movement' || isHeld(entry, now)),
  );
  const run = unsent.slice(0, end < 0 ? undefined : end);
  return unsent[0]?.command.kind === 'movement' ? run.slice(0, atMost) : unsent.slice(0, 1);
}
