import { Injectable, signal } from '@angular/core';

/** What a screen reader is told. The shell holds the one live region that reads it out. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  readonly #said = signal('');
  #turn = false;

  readonly said = this.#said.asReadonly();

  /** Reads `message` out when the reader pauses. The same message twice is read twice. */
  say(message: string): void {
    this.#turn = !this.#turn;
    this.#said.set(this.#turn ? message : `${message}\u00a0`);
  }
}
