import type { Id } from '@shared/words/id';
import { BackOff } from '../outbox/back-off';
import type { Catalogue } from './catalogue';
import { CatalogueReader } from './catalogue-reader';
import type { Standing } from './catalogue-store';
import { isLong, stepOf, together } from './journal';
import type { SyncParts, SyncView } from './sync-parts';

/** Between two looks when nobody tells that something changed, and when the live line does. */
const lookEveryMs = 30_000;
const lookAnywayMs = 300_000;

/**
 * Keeps this device's catalogue fresh: a first load page by page, then what changed, one tab at a time. Pages are kept together with
 * the cursor that goes on behind them, so that a crash at any moment loses nothing and a load goes on where it was.
 */
export class SyncEngine {
  readonly #parts: SyncParts;
  readonly #reader: CatalogueReader;
  readonly #backOff: BackOff;
  readonly #viewers = new Set<(view: SyncView) => void>();
  #view: SyncView = { state: 'idle', syncedAt: null };
  #groupId: Id | null = null;
  #live = false;
  #running: Promise<void> | null = null;
  #again = false;
  #askedToWaitUntil = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#reader = new CatalogueReader(parts.store);
    this.#backOff = new BackOff(parts.after, parts.random, () => void this.wake());
  }

  get view(): SyncView {
    return this.#view;
  }

  onView(viewer: (view: SyncView) => void): void {
    this.#viewers.add(viewer);
  }

  /** What is kept, up to date with the store; null before a first load came through. */
  async catalogue(): Promise<Catalogue | null> {
    const catalogue = await this.#reader.read();
    return catalogue?.group?.id === this.#groupId ? catalogue : null;
  }

  /** Whose catalogue this device keeps. Another group's is removed, and with nobody signed in every one. */
  async signedInTo(groupId: Id | null): Promise<void> {
    this.#groupId = groupId;
    this.#backOff.forget();
    this.#cancelTimer();
    try {
      const standing = await this.#ownStanding();
      this.#show({ state: 'idle', syncedAt: standing?.syncedAt ?? null });
    } catch {
      this.#show({ state: 'storage_failed' });
    }
  }

  /** Whether somebody tells when something changes; without that, this looks by itself more often. */
  hears(live: boolean): void {
    if (this.#live === live) return;
    this.#live = live;
    if (!this.#running) this.#lookLater();
  }

  /** Something changed, or may have: asks for it. Resolves when all that was there to hear is kept, or cannot be had now. */
  wake(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      // Asked for in the very last moment of that run.
      if (this.#again && this.#groupId !== null) void this.wake();
    });
    return this.#running;
  }

  /** The network is back, or the page: forgets the waiting times. */
  hurry(): Promise<void> {
    // What the server asked for holds all the same.
    if (this.#parts.now().getTime() >= this.#askedToWaitUntil) this.#backOff.forget();
    return this.wake();
  }

  /** Another tab changed the standing. */
  async heard(): Promise<void> {
    const standing = await this.#parts.store.standing().catch(() => null);
    if (standing === null || standing.groupId !== this.#groupId) return;
    this.#show({ syncedAt: standing.syncedAt });
    if (!this.#running) this.#lookLater();
  }

  stop(): void {
    this.#groupId = null;
    this.#cancelTimer();
    this.#backOff.end();
    this.#viewers.clear();
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && this.#groupId !== null && !this.#backOff.resting) {
        this.#again = false;
        this.#cancelTimer();
        await this.#parts.exclusively(() => this.#hear());
      }
    } catch {
      // The store failed. Nothing was half kept; look again later.
      this.#show({ state: 'storage_failed' });
    } finally {
      this.#again = false;
      this.#lookLater();
    }
  }

  /** Asks until there is nothing more to hear. */
  async #hear(): Promise<void> {
    for (;;) {
      const groupId = this.#groupId;
      const standing = await this.#ownStanding();
      if (groupId === null) return;
      if (standing?.shown !== standing?.writing || standing === null) this.#show({ state: 'loading' });
      const askedAt = this.#parts.now().toISOString();
      const answer = await this.#parts.ask(groupId, standing?.cursor ?? null);
      // Signed out, or in elsewhere, while the answer was under way: it is of no use any more.
      if (this.#groupId !== groupId) return;
      if (answer.kind === 'signed_out') return this.#rest('signed_out', null);
      if (answer.kind === 'later') return this.#rest('retrying', answer.afterMs);
      const { reply, text } = answer;
      const { next, change } = stepOf(standing, groupId, reply, text, askedAt);
      // Another tab went on from the same standing: then this answer is its answer, or older.
      if (!(await this.#parts.store.change(standing?.turn ?? null, next, change))) continue;
      this.#backOff.forget();
      if (!reply.more) this.#show({ state: 'idle', syncedAt: next.syncedAt });
      if (change.put) this.#parts.tell();
      if (reply.more) continue;
      if (isLong(next, this.#parts.journalAtMost)) await this.#writeTogether(next);
      return;
    }
  }

  async #writeTogether(standing: Standing): Promise<void> {
    const catalogue = await this.#reader.read();
    const now = await this.#parts.store.standing();
    // The reader may have read further than the standing that is written on.
    if (!catalogue || now?.turn !== standing.turn) return;
    const { next, change } = together(standing, JSON.stringify(catalogue.whole()));
    if (await this.#parts.store.change(standing.turn, next, change)) this.#parts.tell();
  }

  /** The standing of the group signed in; that of any other is removed. */
  async #ownStanding(): Promise<Standing | null> {
    for (;;) {
      const standing = await this.#parts.store.standing();
      if (standing === null || standing.groupId === this.#groupId) return standing;
      await this.#parts.store.change(standing.turn, null);
    }
  }

  #rest(state: 'retrying' | 'signed_out', atLeastMs: number | null): void {
    this.#backOff.rest(atLeastMs);
    this.#askedToWaitUntil = atLeastMs === null ? 0 : this.#parts.now().getTime() + atLeastMs;
    this.#show({ state });
  }

  #lookLater(): void {
    this.#cancelTimer();
    if (this.#groupId === null) return;
    const ms = this.#live ? lookAnywayMs : lookEveryMs;
    this.#cancelTimer = this.#parts.after(ms * (0.75 + this.#parts.random() / 2), () => void this.wake());
  }

  #show(changed: Partial<SyncView>): void {
    this.#view = { ...this.#view, ...changed };
    for (const viewer of this.#viewers) viewer(this.#view);
  }
}
