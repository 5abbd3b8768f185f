import { linesAtMost } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { BackOff } from './back-off';
import { isHeld, nextBatch } from './next-batch';
import type { NewEntry, OutboxEntry } from './outbox-entry';
import type { OutboxNews, OutboxParts, OutboxState, OutboxView } from './outbox-parts';
import type { Answer, Outcome } from './outbox-sender';

const lookEveryMs = 60_000;
/**
 * Sends what is kept, in order, in batches, one tab at a time, until the server has answered for every single entry.
 * An entry leaves the store on the server's word or on the person's, never otherwise.
 */
export class OutboxEngine {
  readonly #parts: OutboxParts;
  readonly #viewers = new Set<(view: OutboxView) => void>();
  readonly #hearers = new Set<(outcomes: readonly Outcome[]) => void>();
  #view: OutboxView = { entries: [], state: 'idle', lastSyncedAt: null };
  #groupId: Id | null = null;
  #running = false;
  #again = false;
  #atMost = linesAtMost;
  #cancelTimer: () => void = () => undefined;
  readonly #backOff: BackOff;
  /** The store could not be read since it changed: the view is behind. */
  #behind = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#backOff = new BackOff(parts.after, parts.random, () => this.wake());
  }

  get view(): OutboxView {
    return this.#view;
  }

  readonly kept = (): Promise<readonly OutboxEntry[]> => this.#parts.store.all();
  onView(viewer: (view: OutboxView) => void): void {
    this.#viewers.add(viewer);
  }

  /** Hears the server's answers; the returned call ends it. */
  onOutcomes(hearer: (outcomes: readonly Outcome[]) => void): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }

  /** Whose entries may be sent: those of the group signed in on this device; null sends nothing. */
  async signedInTo(groupId: Id | null): Promise<void> {
    this.#groupId = groupId;
    this.#backOff.end();
    await this.#look('idle');
    this.wake();
  }

  /**
   * Keeps commands. When this resolves they survive a crash; only then may a screen call them recorded.
   * @throws what the store throws when it cannot keep them; none is kept then.
   */
  async add(entries: readonly NewEntry[]): Promise<void> {
    try {
      await this.#parts.store.add(entries);
    } catch (error) {
      this.#show({ state: 'storage_failed' });
      throw error;
    }
    if (this.#view.state === 'storage_failed') this.#show({ state: 'idle' });
    await this.#changed();
    this.wake();
  }

  /** Changes a command that was not sent yet, and holds it anew. False when it is too late for that. */
  async amend(
    id: Id,
    amended: (entry: OutboxEntry) => Pick<OutboxEntry, 'command' | 'about' | 'notBefore'>,
  ): Promise<boolean> {
    let done = false;
    await this.#parts.store.change([id], (entry) => {
      done = entry.state === 'waiting';
      return done ? { ...entry, ...amended(entry) } : entry;
    });
    if (done) await this.#changed();
    this.wake();
    return done;
  }

  /** Takes back a command that was not sent yet. False when it is too late for that. */
  withdraw(id: Id): Promise<boolean> {
    return this.#remove(id, 'waiting');
  }

  /** Gives up on a refused command. */
  discard(id: Id): Promise<boolean> {
    return this.#remove(id, 'refused');
  }

  /** Sends a refused command once more, after what stood in its way was put right. */
  async retry(id: Id): Promise<void> {
    await this.#parts.store.change([id], (entry) =>
      entry.state === 'refused' ? { ...entry, state: 'waiting', refusal: null, notBefore: 0 } : entry,
    );
    await this.#changed();
    this.wake();
  }

  /** Ends every hold: the page is going away, or the person wants it sent now. */
  async release(): Promise<void> {
    const held = this.#view.entries.filter((entry) => entry.state === 'waiting').map((entry) => entry.id);
    await this.#parts.store.change(held, (entry) => ({ ...entry, notBefore: 0 }));
    this.hurry();
  }

  /** The network is back, or the session: forget the waiting times. */
  hurry(): void {
    this.#backOff.forget();
    if (this.#view.state === 'retrying' || this.#view.state === 'signed_out') this.#show({ state: 'idle' });
    this.wake();
  }

  /** News from another tab. */
  async heard(news: OutboxNews): Promise<void> {
    await this.#look();
    for (const hearer of this.#hearers) hearer(news.outcomes);
    this.wake();
  }

  /** Looks whether there is something to send, now or at the end of a hold. */
  wake(): void {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  stop(): void {
    this.#groupId = null;
    this.#cancelTimer();
    this.#backOff.end();
    this.#viewers.clear();
    this.#hearers.clear();
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        this.#cancelTimer();
        // Also when all is quiet: a tab that died with its scan on the disk told nobody.
        if (this.#groupId !== null) this.#wakeAfter(lookEveryMs);
        if (this.#behind) await this.#read(this.#view.state);
        if (this.#groupId !== null && !this.#backOff.resting) {
          await this.#parts.exclusively(() => this.#sendAll());
        }
      }
    } catch {
      // The store failed under the sender: nothing was marked done, so nothing is lost by looking again later.
      this.#show({ state: 'storage_failed' });
    } finally {
      this.#running = false;
    }
    if (this.#again) this.wake();
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const unsent = (await this.#parts.store.all()).filter(
        (entry) => entry.groupId === this.#groupId && entry.state !== 'refused',
      );
      const now = this.#parts.now().getTime();
      const [first] = unsent;
      if (!first) return this.#show({ state: 'idle' });
      // The first in line holds up the others: the order of what happened is the order of sending.
      if (isHeld(first, now)) return this.#wakeAfter(first.notBefore - now);
      const batch = await this.#freeze(nextBatch(unsent, this.#atMost, now), now);
      if (batch.length === 0) continue;
      this.#show({ state: 'sending' });
      const answer = await this.#parts.sender.send(batch.map((entry) => entry.command));
      if (!(await this.#take(answer, batch))) return;
    }
  }

  /** Marks entries as possibly received before they leave, and returns them as they stand in that instant. */
  async #freeze(entries: readonly OutboxEntry[], now: number): Promise<OutboxEntry[]> {
    const frozen: OutboxEntry[] = [];
    let open = true;
    await this.#parts.store.change(
      entries.map((entry) => entry.id),
      (entry) => {
        // Amended a moment ago and held anew: this and what follows waits.
        open &&= entry.state !== 'refused' && !isHeld(entry, now);
        if (!open) return entry;
        const sent = { ...entry, state: 'sent' as const };
        frozen.push(sent);
        return sent;
      },
    );
    return frozen.sort((a, b) => a.seq - b.seq);
  }

  /** Acts on an answer; true to go on with the next batch. */
  async #take(answer: Answer, batch: readonly OutboxEntry[]): Promise<boolean> {
    switch (answer.kind) {
      case 'answered': {
        const answeredFor = batch.flatMap(
          (entry) => answer.outcomes.find((outcome) => outcome.id === entry.id) ?? [],
        );
        if (answeredFor.length > 0) await this.#settle(answeredFor);
        if (answeredFor.length < batch.length) return this.#rest('retrying', null);
        this.#backOff.forget();
        this.#atMost = linesAtMost;
        return true;
      }
      case 'later':
        return this.#rest('retrying', answer.afterMs);
      case 'signed_out':
        // Whose session it is finds out who asks the server; where that fails too, this asks again by itself.
        return this.#rest('signed_out', null);
      case 'unreadable': {
        const [only] = batch;
        if (batch.length > 1 || !only) {
          // One entry spoils the batch: look for it in ever smaller ones.
          this.#atMost = Math.ceil(batch.length / 2);
        } else {
          await this.#settle([
            { id: only.id, status: 'refused', onHand: null, warnings: [], refusal: answer.refusal },
          ]);
        }
        return true;
      }
    }
  }

  async #settle(outcomes: readonly Outcome[]): Promise<void> {
    const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
    await this.#parts.store.change([...byId.keys()], (entry) => {
      const outcome = byId.get(entry.id);
      if (!outcome) return entry;
      return outcome.status === 'refused'
        ? { ...entry, state: 'refused', refusal: outcome.refusal ?? { code: 'unexpected', detail: '' } }
        : null;
    });
    // A time for people to read: failing to write it down must not keep the answers from them.
    await this.#noteSync().catch(() => undefined);
    await this.#changed(outcomes);
    for (const hearer of this.#hearers) hearer(outcomes);
  }

  async #noteSync(): Promise<void> {
    const left = await this.#parts.store.all();
    if (left.every((entry) => entry.groupId !== this.#groupId || entry.state === 'refused'))
      await this.#parts.store.setLastSyncedAt(this.#parts.now().toISOString());
  }

  async #rest(state: OutboxState, atLeastMs: number | null): Promise<false> {
    this.#backOff.rest(atLeastMs);
    await this.#look(state);
    return false;
  }

  async #remove(id: Id, state: OutboxEntry['state']): Promise<boolean> {
    let done = false;
    await this.#parts.store.change([id], (entry) => {
      done = entry.state === state;
      return done ? null : entry;
    });
    if (done) await this.#changed();
    this.wake();
    return done;
  }

  #wakeAfter(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.after(ms, () => this.wake());
  }

  async #changed(outcomes: readonly Outcome[] = []): Promise<void> {
    await this.#look();
    this.#parts.tell({ outcomes });
  }

  /** Shows what the store holds. Where it cannot be read now, the next run tries again: what was kept stays kept. */
  async #look(state: OutboxState = this.#view.state): Promise<void> {
    await this.#read(state).catch(() => this.#show({ state: 'storage_failed' }));
  }

  async #read(state: OutboxState): Promise<void> {
    this.#behind = true;
    const entries = (await this.#parts.store.all()).filter(
      (entry) => this.#groupId === null || entry.groupId === this.#groupId,
    );
    this.#show({ entries, state, lastSyncedAt: await this.#parts.store.lastSyncedAt() });
    this.#behind = false;
  }

  #show(changed: Partial<OutboxView>): void {
    this.#view = { ...this.#view, ...changed };
    for (const viewer of this.#viewers) viewer(this.#view);
  }
}
