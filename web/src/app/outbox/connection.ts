import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Whether the device believes it has a network. A "yes" is a hope, a "no" is certain. */
@Injectable({ providedIn: 'root' })
export class Connection {
  readonly #online = signal(navigator.onLine);
  readonly online = this.#online.asReadonly();

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    const follow = () => this.#online.set(navigator.onLine);
    view?.addEventListener('online', follow);
    view?.addEventListener('offline', follow);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', follow);
      view?.removeEventListener('offline', follow);
    });
  }
}
