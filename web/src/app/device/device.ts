import { computed, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { LiveChange, LiveEvent } from '@shared/sync/live.contract';
import type { Id } from '@shared/words/id';
import { Api } from '../api-client/api';
import { Connection } from '../outbox/connection';
import { Session } from '../session/session';
import type { Catalogue } from './catalogue';
import type { SharedLine } from './open-live';
import type { SyncEngine } from './sync-engine';
import type { SyncView } from './sync-parts';

/** The catalogue at one moment: a new object each time that something in it changed. */
export interface Shelf {
  readonly catalogue: Catalogue;
  readonly applied: number;
}

interface Parts {
  readonly engine: SyncEngine;
  readonly line: SharedLine;
}

/**
 * What this device keeps of its group, so that scanning, searching and looking work without a network. The part that does it is loaded
 * when somebody asks, and by the shell when the page is idle.
 */
@Injectable({ providedIn: 'root' })
export class Device {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #page = inject(DOCUMENT);
  readonly #online = inject(Connection).online;
  readonly #view = signal<SyncView>({ state: 'idle', syncedAt: null });
  readonly #shelf = signal<Shelf | null>(null);
  readonly #looked = signal(false);
  readonly #live = signal(false);
  readonly #told = signal(0);
  readonly #signedOut = signal(0);
  #parts: Promise<Parts | null> | undefined;
  #used = false;

  readonly groupId = computed(() => this.#session.group()?.id ?? null);
  /** The catalogue once it was asked for with {@link use} and is there; null before. Follows every change. */
  readonly shelf = this.#shelf.asReadonly();
  /** False while it is not known yet whether this device keeps a catalogue. */
  readonly looked = this.#looked.asReadonly();
  /** When what is kept was true. */
  readonly syncedAt = computed(() => this.#view().syncedAt);
  readonly state = computed(() => this.#view().state);
  /** Whether changes are told as they happen. */
  readonly live = this.#live.asReadonly();
  /** Counts how often it was told that something changed, also what no catalogue holds: asks, transfers, figures. */
  readonly told = this.#told.asReadonly();
  /** Counts how often the server said that it does not know the session. */
  readonly signedOut = this.#signedOut.asReadonly();

  constructor() {
    let before: Id | null = null;
    effect(() => {
      const groupId = this.groupId();
      untracked(() => {
        if (groupId !== before) this.#shelf.set(null);
        before = groupId;
        // Before the part is loaded, loading it begins with the group of then.
        void this.#parts?.then((parts) => parts && this.#enter(parts));
      });
    });
    effect(() => {
      const online = this.#online();
      untracked(() => void this.#follow(online));
    });
    this.#page.addEventListener('visibilitychange', () => {
      if (this.#page.visibilityState === 'visible') void this.refresh();
    });
  }

  /** The catalogue as it is kept now; null where there is none yet. Read from storage with the first call. */
  async catalogue(): Promise<Catalogue | null> {
    const shown = untracked(this.#shelf)?.catalogue;
    // It follows every change, in other tabs too: a scan need not wait for storage to say so.
    if (shown && this.#isOurs(shown)) return shown;
    this.#used = true;
    const catalogue = await this.#read(await this.#open());
    this.#looked.set(true);
    return catalogue;
  }

  /** From now on {@link shelf} is filled and follows. */
  use(): void {
    if (!this.#used) void this.catalogue();
  }

  /** Asks the server for what changed; resolves when it is kept, or cannot be had now. */
  async refresh(): Promise<void> {
    if (this.#online()) await (await this.#parts)?.engine.hurry();
  }

  /** As {@link refresh}, but waits as long as the server asked to. */
  async look(): Promise<void> {
    if (this.#online()) await (await this.#parts)?.engine.wake();
  }

  #open(): Promise<Parts | null> {
    this.#parts ??= import('./open-device')
      .then(async ({ openDevice, openLive }) => {
        const engine = await openDevice(this.#api);
        const line = openLive(this.#api, this.#page, {
          hear: (event, change, own) => this.#hear(engine, event, change, own),
          stands: (is) => {
            this.#live.set(is);
            engine.hears(is);
          },
        });
        engine.onView((view) => void this.#show(engine, view));
        await this.#enter({ engine, line });
        return { engine, line };
      })
      .catch(() => {
        // Its code could not be loaded now; whoever asks next tries again.
        this.#parts = undefined;
        return null;
      });
    return this.#parts;
  }

  async #enter({ engine, line }: Parts): Promise<void> {
    await engine.signedInTo(this.groupId());
    line.wanted(this.groupId() !== null && this.#online());
    if (this.#online()) void engine.wake();
    if (this.#used) await this.#read({ engine });
  }

  /** The network went, or is back; or somebody decided so. */
  async #follow(online: boolean): Promise<void> {
    const parts = await this.#parts;
    parts?.line.wanted(online && this.groupId() !== null);
    if (online) await parts?.engine.hurry();
  }

  #hear(engine: SyncEngine, event: LiveEvent, change: LiveChange | null, own: boolean): void {
    if (event === 'signed_out') return this.#signedOut.update((count) => count + 1);
    const isKept = change === null || change.sites === null || change.sites.length > 0 || change.catalogue;
    // One tab asks for all; the others hear when it is kept.
    if (own && isKept) void (event === 'ready' ? engine.hurry() : engine.wake());
    // Also with `ready`: between the opening of a page and that nobody told.
    this.#told.update((count) => count + 1);
  }

  async #show(engine: SyncEngine, view: SyncView): Promise<void> {
    const before = this.#view();
    // First what is shown, then how new it is.
    if (this.#used && before.syncedAt !== view.syncedAt) await this.#read({ engine });
    this.#view.set(engine.view);
    if (view.state === 'signed_out' && before.state !== 'signed_out')
      this.#signedOut.update((count) => count + 1);
  }

  async #read(parts: Pick<Parts, 'engine'> | null): Promise<Catalogue | null> {
    const catalogue = (await parts?.engine.catalogue().catch(() => null)) ?? null;
    // Somebody signed out, or in elsewhere, while it was read.
    if (!catalogue || !this.#isOurs(catalogue)) return null;
    const shown = this.#shelf();
    if (shown?.catalogue !== catalogue || shown.applied !== catalogue.applied)
      this.#shelf.set({ catalogue, applied: catalogue.applied });
    return catalogue;
  }

  #isOurs({ group }: Catalogue): boolean {
    return group !== null && group.id === untracked(this.groupId);
  }
}
