import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { DiscardedEntry, NewEntry, OutboxEntry } from './outbox-entry';
import { type CarriedEntry, discardedAtMost, type OutboxStore } from './outbox-store';

/** Entries kept as long as the page lives: where a browser gives no database (some private windows), and in tests. */
export class MemoryOutboxStore implements OutboxStore {
  #entries: OutboxEntry[] = [];
  #discarded: DiscardedEntry[] = [];
  #seq = 0;
  #lastSyncedAt: Instant | null = null;

  async all(after = 0): Promise<OutboxEntry[]> {
    return this.#entries.filter(({ seq }) => seq > after);
  }

  async unsent(groupId: Id, atMost: number): Promise<OutboxEntry[]> {
    return this.#entries
      .filter((entry) => entry.groupId === groupId && entry.state !== 'refused')
      .slice(0, atMost);
  }

  async add(entries: readonly NewEntry[]): Promise<OutboxEntry[]> {
    const fresh = entries.map((entry) => ({ ...entry, state: 'waiting' as const, refusal: null }));
    if (this.#missing(fresh).length < fresh.length) throw new Error('An entry with this id is already kept.');
    return this.#append(fresh);
  }

  async carryIn(entries: readonly CarriedEntry[]): Promise<OutboxEntry[]> {
    return this.#append(this.#missing(entries));
  }

  async change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null): Promise<void> {
    const asked = new Set(ids);
    this.#entries = this.#entries.flatMap((entry) => {
      if (!asked.has(entry.id)) return [entry];
      const changed = change(entry);
      return changed ? [changed] : [];
    });
  }

  async discard(id: Id, reason: string, at: Instant): Promise<DiscardedEntry | null> {
    const entry = this.#entries.find((one) => one.id === id && one.state === 'refused');
    if (!entry) return null;
    const discarded = { entry, reason, at };
    this.#entries = this.#entries.filter((one) => one !== entry);
    this.#discarded = [discarded, ...this.#discarded].slice(0, discardedAtMost);
    return discarded;
  }

  async discarded(): Promise<readonly DiscardedEntry[]> {
    return this.#discarded;
  }

  async lastSyncedAt(): Promise<Instant | null> {
    return this.#lastSyncedAt;
  }

  async setLastSyncedAt(at: Instant): Promise<void> {
    this.#lastSyncedAt = at;
  }

  #missing<Entry extends NewEntry>(entries: readonly Entry[]): Entry[] {
    const known = new Set(this.#entries.map((entry) => entry.id));
    return entries.filter(({ id }) => !known.has(id));
  }

  #append(entries: readonly CarriedEntry[]): OutboxEntry[] {
    const added = entries.map((entry) => ({ ...entry, seq: ++this.#seq }));
    this.#entries = [...this.#entries, ...added];
    return added;
  }
}
