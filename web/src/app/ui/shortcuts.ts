import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { remember, remembered } from './device-memory';

export interface Shortcut {
  /** One key as typed (`/`, `?`) or a sequence of two (`g s`). */
  keys: string;
  /** Message key of what it does. */
  label: string;
  run: () => void;
}

/** Keys closer together than this come from a barcode scanner that types, not from a hand. */
const scannerGapMs = 60;
const sequenceMs = 1_200;

/**
 * The shortcuts of what is on the screen. Not heard while somebody types in a field, with a modifier held, or in a burst
 * of keys. Can be turned off (WCAG 2.1.4).
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  readonly #document = inject(DOCUMENT);
  readonly #all = signal<readonly Shortcut[]>([]);
  readonly #on = signal(remembered('shortcuts') !== 'off');

  #typed: { key: string; at: number }[] = [];
  #pending: ReturnType<typeof setTimeout> | undefined;

  readonly all = this.#all.asReadonly();
  readonly on = this.#on.asReadonly();

  constructor() {
    const hear = (event: KeyboardEvent) => this.#hear(event);
    this.#document.addEventListener('keydown', hear);
    inject(DestroyRef).onDestroy(() => this.#document.removeEventListener('keydown', hear));
  }

  /** Adds shortcuts until `whoever` is destroyed. */
  add(shortcuts: readonly Shortcut[], whoever: DestroyRef): void {
    this.#all.update((all) => [...all, ...shortcuts]);
    whoever.onDestroy(() => this.#all.update((all) => all.filter((one) => !shortcuts.includes(one))));
  }

  turn(on: boolean): void {
    this.#on.set(on);
    remember('shortcuts', on ? null : 'off');
  }

  #hear(event: KeyboardEvent): void {
    clearTimeout(this.#pending);
    if (!this.#on() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length !== 1 || isTyping(event.target)) {
      if (event.key !== 'Shift') this.#typed = [];
      return;
    }
    const at = event.timeStamp;
    this.#typed = [...this.#typed.filter((one) => at - one.at < sequenceMs), { key: event.key, at }].slice(
      -3,
    );
    // Wait a moment: if more keys follow at once, this was a scanner.
    this.#pending = setTimeout(() => this.#runTyped(), scannerGapMs);
  }

  #runTyped(): void {
    const keys = this.#typed;
    const burst = keys.some((one, n) => n > 0 && one.at - (keys[n - 1]?.at ?? 0) < scannerGapMs);
    const last = keys.at(-1)?.key ?? '';
    const pair = keys.length > 1 ? `${keys.at(-2)?.key ?? ''} ${last}` : '';
    const found = burst
      ? undefined
      : (this.#all().find((one) => one.keys === pair) ?? this.#all().find((one) => one.keys === last));
    if (!found && !burst) return;
    this.#typed = [];
    found?.run();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || !!target.closest('input, textarea, select'))
  );
}
