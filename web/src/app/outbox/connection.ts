import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api-client/api';
import { remember, remembered } from '../ui/device-memory';

const key = 'offline';
const isSwitchedOff = () => remembered(key) === 'yes';

/**
 * Whether this device works with the network. The browser's "yes" is a hope, its "no" is certain; and a person may say "I am
 * offline": then nothing leaves the device, in any of its tabs, until somebody ends it.
 */
@Injectable({ providedIn: 'root' })
export class Connection {
  readonly #network = signal(navigator.onLine);
  readonly #switchedOff = signal(isSwitchedOff());
  /** The person's own choice. */
  readonly switchedOff = this.#switchedOff.asReadonly();
  readonly online = computed(() => this.#network() && !this.#switchedOff());

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    const follow = () => this.#network.set(navigator.onLine);
    // What another tab chose.
    const chosen = () => this.#switchedOff.set(isSwitchedOff());
    view?.addEventListener('online', follow);
    view?.addEventListener('offline', follow);
    view?.addEventListener('storage', chosen);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', follow);
      view?.removeEventListener('offline', follow);
      view?.removeEventListener('storage', chosen);
    });
    inject(Api).holdBackWhile(() => !this.mayConnect());
  }

  /** Asks the device's memory, not this page: another tab's choice holds from its first moment. */
  mayConnect(): boolean {
    return !isSwitchedOff();
  }

  switchOff(off: boolean): void {
    remember(key, off ? 'yes' : null);
    this.#switchedOff.set(off);
  }
}
