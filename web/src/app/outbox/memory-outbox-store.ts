import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { NewEntry, OutboxEntry } from './outbox-entry';
import type { OutboxStore } from './outbox-store';

/** Entries kept as long as the page lives: where a browser gives no database (some private windows), and in simulations. */
export class MemoryOutboxStore implements OutboxStore {
  #entries: OutboxEntry[] = [];
  #seq = 0;
  #lastSyncedAt: Instant | null = null;

  async all(): Promise<OutboxEntry[]> {
    return [...this.#entries];
  }

  async add(entries: readonly NewEntry[]): Promise<void> {
    const known = new Set(this.#entries.map((entry) => entry.id));
    if (entries.some((entry) => known.has(entry.id)))
      throw new Error('An entry with this id is already kept.');
    const added = entries.map((entry) => ({
      ...entry,
      seq: ++this.#seq,
      state: 'waiting' as const,
      refusal: null,
    }));
    this.#entries = [...this.#entries, ...added];
  }

  async change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null): Promise<void> {
    const asked = new Set(ids);
    this.#entries = this.#entries.flatMap((entry) => {
      if (!asked.has(entry.id)) return [entry];
      const changed = change(entry);
      return changed ? [changed] : [];
    });
  }

  async lastSyncedAt(): Promise<Instant | null> {
    return this.#lastSyncedAt;
  }

  async setLastSyncedAt(at: Instant): Promise<void> {
    this.#lastSyncedAt = at;
  }
}
