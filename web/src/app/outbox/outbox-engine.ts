import { linesAtMost } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { BackOff } from './back-off';
import { freeze } from './freeze';
import { isHeld, nextBatch } from './next-batch';
import type { OutboxEntry } from './outbox-entry';
import type { OutboxNews, OutboxParts, OutboxState } from './outbox-parts';
import type { Answer, Outcome } from './outbox-sender';
import { OutboxShelf } from './outbox-shelf';
import { settled } from './settled';

const lookEveryMs = 60_000;

/**
 * Sends what is kept, in order, in batches, one tab at a time, until the server has answered for every single entry.
 * An entry leaves the store on the server's word or on the person's, never otherwise.
 */
export class OutboxEngine extends OutboxShelf {
  readonly #hearers = new Set<(outcomes: readonly Outcome[]) => void>();
  /** From the server. */
  readonly #backOff: BackOff;
  /** From a store that failed: what the server asked for is another thing. */
  readonly #storeRest: BackOff;
  #groupId: Id | null = null;
  #running = false;
  #again = false;
  #atMost = linesAtMost;
  #cancelTimer: () => void = () => undefined;

  constructor(parts: OutboxParts) {
    super(parts);
    this.#backOff = new BackOff(parts.after, parts.random, () => this.wake());
    this.#storeRest = new BackOff(parts.after, parts.random, () => this.wake());
  }

  /** Hears the server's answers; the returned call ends it. */
  onOutcomes(hearer: (outcomes: readonly Outcome[]) => void): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }

  /** Whose entries may be sent: those of the group signed in on this device; null sends nothing. */
  async signedInTo(groupId: Id | null): Promise<void> {
    this.#groupId = groupId;
    this.picture.showGroup(groupId);
    this.#backOff.end();
    await this.picture.look('idle');
    this.wake();
  }

  override async release(): Promise<void> {
    await super.release();
    this.hurry();
  }

  /** The network is back, or the session, or the person is online again: forget the waiting times. */
  hurry(): void {
    this.#backOff.forget();
    this.#storeRest.forget();
    if (['retrying', 'signed_out', 'switched_off', 'storage_failed'].includes(this.view.state))
      this.picture.show({ state: 'idle' });
    this.wake();
  }

  protected override storeWorks(): void {
    this.#storeRest.forget();
    this.picture.show({ state: 'idle' });
    this.wake();
  }

  /** News from another tab. */
  async heard(news: OutboxNews): Promise<void> {
    if (news.outcomes.length > 0) this.picture.show({ answered: this.view.answered + news.outcomes.length });
    await (news.added ? this.picture.lookBehind() : this.picture.look());
    for (const hearer of this.#hearers) hearer(news.outcomes);
    this.wake();
  }

  /** Looks whether there is something to send, now or at the end of a hold. */
  override wake(): void {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  stop(): void {
    this.#groupId = null;
    this.#cancelTimer();
    this.#backOff.end();
    this.#storeRest.end();
    this.picture.stop();
    this.#hearers.clear();
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        this.#cancelTimer();
        // Also when all is quiet: a tab that died with its scan on the disk told nobody.
        if (this.#groupId !== null) this.#wakeAfter(lookEveryMs, () => this.picture.doubt());
        if (this.picture.isBehind) await this.picture.read();
        if (this.#groupId !== null && !this.#backOff.resting && !this.#storeRest.resting) {
          await this.parts.exclusively(() => this.#sendAll());
          this.#storeRest.forget();
        }
      }
    } catch {
      // The store failed under the sender: nothing was marked done, so nothing is lost by looking again later.
      this.#storeRest.rest(null);
      this.picture.show({ state: 'storage_failed' });
    } finally {
      this.#running = false;
    }
    if (this.#again) this.wake();
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const groupId = this.#groupId;
      if (groupId === null) return;
      const unsent = await this.parts.store.unsent(groupId, this.#atMost + 1);
      const now = this.parts.now().getTime();
      const [first] = unsent;
      if (!first) return this.picture.show({ state: 'idle', answered: 0 });
      if (!this.parts.mayConnect()) return this.picture.show({ state: 'switched_off' });
      // The first in line holds up the others: the order of what happened is the order of sending.
      if (isHeld(first, now)) return this.#wakeAfter(first.notBefore - now);
      if (!(await this.parts.clock.ask())) return void this.#rest('retrying', null);
      const batch = await this.#freeze(nextBatch(unsent, this.#atMost, now), now);
      // Whatever changed its mind meanwhile is heard before anything leaves.
      if (batch.length === 0 || this.#groupId !== groupId || !this.parts.mayConnect()) continue;
      this.picture.show({ state: 'sending' });
      const answer = await this.parts.sender.send(
        batch.map((entry) => entry.command),
        groupId,
      );
      if (!(await this.#take(answer, batch))) return;
    }
  }

  /** Marks entries as possibly received before they leave, and returns them as they stand in that instant. */
  async #freeze(entries: readonly OutboxEntry[], now: number): Promise<OutboxEntry[]> {
    const frozen: OutboxEntry[] = [];
    let open = true;
    await this.change(
      entries.map((entry) => entry.id),
      (entry) => {
        // Amended a moment ago and held anew: this and what follows waits.
        open &&= entry.state !== 'refused' && !isHeld(entry, now);
        if (!open) return entry;
        const sent = entry.state === 'sent' ? entry : freeze(entry, this.parts.clock);
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
        this.#atMost = Math.min(linesAtMost, this.#atMost * 2);
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
    const { heard, fate } = settled(outcomes, this.parts.clock);
    await this.change([...heard.keys()], fate);
    const said = [...heard.values()].filter((outcome) => outcome !== null);
    this.picture.show({ answered: this.view.answered + said.length });
    // At once, while nobody has seen yet that the entries are gone: what they change counts in every moment.
    for (const hearer of this.#hearers) hearer(said);
    // A time for people to read: failing to write it down must not keep the answers from them.
    await this.#noteSync().catch(() => undefined);
    this.parts.tell({ outcomes: said });
  }

  async #noteSync(): Promise<void> {
    if (this.#groupId === null || (await this.parts.store.unsent(this.#groupId, 1)).length > 0) return;
    const lastSyncedAt = this.parts.now().toISOString();
    await this.parts.store.setLastSyncedAt(lastSyncedAt);
    this.picture.show({ lastSyncedAt });
  }

  #rest(state: OutboxState, atLeastMs: number | null): false {
    this.#backOff.rest(atLeastMs);
    this.picture.show({ state });
    return false;
  }

  #wakeAfter(ms: number, before: () => void = () => undefined): void {
    this.#cancelTimer();
    this.#cancelTimer = this.parts.after(ms, () => {
      before();
      this.wake();
    });
  }
}
