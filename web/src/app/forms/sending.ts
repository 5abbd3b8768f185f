import { signal } from '@angular/core';
import { type Failure, failureOf } from '../ui/failure';
import { type BrokenRules, brokenRules } from './request-rules';

/**
 * One form on its way: checks the request by the rules of its class, sends it once however often the button is pressed,
 * and keeps what went wrong where the page can show it.
 */
export class Sending {
  readonly #busy = signal(false);
  readonly #failure = signal<Failure | null>(null);
  readonly #broken = signal<BrokenRules>({});

  readonly busy = this.#busy.asReadonly();
  readonly failure = this.#failure.asReadonly();
  readonly broken = this.#broken.asReadonly();

  /** Sends `request` when it keeps its rules. True when it went through. */
  async send<Request extends object>(
    request: Request,
    job: (request: Request) => Promise<unknown>,
  ): Promise<boolean> {
    this.#broken.set(brokenRules(request));
    if (Object.keys(this.#broken()).length > 0) {
      this.#failure.set(null);
      return false;
    }
    return this.run(() => job(request));
  }

  /** Does `job` unless one is under way. True when it went through. */
  async run(job: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy()) return false;
    this.#busy.set(true);
    this.#failure.set(null);
    try {
      await job();
      return true;
    } catch (error) {
      this.#failure.set(failureOf(error));
      return false;
    } finally {
      this.#busy.set(false);
    }
  }

  clear(): void {
    this.#failure.set(null);
    this.#broken.set({});
  }
}
