import type { OutboxEntry } from '../outbox/outbox-entry';
import { isNaming } from './named-here';
import type { LevelChange } from './waiting-levels';

/** A change with the key that says at which site it changes which item. */
export interface KeyedChange extends Pick<LevelChange, 'change' | 'isCount'> {
  readonly key: string;
}

/** What waits for an item at a site. */
export interface Waiting {
  readonly change: number;
  /** How often somebody counted it. */
  readonly counts: number;
}

const nothing: Waiting = { change: 0, counts: 0 };

/** What changes come to, for each key. */
export class LevelSums {
  readonly #sums = new Map<string, Waiting>();

  of(key: string): Waiting {
    return this.#sums.get(key) ?? nothing;
  }

  /** Whatever was added before: it comes to this. */
  set(key: string, change: number): void {
    this.#sums.set(key, { ...this.of(key), change });
  }

  add(changes: readonly KeyedChange[], times: 1 | -1 = 1): void {
    for (const { key, change, isCount = false } of changes) {
      const before = this.of(key);
      this.#sums.set(key, {
        change: before.change + times * change,
        counts: before.counts + (isCount ? times : 0),
      });
    }
  }
}

/**
 * The sums of what waits, followed from one list of entries to the next: only what came, went or changed is looked at, so that a scan
 * costs the same however many wait.
 */
export class WaitingSums {
  #entries: readonly OutboxEntry[] = [];
  #sums = new LevelSums();
  /** As each was added: what its ids and codes mean may be another thing by the time that it goes. */
  #added = new Map<OutboxEntry, readonly KeyedChange[]>();

  constructor(private readonly changesOf: (entry: OutboxEntry) => readonly KeyedChange[]) {}

  of(key: string): Waiting {
    return this.#sums.of(key);
  }

  follow(entries: readonly OutboxEntry[]): void {
    if (entries === this.#entries) return;
    const { gone, come } = difference(this.#entries, entries);
    this.#entries = entries;
    // What the codes of all others mean is another thing with it, or without it.
    if (gone.some(names) || come.some(names)) return this.#begin();
    for (const entry of gone) this.#remove(entry);
    for (const entry of come) this.#add(entry);
  }

  #begin(): void {
    this.#sums = new LevelSums();
    this.#added = new Map();
    for (const entry of this.#entries) this.#add(entry);
  }

  #add(entry: OutboxEntry): void {
    // Asked for what was refused, too: whoever answers remembers it.
    const changes = this.changesOf(entry);
    if (entry.state === 'refused') return;
    this.#added.set(entry, changes);
    this.#sums.add(changes);
  }

  #remove(entry: OutboxEntry): void {
    this.#sums.add(this.#added.get(entry) ?? [], -1);
    this.#added.delete(entry);
  }
}

const names = ({ command }: OutboxEntry): boolean => isNaming(command);

/** What is between the same beginning and the same end: entries come at the end, and go from the beginning. */
function difference<One>(before: readonly One[], after: readonly One[]) {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < shorter - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  return {
    gone: before.slice(first, before.length - last),
    come: after.slice(first, after.length - last),
  };
}
