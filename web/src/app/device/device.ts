import { computed, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../api-client/api';
import { Connection } from '../outbox/connection';
import { Session } from '../session/session';
import type { Catalogue } from './catalogue';
import type { SyncEngine } from './sync-engine';
import type { SyncView } from './sync-parts';

/** The catalogue at one moment: a new object each time that something in it changed. */
export interface Shelf {
  readonly catalogue: Catalogue;
  readonly applied: number;
}

/**
 * What this device keeps of its group, so that scanning, searching and looking work without a network. The part that does it is loaded
 * when the page is idle, or when somebody asks.
 */
@Injectable({ providedIn: 'root' })
export class Device {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #view = signal<SyncView>({ state: 'idle', syncedAt: null });
  readonly #shelf = signal<Shelf | null>(null);
  #engine: Promise<SyncEngine | null> | undefined;
  #used = false;

  readonly groupId = computed(() => this.#session.group()?.id ?? null);
  /** The catalogue once it was asked for with {@link use} and is there; null before. Follows every change. */
  readonly shelf = this.#shelf.asReadonly();
  /** When what is kept was true. */
  readonly syncedAt = computed(() => this.#view().syncedAt);
  readonly state = computed(() => this.#view().state);

  constructor() {
    const { online } = inject(Connection);
    const page = inject(DOCUMENT);
    effect(() => {
      const groupId = this.groupId();
      untracked(() => {
        if (groupId === null) this.#shelf.set(null);
        // Before the part is loaded, loading it begins with the group of then.
        void this.#engine?.then((engine) => engine && this.#enter(engine));
      });
    });
    effect(() => {
      if (online()) untracked(() => void this.refresh());
    });
    page.addEventListener('visibilitychange', () => {
      if (page.visibilityState === 'visible') void this.refresh();
    });
  }

  /** Loads what keeps the catalogue fresh, and begins. */
  start(): void {
    void this.#open();
  }

  /** The catalogue as it is kept now; null where there is none yet. Read from storage with the first call. */
  async catalogue(): Promise<Catalogue | null> {
    return this.#read(await this.#open());
  }

  /** From now on {@link shelf} is filled and follows. */
  use(): void {
    if (this.#used) return;
    this.#used = true;
    void this.catalogue();
  }

  /** Asks the server for what changed; resolves when it is kept, or cannot be had now. */
  async refresh(): Promise<void> {
    await (await this.#engine)?.hurry();
  }

  #open(): Promise<SyncEngine | null> {
    this.#engine ??= import('./open-device')
      .then(async ({ openDevice }) => {
        const engine = await openDevice(this.#api);
        engine.onView((view) => this.#follow(engine, view));
        await this.#enter(engine);
        return engine;
      })
      .catch(() => {
        // Its code could not be loaded now; whoever asks next tries again.
        this.#engine = undefined;
        return null;
      });
    return this.#engine;
  }

  async #enter(engine: SyncEngine): Promise<void> {
    await engine.signedInTo(this.groupId());
    void engine.wake();
    if (this.#used) await this.#read(engine);
  }

  #follow(engine: SyncEngine, view: SyncView): void {
    const before = this.#view();
    this.#view.set(view);
    if (this.#used && before.syncedAt !== view.syncedAt) void this.#read(engine);
  }

  async #read(engine: SyncEngine | null): Promise<Catalogue | null> {
    const catalogue = await engine?.catalogue().catch(() => null);
    const { applied = 0 } = catalogue ?? {};
    const shown = this.#shelf();
    if (catalogue && (shown?.catalogue !== catalogue || shown.applied !== applied))
      this.#shelf.set({ catalogue, applied });
    return catalogue ?? null;
  }
}
