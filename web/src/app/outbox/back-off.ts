const firstRestMs = 1_000;
const longestRestMs = 60_000;

/**
 * Leaves the server alone after a failure, longer with every one in a row. New scans do not end a rest; its time does, and whoever
 * knows that things are better.
 */
export class BackOff {
  #failures = 0;
  #cancel: (() => void) | null = null;

  constructor(
    /** Runs `job` once after `ms`; the returned call cancels it. */
    private readonly after: (ms: number, job: () => void) => () => void,
    /** 0 up to 1: spreads the retries of many devices. */
    private readonly random: () => number,
    private readonly over: () => void,
  ) {}

  get resting(): boolean {
    return this.#cancel !== null;
  }

  /** One more failure: rests, at least as long as the server asked. */
  rest(atLeastMs: number | null): void {
    const doubled = Math.min(longestRestMs, firstRestMs * 2 ** this.#failures);
    this.#failures += 1;
    this.end();
    this.#cancel = this.after(Math.max(atLeastMs ?? 0, doubled * (0.5 + this.random() / 2)), () => {
      this.#cancel = null;
      this.over();
    });
  }

  /** Ends a rest; the next failure still makes a longer one. */
  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** It worked, or there is reason to hope: the next rest is short again. */
  forget(): void {
    this.#failures = 0;
    this.end();
  }
}
