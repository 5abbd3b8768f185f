import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { NewEntry, OutboxEntry } from './outbox-entry';

/** Where entries are kept. Every call is all or nothing, and resolves only when a crash can no longer undo it. */
export interface OutboxStore {
  /** Every entry, in the order of sending. */
  all(): Promise<OutboxEntry[]>;
  add(entries: readonly NewEntry[]): Promise<void>;
  /**
   * Reads and changes entries in one transaction that no other tab can come between. `change` gets each entry that is still
   * there and returns what it becomes, null to remove it.
   */
  change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null): Promise<void>;
  lastSyncedAt(): Promise<Instant | null>;
  setLastSyncedAt(at: Instant): Promise<void>;
}
