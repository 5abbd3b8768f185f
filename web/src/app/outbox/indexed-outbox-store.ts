import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { deviceDatabase } from './device-database';
import type { DiscardedEntry, NewEntry, OutboxEntry } from './outbox-entry';
import { type CarriedEntry, discardedAtMost, type OutboxStore } from './outbox-store';

/** Written through to the disk before a scan is called safe, where the browser lets one ask for that. */
const durable = { durability: 'strict' } as const;
/** So many are read in one go, looking for those that are to be sent. */
const pageSize = 600;
const discardedMark = 'discarded';

/** Entries in the device's database. */
export class IndexedOutboxStore implements OutboxStore {
  async all(after = 0): Promise<OutboxEntry[]> {
    return (await deviceDatabase()).getAll('outbox', IDBKeyRange.lowerBound(after, true));
  }

  async unsent(groupId: Id, atMost: number): Promise<OutboxEntry[]> {
    const { store } = (await deviceDatabase()).transaction('outbox');
    const found: OutboxEntry[] = [];
    const size = Math.min(pageSize, atMost + 50);
    let after = 0;
    for (;;) {
      const page = await store.getAll(IDBKeyRange.lowerBound(after, true), size);
      for (const entry of page)
        if (entry.groupId === groupId && entry.state !== 'refused' && found.length < atMost)
          found.push(entry);
      const last = page.at(-1);
      if (!last || page.length < size || found.length >= atMost) return found;
      after = last.seq;
    }
  }

  async add(entries: readonly NewEntry[]): Promise<OutboxEntry[]> {
    const transaction = (await deviceDatabase()).transaction('outbox', 'readwrite', durable);
    const fresh = entries.map((entry) => ({ ...entry, state: 'waiting' as const, refusal: null }));
    // The store numbers what comes without a `seq`.
    const seqs = Promise.all(fresh.map((entry) => transaction.store.add(entry as OutboxEntry)));
    const [numbers] = await Promise.all([seqs, transaction.done]);
    return numbered(fresh, numbers);
  }

  async carryIn(entries: readonly CarriedEntry[]): Promise<OutboxEntry[]> {
    const transaction = (await deviceDatabase()).transaction('outbox', 'readwrite', durable);
    const ids = transaction.store.index('id');
    const known = await Promise.all(entries.map(({ id }) => ids.getKey(id)));
    const missing = entries.filter((_, n) => known[n] === undefined);
    const seqs = Promise.all(missing.map((entry) => transaction.store.add(entry as OutboxEntry)));
    const [numbers] = await Promise.all([seqs, transaction.done]);
    return numbered(missing, numbers);
  }

  async change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null): Promise<void> {
    const transaction = (await deviceDatabase()).transaction('outbox', 'readwrite', durable);
    const changed = ids.map(async (id) => {
      const entry = await transaction.store.index('id').get(id);
      if (!entry) return;
      const next = change(entry);
      if (next === null) await transaction.store.delete(entry.seq);
      else if (next !== entry) await transaction.store.put(next);
    });
    await Promise.all([...changed, transaction.done]);
  }

  async discard(id: Id, reason: string, at: Instant): Promise<DiscardedEntry | null> {
    const transaction = (await deviceDatabase()).transaction(['outbox', 'marks'], 'readwrite', durable);
    const [outbox, marks] = [transaction.objectStore('outbox'), transaction.objectStore('marks')];
    const [entry, before] = await Promise.all([outbox.index('id').get(id), marks.get(discardedMark)]);
    if (entry?.state !== 'refused') return null;
    const discarded: DiscardedEntry = { entry, reason, at };
    const list = [discarded, ...asList(before)].slice(0, discardedAtMost);
    await Promise.all([outbox.delete(entry.seq), marks.put(list, discardedMark), transaction.done]);
    return discarded;
  }

  async discarded(): Promise<readonly DiscardedEntry[]> {
    return asList(await (await deviceDatabase()).get('marks', discardedMark));
  }

  async lastSyncedAt(): Promise<Instant | null> {
    return ((await (await deviceDatabase()).get('marks', 'lastSyncedAt')) as Instant | undefined) ?? null;
  }

  async setLastSyncedAt(at: Instant): Promise<void> {
    await (await deviceDatabase()).put('marks', at, 'lastSyncedAt');
  }
}

const asList = (kept: unknown) => (kept as readonly DiscardedEntry[] | undefined) ?? [];

function numbered(entries: readonly CarriedEntry[], seqs: readonly number[]): OutboxEntry[] {
  return entries.map((entry, n) => ({ ...entry, seq: seqs[n] as number }));
}
