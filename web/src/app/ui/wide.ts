import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Whether the window has room for two panes side by side; follows its size. */
@Injectable({ providedIn: 'root' })
export class Wide {
  readonly #media = inject(DOCUMENT).defaultView?.matchMedia('(min-width: 75rem)');
  readonly #wide = signal(this.#media?.matches ?? false);
  readonly wide = this.#wide.asReadonly();

  constructor() {
    const follow = () => this.#wide.set(this.#media?.matches ?? false);
    this.#media?.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => this.#media?.removeEventListener('change', follow));
  }
}
