import type { Moment, Reading, Stamp } from './clock-reading';
import { aheadAt, gained, noticeableMs, serverTimeAt } from './clock-reading';

/** What a device remembers of the server's time when its pages are closed. */
export interface KeptReading {
  readonly aheadMs: number;
  /** The latest time of the server that this device has heard of: nothing made later can be earlier. */
  readonly serverMs: number;
}

/** What the clock stands on. */
export interface ClockParts {
  readonly moment: () => Moment;
  readonly kept: () => KeptReading | null;
  readonly keep: (kept: KeptReading) => void;
}

/** A reading loses that much of its worth: quartz drifts. */
const driftPerMs = 1e-4;
/** After so long a page asks once more before it believes its clock. */
const freshForMs = 10 * 60_000;
const keepEveryMs = 60_000;

/** Knows the server's time from its answers, and from them how wrong the clock of this device is. */
export class ServerClock {
  #best: Reading | null = null;
  #latest: Moment | null = null;
  #kept: KeptReading | null;

  constructor(private readonly parts: ClockParts) {
    this.#kept = parts.kept();
  }

  /** The best reading of this page; null before the first answer that told the time. */
  get reading(): Reading | null {
    return this.#best;
  }

  /** Whether an answer told the time not long ago, and nobody has touched the clock since. */
  get isFresh(): boolean {
    const [best, latest, now] = [this.#best, this.#latest, this.parts.moment()];
    if (!best || !latest) return false;
    const passed = now.wallMs - latest.wallMs;
    return Math.abs(passed - (now.steadyMs - latest.steadyMs)) < noticeableMs && passed < freshForMs;
  }

  /** How far the wall clock of this device is ahead now, as far as it knows. Negative where it is behind. */
  get aheadMs(): number {
    const now = this.parts.moment();
    if (this.#best) return aheadAt(this.#best, now);
    const kept = this.#kept;
    // A clock that shows a time before one that has been heard of was put back since, as an empty battery does.
    return kept ? Math.min(kept.aheadMs, now.wallMs - kept.serverMs) : 0;
  }

  /** The true time, as far as this device knows. */
  now(): Date {
    return new Date(this.parts.moment().wallMs - this.aheadMs);
  }

  stamp(): Stamp {
    return { moment: this.parts.moment(), aheadMs: this.aheadMs };
  }

  /** An answer told the server's time, in whole seconds, `tookMs` after it had been asked for. */
  heard(serverMs: number, tookMs: number): void {
    const answered = this.parts.moment();
    const reading: Reading = {
      moment: answered,
      serverMs: serverMs + 500 + tookMs / 2,
      errorMs: 500 + tookMs / 2,
    };
    this.#latest = answered;
    if (!this.#best || this.#isBetter(reading, this.#best)) this.#best = reading;
    this.#keep();
  }

  #isBetter(fresh: Reading, best: Reading): boolean {
    const age = Math.abs(fresh.moment.steadyMs - best.moment.steadyMs);
    // What it knew of before a sleep, or before its clock was set, is worth less.
    const worth = best.errorMs + age * driftPerMs + Math.abs(gained(best.moment, fresh.moment));
    // Closer, or a proof that the clock was set since.
    const apart = Math.abs(serverTimeAt(best, fresh.moment) - fresh.serverMs);
    return fresh.errorMs <= worth || apart > best.errorMs + fresh.errorMs;
  }

  #keep(): void {
    const best = this.#best;
    const latest = this.#latest;
    if (!best || !latest) return;
    const serverMs = Math.round(serverTimeAt(best, latest));
    const kept = { aheadMs: Math.round(latest.wallMs) - serverMs, serverMs };
    const before = this.#kept;
    if (
      before &&
      Math.abs(before.aheadMs - kept.aheadMs) < noticeableMs / 3 &&
      Math.abs(kept.serverMs - before.serverMs) < keepEveryMs
    )
      return;
    this.#kept = kept;
    this.parts.keep(kept);
  }
}
