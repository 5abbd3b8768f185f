import { ApplicationRef, EnvironmentInjector, inject, Injectable, isDevMode, signal } from '@angular/core';

/** `ready`: a newer build waits on the device. `lost`: something of this build could not be loaded. */
export type UpdateNews = 'none' | 'ready' | 'lost';

/** The first page's own requests go first. */
const firstPageMs = 2_000;
const idleWithinMs = 15_000;

/**
 * Keeps the app on the device, and knows when there is a newer one. It is never changed under somebody's hands: the next load of the page
 * brings it, and the person says when.
 */
@Injectable({ providedIn: 'root' })
export class AppUpdate {
  readonly #app = inject(ApplicationRef);
  readonly #injector = inject(EnvironmentInjector);
  readonly #news = signal<UpdateNews>('none');
  #address: string | null = null;

  readonly news = this.#news.asReadonly();

  /** Only what was built for people is kept: while somebody works on the app, every load is to be fresh. */
  start(): void {
    if (isDevMode() || !('serviceWorker' in navigator)) return;
    void this.#app.whenStable().then(() => setTimeout(() => whenIdle(() => void this.#keep()), firstPageMs));
  }

  ready(): void {
    this.#news.set('ready');
  }

  /** A page, or a part of one, could not be loaded; `address` is where the person wanted to go. */
  lost(address: string | null = null): void {
    this.#address = address;
    this.#news.set('lost');
  }

  /** Loads the page anew, at the person's word. What waits is in the device's database. */
  load(): void {
    if (this.#address === null) location.reload();
    else location.assign(this.#address);
  }

  async #keep(): Promise<void> {
    try {
      const { keepApp } = await import('./keep-app');
      await keepApp(this.#injector, this);
    } catch {
      // Without storage, or switched off at the server: the app is loaded each time, and the next start tries again.
    }
  }
}

function whenIdle(job: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(job);
  else requestIdleCallback(job, { timeout: idleWithinMs });
}
