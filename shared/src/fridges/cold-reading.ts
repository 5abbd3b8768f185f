import type { Probe } from './reading-line';

/** A reading as the rules see it. `at` is milliseconds since 1970. */
export interface ColdReading {
  readonly probe: Probe;
  readonly tenths: number;
  readonly at: number;
  /** The thermometer that told it by itself; without one, a person read it. */
  readonly sensor?: string | null;
}
