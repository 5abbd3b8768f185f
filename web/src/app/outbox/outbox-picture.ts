import type { Id } from '@shared/words/id';
import type { OutboxEntry } from './outbox-entry';
import type { OutboxState, OutboxView } from './outbox-parts';
import type { OutboxStore } from './outbox-store';

/** Before the store was read. */
export const unknownView: OutboxView = {
  ...{ isKnown: false, entries: [], ofOthers: 0, state: 'idle', lastSyncedAt: null, answered: 0 },
};

/** After so many changes under its hands a reading is taken as it is, and repeated later. */
const triesAtMost = 3;

/**
 * What the screens see of the store. It is read once, then follows what this tab does, so that a scan costs the same however many
 * wait; where another tab did something it is read anew.
 */
export class OutboxPicture {
  readonly #viewers = new Set<(view: OutboxView) => void>();
  #all: readonly OutboxEntry[] = [];
  #ofGroup: readonly OutboxEntry[] = [];
  #view: OutboxView = unknownView;
  #groupId: Id | null = null;
  #changes = 0;
  #reading: Promise<void> | null = null;
  #again = false;
  #begun = 0;
  /** All entries up to this number are known. Behind it may be some of other tabs, between this tab's own. */
  #knownTo = 0;
  /** The store changed, and could not be read since. */
  #behind = true;

  constructor(private readonly store: Pick<OutboxStore, 'all' | 'lastSyncedAt'>) {}

  get view(): OutboxView {
    return this.#view;
  }

  get isBehind(): boolean {
    return this.#behind;
  }

  onView(viewer: (view: OutboxView) => void): void {
    this.#viewers.add(viewer);
  }

  stop(): void {
    this.#viewers.clear();
  }

  /** Shows a group's entries; those of all groups where nobody is signed in. */
  showGroup(groupId: Id | null): void {
    this.#groupId = groupId;
    this.#hold(this.#all);
    this.show({ answered: 0 });
  }

  show(changed: Partial<Omit<OutboxView, 'entries' | 'ofOthers'>>): void {
    const entries = this.#ofGroup;
    this.#view = { ...this.#view, ...changed, entries, ofOthers: this.#all.length - entries.length };
    for (const viewer of this.#viewers) viewer(this.#view);
  }

  /** The list shown is the same until an entry is another: whoever shows it has nothing to do till then. */
  #hold(all: readonly OutboxEntry[], ofGroup = this.#shown(all)): void {
    this.#all = all;
    this.#ofGroup = ofGroup;
  }

  #shown(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
    const groupId = this.#groupId;
    return groupId === null ? entries : entries.filter((entry) => entry.groupId === groupId);
  }

  /** Lets this tab do something with the store and shows what came of it: entries kept, or what became of some (null: left). */
  async follow<Result>(
    job: () => Promise<Result>,
    came: (result: Result) => { added?: readonly OutboxEntry[]; fates?: ReadonlyMap<Id, OutboxEntry | null> },
  ): Promise<Result> {
    const before = this.#begun;
    const result = await job();
    const { added = [], fates = new Map<Id, OutboxEntry | null>() } = came(result);
    if (added.length > 0 || fates.size > 0) {
      this.#changes += 1;
      for (const { seq } of added) if (seq === this.#knownTo + 1) this.#knownTo = seq;
      this.#hold(
        withFates([...this.#all, ...added], fates),
        withFates([...this.#ofGroup, ...this.#shown(added)], fates),
      );
      this.show({});
    }
    // Another tab did something at the same time: only the store knows which came first.
    if (this.#begun !== before) await this.look();
    return result;
  }

  /** What is shown may be old: it is read again with the next run. */
  doubt(): void {
    this.#behind = true;
  }

  /** Reads the store again. However often it is asked meanwhile, one reading follows. @throws what the store throws. */
  read(): Promise<void> {
    this.#behind = true;
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    const reading = this.#readAll().finally(() => {
      this.#reading = null;
    });
    this.#reading = reading;
    return reading;
  }

  /** As `read`; where the store cannot be read now, that is shown, and the next run tries again: what was kept stays kept. */
  async look(state: OutboxState = this.#view.state): Promise<void> {
    try {
      await this.read();
      this.show({ state });
    } catch {
      this.show({ state: 'storage_failed' });
    }
  }

  /** Another tab kept entries behind all that were there: reads only those. As `look` where that may not be all. */
  async lookBehind(): Promise<void> {
    if (this.#behind || this.#reading) return this.look();
    this.#begun += 1;
    const [begun, changes] = [this.#begun, this.#changes];
    const knownTo = this.#knownTo;
    const behind = await this.store.all(knownTo).catch(() => null);
    if (behind === null || this.#begun !== begun || this.#changes !== changes) return this.look();
    this.#changes += 1;
    this.#knownTo = behind.at(-1)?.seq ?? knownTo;
    this.#hold([...this.#all.filter(({ seq }) => seq <= knownTo), ...behind]);
    this.show({});
  }

  async #readAll(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      this.#again = false;
      this.#begun += 1;
      const before = this.#changes;
      const [all, lastSyncedAt] = await Promise.all([this.store.all(), this.store.lastSyncedAt()]);
      const isTrue = before === this.#changes && !this.#again;
      if (!isTrue && tries < triesAtMost) continue;
      this.#behind = !isTrue;
      this.#knownTo = all.at(-1)?.seq ?? this.#knownTo;
      this.#hold(all);
      return this.show({ lastSyncedAt, isKnown: true });
    }
  }
}

function withFates(
  entries: readonly OutboxEntry[],
  fates: ReadonlyMap<Id, OutboxEntry | null>,
): readonly OutboxEntry[] {
  if (fates.size === 0) return entries;
  const next: OutboxEntry[] = [];
  for (const entry of entries) {
    const fate = fates.get(entry.id);
    if (fate !== null) next.push(fate ?? entry);
  }
  return next;
}
