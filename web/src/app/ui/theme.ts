import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { remember, remembered } from './device-memory';

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

/** Light, dark, or as the device says. Kept on the device. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #choice = signal<ThemeChoice>(themes.find((theme) => theme === remembered('theme')) ?? 'system');

  readonly choice = this.#choice.asReadonly();

  /** Puts the remembered choice on the page. */
  start(): void {
    this.#show(this.#choice());
  }

  use(choice: ThemeChoice): void {
    this.#choice.set(choice);
    remember('theme', choice === 'system' ? null : choice);
    this.#show(choice);
  }

  #show(choice: ThemeChoice): void {
    if (choice === 'system') delete this.#root.dataset['theme'];
    else this.#root.dataset['theme'] = choice;
  }
}
