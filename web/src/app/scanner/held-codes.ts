/** A code has left the view when it was not seen for this long. */
export const awayAfterMs = 1_500;
/** A code seen again this soon after another one was shown alone is a new scan. */
const swappedAfterMs = 500;

interface Sighting {
  seenAt: number;
  counted: boolean;
  /** When another code was last seen without this one. */
  otherAt: number;
  times: number;
}

export interface SeenCode {
  readonly text: string;
  /** How many frames must agree before it counts: 1 where the code checks itself well, 2 where a part may read as a whole. */
  readonly agreeing: number;
}

/**
 * Lets each code that is held before the camera count once. It counts again after it was out of view for 1.5 seconds, or
 * sooner when another code was shown in between.
 */
export class HeldCodes {
  readonly #sightings = new Map<string, Sighting>();

  /** The codes of one frame at `at` milliseconds; returns those that count as a scan now. */
  see(codes: readonly SeenCode[], at: number): string[] {
    const inView = new Set(codes.map((code) => code.text));
    for (const [text, sighting] of this.#sightings) {
      if (inView.has(text)) continue;
      if (inView.size > 0) sighting.otherAt = at;
      if (at - sighting.seenAt > awayAfterMs) this.#sightings.delete(text);
    }
    return codes.flatMap(({ text, agreeing }) => (this.#counts(text, agreeing, at) ? [text] : []));
  }

  /** True while nothing that counted is in view any more. */
  get empty(): boolean {
    return this.#sightings.size === 0;
  }

  /** Forgets what is in view: the next frame counts it again. */
  again(): void {
    this.#sightings.clear();
  }

  #counts(text: string, agreeing: number, at: number): boolean {
    let sighting = this.#sightings.get(text);
    const swapped =
      sighting !== undefined && sighting.otherAt > sighting.seenAt && at - sighting.seenAt > swappedAfterMs;
    if (!sighting || swapped) {
      sighting = { seenAt: at, counted: false, otherAt: -Infinity, times: 0 };
      this.#sightings.set(text, sighting);
    }
    sighting.seenAt = at;
    sighting.times += 1;
    if (sighting.counted || sighting.times < agreeing) return false;
    sighting.counted = true;
    return true;
  }
}
