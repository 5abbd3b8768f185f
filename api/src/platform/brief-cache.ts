interface Kept<T> {
  readonly value: Promise<T>;
  readonly since: number;
  /** Whose data it was made of; once known. */
  owner: string | null;
  isOld: boolean;
}

export interface BriefCacheSettings {
  /** How long a value is good when nothing is heard. */
  readonly longestMs: number;
  /** How long it is good even when something changed: what is asked for a hundred times a second is made once in that time. */
  readonly leastMs: number;
  readonly entries: number;
  readonly now: () => number;
}

/** What many ask for and is the same for all of them: made once, kept for moments, forgotten sooner when its owner changes. */
export class BriefCache<T> {
  private readonly kept = new Map<string, Kept<T>>();

  constructor(private readonly settings: BriefCacheSettings) {}

  /** The value of a key; whoever asks while it is made waits for the same. What fails is not kept. */
  get(key: string, make: () => Promise<T>, ownerOf: (value: T) => string | null): Promise<T> {
    const known = this.kept.get(key);
    if (known && this.isGood(known)) return known.value;
    const { now, entries } = this.settings;
    const fresh: Kept<T> = { value: make(), since: now(), owner: null, isOld: false };
    this.kept.delete(key);
    this.kept.set(key, fresh);
    fresh.value.then(
      (value) => {
        fresh.owner = ownerOf(value);
        // Only what succeeds takes the place of something: made-up keys push nothing out.
        if (this.kept.size > entries) this.kept.delete(this.kept.keys().next().value ?? key);
      },
      () => this.kept.get(key) === fresh && this.kept.delete(key),
    );
    return fresh.value;
  }

  /** Something of an owner changed; of everybody for null. */
  changed(owner: string | null): void {
    for (const kept of this.kept.values()) if (owner === null || kept.owner === owner) kept.isOld = true;
  }

  private isGood({ since, isOld }: Kept<T>): boolean {
    const age = this.settings.now() - since;
    return age < (isOld ? this.settings.leastMs : this.settings.longestMs);
  }
}
