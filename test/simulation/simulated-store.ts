import type { Id } from '@shared/words/id';
import type { DiscardedEntry, NewEntry, OutboxEntry } from '../../web/src/app/outbox/outbox-entry';
import type { CarriedEntry, OutboxStore } from '../../web/src/app/outbox/outbox-store';
import type { Random } from '../support/random';
import type { Judge } from './judge';
import type { Owner, Steps } from './steps';

/** How the device's disk is doing: `full` takes nothing new, `shaky` fails now and then. */
export type Disk = 'well' | 'full' | 'shaky';

/**
 * A device's disk: outlives its tabs. Every call is two steps, done and told, so that a crash can come before, between and
 * after. Calls of one tab keep their order, as transactions do.
 */
export class SimulatedStore {
  entries: readonly OutboxEntry[] = [];
  disk: Disk = 'well';
  /** Ids that may leave: the server answered for them, or the person takes them back. */
  readonly mayLeave = new Set<Id>();
  /** Hears of each entry as it leaves for the first time. */
  onLeaving: (entry: OutboxEntry, tab: Owner) => void = () => undefined;
  /** Ids the server refused, as far as an answer reached this device. */
  readonly mayBeRefused = new Set<Id>();
  readonly #places = new Map<Id, number>();
  #discarded: readonly DiscardedEntry[] = [];
  #seq = 0;
  #lastSyncedAt: string | null = null;

  constructor(
    private readonly steps: Steps,
    private readonly random: Random,
    private readonly judge: Judge,
  ) {}

  /** The store as one tab has it. */
  openedBy(tab: Owner): OutboxStore {
    const doing: (() => void)[] = [];
    const telling: (() => void)[] = [];
    const inOrder = (line: (() => void)[], job: () => void) => {
      line.push(job);
      this.steps.soon(tab, () => line.shift()?.());
    };
    const call = <T>(job: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        inOrder(doing, () => {
          try {
            const result = job();
            inOrder(telling, () => resolve(result));
          } catch (error) {
            inOrder(telling, () => reject(error as Error));
          }
        });
      });
    const read = <T>(job: () => T) =>
      call(() => {
        this.#shake();
        return job();
      });
    return {
      all: (after = 0) => read(() => this.entries.filter(({ seq }) => seq > after)),
      unsent: (groupId, atMost) =>
        read(() =>
          this.entries
            .filter((entry) => entry.groupId === groupId && entry.state !== 'refused')
            .slice(0, atMost),
        ),
      carryIn: (entries) => call(() => this.#append(this.#missing(entries))),
      discard: (id, reason, at) => call(() => this.#discard(id, reason, at)),
      discarded: () => read(() => this.#discarded),
      add: (entries) => call(() => this.#add(entries)),
      change: (ids, change) => call(() => this.#change(ids, change, tab)),
      lastSyncedAt: () => read(() => this.#lastSyncedAt),
      setLastSyncedAt: (at) =>
        call(() => {
          this.#shake();
          this.#lastSyncedAt = at;
        }),
    };
  }

  #add(entries: readonly NewEntry[]): OutboxEntry[] {
    const fresh = entries.map((entry) => ({ ...entry, state: 'waiting' as const, refusal: null }));
    if (this.#missing(fresh).length < fresh.length) throw new Error('An entry with this id is there.');
    return this.#append(fresh);
  }

  #append(entries: readonly CarriedEntry[]): OutboxEntry[] {
    if (this.disk === 'full') throw new Error('The disk is full.');
    this.#shake();
    const added = entries.map((entry) => ({ ...entry, seq: ++this.#seq }));
    this.entries = [...this.entries, ...added];
    for (const { id, seq } of added) this.#places.set(id, seq);
    return added;
  }

  #missing(entries: readonly CarriedEntry[]): CarriedEntry[] {
    const known = new Set(this.entries.map((entry) => entry.id));
    return entries.filter(({ id }) => !known.has(id));
  }

  #discard(id: Id, reason: string, at: string): DiscardedEntry | null {
    if (this.disk === 'full') throw new Error('The disk is full.');
    this.#shake();
    const entry = this.entries.find((one) => one.id === id && one.state === 'refused');
    if (!entry) return null;
    this.#watch(entry, null);
    const discarded = { entry, reason, at };
    this.entries = this.entries.filter((one) => one !== entry);
    this.#discarded = [discarded, ...this.#discarded];
    return discarded;
  }

  /** Where in the order of this device an entry stood, though it may have left since. */
  placeOf(id: Id): number {
    return this.#places.get(id) ?? 0;
  }

  #change(ids: readonly Id[], change: (entry: OutboxEntry) => OutboxEntry | null, tab: Owner): void {
    this.#shake();
    const asked = new Set(ids);
    const changed = this.entries.map((entry) => (asked.has(entry.id) ? change(entry) : entry));
    const writes = changed.some((entry, at) => entry !== null && entry !== this.entries[at]);
    if (writes && this.disk === 'full' && this.random.chance(50)) throw new Error('The disk is full.');
    changed.forEach((entry, at) => this.#watch(this.entries[at] as OutboxEntry, entry, tab));
    this.entries = changed.filter((entry) => entry !== null);
  }

  #watch(before: OutboxEntry, after: OutboxEntry | null, tab?: Owner): void {
    if (before === after) return;
    if (after === null) {
      if (!this.mayLeave.has(before.id))
        this.judge.broken(`${before.id} left the device without the server's word or the person's`);
      return;
    }
    if (before.state === 'waiting' && after.state === 'sent' && tab) this.onLeaving(after, tab);
    const isRetimed = after.retimed !== undefined && this.mayBeRefused.has(after.id);
    if (
      before.state === 'sent' &&
      !isRetimed &&
      JSON.stringify(after.command) !== JSON.stringify(before.command)
    )
      this.judge.broken(`${before.id} was changed after it may have been sent`);
    if (before.state === 'sent' && after.state === 'waiting')
      this.judge.broken(`${before.id} may have been sent and counts as unsent again`);
    if (after.state === 'refused' && !this.mayBeRefused.has(after.id))
      this.judge.broken(`${after.id} counts as refused though the server did not say so`);
  }

  #shake(): void {
    if (this.disk === 'shaky' && this.random.chance(25)) throw new Error('The disk did not answer.');
  }
}
