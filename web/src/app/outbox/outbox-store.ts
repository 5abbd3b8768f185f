import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { DiscardedEntry, NewEntry, OutboxEntry } from './outbox-entry';

/** An entry as another store held it. */
export type CarriedEntry = Omit<OutboxEntry, 'seq'>;

/** Where entries are kept. Every call is all or nothing, and resolves only when a crash can no longer undo it. */
export interface OutboxStore {
  /** Every entry, in the order of sending; only those behind a `seq` where one is given. */
  all(after?: number): Promise<OutboxEntry[]>;
  /** The first entries of a group that are not refused, in the order of sending, `atMost` of them. */
  unsent(groupId: Id, atMost: number): Promise<OutboxEntry[]>;
  /** Keeps new entries behind all others and answers them as they are kept. @throws where one is there already. */
  add(entries: readonly NewEntry[]): Promise<OutboxEntry[]>;
  /** Takes in entries as they were elsewhere, behind all others; those that are there already stay as they are. */
  carryIn(entries: readonly CarriedEntry[]): Promise<OutboxEntry[]>;
  /**
   * Reads and changes entries in one transaction that no other tab can come between. `change` gets each entry that is still
   * there and returns what it becomes, null to remove it.
   */
  change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null): Promise<void>;
  /** Moves a refused entry to the list of what was given up on; null where it is not there, or not refused. */
  discard(id: Id, reason: string, at: Instant): Promise<DiscardedEntry | null>;
  /** What was given up on, latest first; the oldest are forgotten in the end. */
  discarded(): Promise<readonly DiscardedEntry[]>;
  lastSyncedAt(): Promise<Instant | null>;
  setLastSyncedAt(at: Instant): Promise<void>;
}

/** How many of what was given up on are kept. */
export const discardedAtMost = 200;
