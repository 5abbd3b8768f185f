import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { deviceDatabase } from './device-database';
import type { NewEntry, OutboxEntry } from './outbox-entry';
import type { OutboxStore } from './outbox-store';

/** Written through to the disk before a scan is called safe, where the browser lets one ask for that. */
const durable = { durability: 'strict' } as const;

/** Entries in the device's database. */
export class IndexedOutboxStore implements OutboxStore {
  async all(): Promise<OutboxEntry[]> {
    return (await deviceDatabase()).getAll('outbox');
  }

  async add(entries: readonly NewEntry[]): Promise<void> {
    const transaction = (await deviceDatabase()).transaction('outbox', 'readwrite', durable);
    // The store numbers what comes without a `seq`.
    const added = entries.map((entry) =>
      transaction.store.add({ ...entry, state: 'waiting', refusal: null } as OutboxEntry),
    );
    await Promise.all([...added, transaction.done]);
  }

  async change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null): Promise<void> {
    const transaction = (await deviceDatabase()).transaction('outbox', 'readwrite', durable);
    const changed = ids.map(async (id) => {
      const entry = await transaction.store.index('id').get(id);
      if (!entry) return;
      const next = change(entry);
      if (next) await transaction.store.put(next);
      else await transaction.store.delete(entry.seq);
    });
    await Promise.all([...changed, transaction.done]);
  }

  async lastSyncedAt(): Promise<Instant | null> {
    return ((await (await deviceDatabase()).get('marks', 'lastSyncedAt')) as Instant | undefined) ?? null;
  }

  async setLastSyncedAt(at: Instant): Promise<void> {
    await (await deviceDatabase()).put('marks', at, 'lastSyncedAt');
  }
}
