import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Id } from '@shared/words/id';
import { Api } from '../api-client/api';
import { ApiOutboxSender } from './api-outbox-sender';
import { Connection } from './connection';
import { DeviceClock } from './device-clock';
import { deviceDatabase } from './device-database';
import { IndexedOutboxStore } from './indexed-outbox-store';
import { MemoryOutboxStore } from './memory-outbox-store';
import { oneTabAtATime } from './one-tab-at-a-time';
import { Outbox } from './outbox';
import { OutboxEngine } from './outbox-engine';
import type { DiscardedEntry, NewEntry, OutboxEntry } from './outbox-entry';
import type { OutboxNews, OutboxView } from './outbox-parts';
import { unknownView } from './outbox-picture';
import type { Outcome } from './outbox-sender';
import type { CarriedEntry } from './outbox-store';

/** This device's outbox: kept in its database, sent by whichever tab has its turn. */
@Injectable({ providedIn: 'root' })
export class DeviceOutbox extends Outbox {
  readonly #view = signal<OutboxView>(unknownView);
  readonly #keeps = signal(true);
  readonly #channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('commonshelf.outbox');
  readonly #sender = new ApiOutboxSender(inject(Api));
  readonly #connection = inject(Connection);
  readonly #clock = inject(DeviceClock);
  readonly #engine: Promise<OutboxEngine>;
  #askedToPersist = false;

  /** False until the device's database was read for the first time. */
  readonly isKnown = computed(() => this.#view().isKnown);
  readonly entries = computed(() => this.#view().entries);
  readonly refused = computed(() => this.entries().filter((entry) => entry.state === 'refused').length);
  readonly waiting = computed(() => this.entries().length - this.refused());
  readonly ofOthers = computed(() => this.#view().ofOthers);
  readonly lastSyncedAt = computed(() => this.#view().lastSyncedAt);
  readonly state = computed(() => this.#view().state);
  /** How far a long sending has come; null while nothing is sent. */
  readonly progress = computed(() => {
    const { state, answered } = this.#view();
    return state === 'sending' ? { answered, of: answered + this.waiting() } : null;
  });
  /** False where the browser gives no storage: what waits lasts as long as the page, and the screens say so. */
  readonly keeps = this.#keeps.asReadonly();

  constructor() {
    super();
    this.#engine = this.#start();
    const { online } = this.#connection;
    const page = inject(DOCUMENT);
    effect(() => {
      // Both ways: what may not be sent any more is shown as such.
      if (online() || this.#connection.switchedOff()) untracked(() => void this.hurry());
    });
    const hidden = () => {
      // What is held back for a correction leaves before the page may be put to sleep.
      if (page.visibilityState === 'hidden') void this.#engine.then((engine) => engine.release());
    };
    page.addEventListener('visibilitychange', hidden);
    inject(DestroyRef).onDestroy(() => {
      page.removeEventListener('visibilitychange', hidden);
      this.#channel?.close();
      void this.#engine.then((engine) => engine.stop());
    });
  }

  async signedInTo(groupId: Id | null): Promise<void> {
    await (await this.#engine).signedInTo(groupId);
  }

  /** Keeps commands; see {@link OutboxEngine.add}. */
  async add(entries: readonly NewEntry[]): Promise<void> {
    await (await this.#engine).add(entries);
    if (this.#askedToPersist) return;
    this.#askedToPersist = true;
    // So that the browser does not clear what waits when the disk runs low. Asked once there is something to keep.
    void navigator.storage?.persist?.().catch(() => false);
  }

  async amend(...[id, amended]: Parameters<OutboxEngine['amend']>): Promise<boolean> {
    return (await this.#engine).amend(id, amended);
  }

  async withdraw(id: Id): Promise<boolean> {
    return (await this.#engine).withdraw(id);
  }

  async putRight(...[id, put]: Parameters<OutboxEngine['putRight']>): Promise<boolean> {
    return (await this.#engine).putRight(id, put);
  }

  async discard(id: Id, reason: string): Promise<boolean> {
    return (await this.#engine).discard(id, reason);
  }

  async discarded(): Promise<readonly DiscardedEntry[]> {
    return (await this.#engine).discarded();
  }

  async retry(id: Id): Promise<void> {
    await (await this.#engine).retry(id);
  }

  async retryAll(): Promise<void> {
    await (await this.#engine).retryAll();
  }

  async carryOut(groupId: Id): Promise<readonly OutboxEntry[]> {
    return (await this.#engine).carryOut(groupId);
  }

  async carryIn(entries: readonly CarriedEntry[]): Promise<number> {
    return (await this.#engine).carryIn(entries);
  }

  async hurry(): Promise<void> {
    (await this.#engine).hurry();
  }

  /** Ends every hold and waiting time. */
  async sendNow(): Promise<void> {
    await (await this.#engine).release();
  }

  /** What the store holds, once it was read. */
  async kept(): Promise<readonly OutboxEntry[]> {
    return (await this.#engine).kept();
  }

  /** Hears the server's answers until `whoever` is destroyed. */
  onOutcomes(hearer: (outcomes: readonly Outcome[]) => void, whoever: DestroyRef): void {
    let end: (() => void) | undefined;
    let ended = false;
    void this.#engine.then((engine) => {
      if (!ended) end = engine.onOutcomes(hearer);
    });
    whoever.onDestroy(() => {
      ended = true;
      end?.();
    });
  }

  async #start(): Promise<OutboxEngine> {
    const kept = await deviceDatabase().then(
      () => true,
      () => false,
    );
    this.#keeps.set(kept);
    const engine = new OutboxEngine({
      store: kept ? new IndexedOutboxStore() : new MemoryOutboxStore(),
      sender: this.#sender,
      now: () => new Date(),
      clock: this.#clock,
      mayConnect: () => this.#connection.mayConnect(),
      after: (ms, job) => {
        const timer = setTimeout(job, ms);
        return () => clearTimeout(timer);
      },
      exclusively: oneTabAtATime,
      random: Math.random,
      tell: (news) => this.#channel?.postMessage(news),
    });
    engine.onView((view) => this.#view.set(view));
    this.#channel?.addEventListener(
      'message',
      ({ data }: MessageEvent<OutboxNews>) => void engine.heard(data),
    );
    return engine;
  }
}
