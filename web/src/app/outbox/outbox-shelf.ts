import type { Id } from '@shared/words/id';
import { freeze } from './freeze';
import { isHeld } from './next-batch';
import type { DiscardedEntry, NewEntry, OutboxEntry } from './outbox-entry';
import type { OutboxParts, OutboxView } from './outbox-parts';
import { OutboxPicture } from './outbox-picture';
import type { CarriedEntry } from './outbox-store';

/** Everything a person does with what is kept on the device. Each call tells the other tabs and wakes the sending. */
export abstract class OutboxShelf {
  protected readonly picture: OutboxPicture;

  constructor(protected readonly parts: OutboxParts) {
    this.picture = new OutboxPicture(parts.store);
  }

  get view(): OutboxView {
    return this.picture.view;
  }

  readonly kept = (): Promise<readonly OutboxEntry[]> => this.parts.store.all();
  readonly discarded = (): Promise<readonly DiscardedEntry[]> => this.parts.store.discarded();

  onView(viewer: (view: OutboxView) => void): void {
    this.picture.onView(viewer);
  }

  /** Looks whether there is something to send. */
  abstract wake(): void;
  /** The store keeps things again: looks at once, unless there is another reason to wait. */
  protected abstract storeWorks(): void;

  /**
   * Keeps commands. When this resolves they survive a crash; only then may a screen call them recorded.
   * @throws what the store throws when it cannot keep them; none is kept then.
   */
  async add(entries: readonly NewEntry[]): Promise<void> {
    const stamp = this.parts.clock.stamp();
    await this.#keep(() => this.parts.store.add(entries.map((entry) => ({ stamp, ...entry }))));
  }

  /** Takes in entries from another device's file; those that are here already stay as they are. Answers how many are new here. */
  async carryIn(entries: readonly CarriedEntry[]): Promise<number> {
    return (await this.#keep(() => this.parts.store.carryIn(entries))).length;
  }

  /** Changes a command that was not sent yet, and holds it anew. False when it is too late for that. */
  amend(
    id: Id,
    amended: (entry: OutboxEntry) => Pick<OutboxEntry, 'command' | 'about' | 'notBefore'>,
  ): Promise<boolean> {
    return this.#changeOne(id, 'waiting', (entry) => ({ ...entry, ...amended(entry) }));
  }

  /** Takes back a command that was not sent yet. False when it is too late for that. */
  withdraw(id: Id): Promise<boolean> {
    return this.#changeOne(id, 'waiting', () => null);
  }

  /**
   * Puts right what the server refused and sends it again under the same id: of everything ever written under it, on any
   * device, the server takes one. False where it is refused no longer.
   */
  putRight(id: Id, put: (entry: OutboxEntry) => Pick<OutboxEntry, 'command' | 'about'>): Promise<boolean> {
    return this.#changeOne(id, 'refused', (entry) => {
      const { retimed: _retimed, ...asGiven } = again(entry);
      return { ...asGiven, ...put(entry) };
    });
  }

  /** Sends a refused command once more, after what stood in its way was put right. */
  retry(id: Id): Promise<boolean> {
    return this.#changeOne(id, 'refused', again);
  }

  async retryAll(): Promise<void> {
    const refused = this.view.entries.filter((entry) => entry.state === 'refused');
    await this.change(
      refused.map(({ id }) => id),
      (entry) => (entry.state === 'refused' ? again(entry) : entry),
    );
    this.parts.tell({ outcomes: [] });
    this.wake();
  }

  /** Gives up on a refused command; it is kept in the list of those, with the reason. */
  async discard(id: Id, reason: string): Promise<boolean> {
    const at = this.parts.now().toISOString();
    const done = await this.picture.follow(
      () => this.parts.store.discard(id, reason, at),
      (gone) => (gone ? { fates: new Map([[id, null]]) } : {}),
    );
    if (done) this.parts.tell({ outcomes: [] });
    this.wake();
    return done !== null;
  }

  /**
   * Everything of a group that is kept here, to be carried to another device: from then on it may reach the server that way, so
   * it is changed here no more. Where the store takes no writing it is handed out all the same.
   */
  async carryOut(groupId: Id): Promise<readonly OutboxEntry[]> {
    const { clock, store } = this.parts;
    const ofGroup = async () => (await store.all()).filter((entry) => entry.groupId === groupId);
    const all = await ofGroup().catch(() => this.view.entries.filter((entry) => entry.groupId === groupId));
    await this.change(
      all.filter((entry) => entry.state === 'waiting').map(({ id }) => id),
      (entry) => (entry.state === 'waiting' ? freeze(entry, clock) : entry),
    ).catch(() => undefined);
    return ofGroup().catch(() => all);
  }

  /** Ends every hold: the page is going away, or the person wants it sent now. */
  async release(): Promise<void> {
    const now = this.parts.now().getTime();
    const held = this.view.entries.filter((entry) => isHeld(entry, now)).map((entry) => entry.id);
    await this.change(held, (entry) => (isHeld(entry, now) ? { ...entry, notBefore: 0 } : entry));
  }

  protected async change(
    ids: readonly Id[],
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ): Promise<void> {
    if (ids.length === 0) return;
    const fates = new Map<Id, OutboxEntry | null>();
    const follow = (entry: OutboxEntry) => {
      const fate = change(entry);
      if (fate !== entry) fates.set(entry.id, fate);
      return fate;
    };
    await this.picture.follow(
      () => this.parts.store.change(ids, follow),
      () => ({ fates }),
    );
  }

  async #keep(keep: () => Promise<OutboxEntry[]>): Promise<OutboxEntry[]> {
    let added: OutboxEntry[];
    try {
      added = await this.picture.follow(keep, (entries) => ({ added: entries }));
    } catch (error) {
      this.picture.show({ state: 'storage_failed' });
      throw error;
    }
    this.parts.tell({ outcomes: [], added: true });
    if (this.view.state === 'storage_failed') this.storeWorks();
    else this.wake();
    return added;
  }

  async #changeOne(
    id: Id,
    state: OutboxEntry['state'],
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ): Promise<boolean> {
    let done = false;
    await this.change([id], (entry) => {
      done = entry.state === state;
      return done ? change(entry) : entry;
    });
    if (done) this.parts.tell({ outcomes: [] });
    this.wake();
    return done;
  }
}

/** May have reached the server before, under the same id: it is not changed while it is under way again. */
const again = (entry: OutboxEntry): OutboxEntry => ({ ...entry, state: 'sent', refusal: null, notBefore: 0 });
