import { computed, inject, Injectable, signal } from '@angular/core';
import { v7 as newId } from 'uuid';
import { Api } from '../api-client/api';
import { remember, remembered } from '../ui/device-memory';
import { type Moment, type Reading, type Stamp, tookBetween } from './clock-reading';
import type { OutboxClock } from './outbox-parts';
import { type KeptReading, ServerClock } from './server-clock';

const key = 'clock';
const patienceMs = 15_000;
/** A clock that is wrong by less than this is nobody's concern. */
const worthSayingMs = 2 * 60_000;
const page = newId();

/** This device's clock, put right by what the server's answers say. Whatever gives a command its time asks here. */
@Injectable({ providedIn: 'root' })
export class DeviceClock implements OutboxClock {
  readonly #api = inject(Api);
  readonly #clock = new ServerClock({
    moment: () => this.moment(),
    kept: keptReading,
    keep: (kept) => remember(key, JSON.stringify(kept)),
  });
  readonly #aheadMs = signal(this.#clock.aheadMs);

  /** How far the clock is ahead where it is wrong enough to be said; negative where it is behind, 0 where it is right. */
  readonly wrongByMs = computed(() => (Math.abs(this.#aheadMs()) < worthSayingMs ? 0 : this.#aheadMs()));

  constructor() {
    this.#api.onCall(() => {
      const asked = this.moment();
      return (answer) => {
        const serverMs = Date.parse(answer.headers.get('date') ?? '');
        const tookMs = tookBetween(asked, this.moment());
        if (Number.isNaN(serverMs) || tookMs === null) return;
        this.#clock.heard(serverMs, tookMs);
        this.#aheadMs.set(Math.round(this.#clock.aheadMs / 60_000) * 60_000);
      };
    });
  }

  get reading(): Reading | null {
    return this.#clock.reading;
  }

  /** The true time, as far as this device knows. */
  now(): Date {
    return this.#clock.now();
  }

  moment(): Moment {
    return { page, wallMs: Date.now(), steadyMs: performance.now() };
  }

  stamp(): Stamp {
    return this.#clock.stamp();
  }

  async ask(): Promise<boolean> {
    // Where the browser sees no network only an answer says otherwise: until then what waits has surely not left, and may be taken back.
    return (navigator.onLine && this.#clock.isFresh) || this.#api.isThere(AbortSignal.timeout(patienceMs));
  }
}

function keptReading(): KeptReading | null {
  try {
    const kept = JSON.parse(remembered(key) ?? 'null') as KeptReading | null;
    return kept && Number.isFinite(kept.aheadMs) && Number.isFinite(kept.serverMs) ? kept : null;
  } catch {
    return null;
  }
}
