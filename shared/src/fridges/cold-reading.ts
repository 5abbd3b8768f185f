import type { Probe } from './reading-line';

/** A reading as the rules see it. `at` is milliseconds since 1970. */
export interface ColdReading {
  readonly probe: Probe;
  readonly tenths: number;
  readonly at: number;
}
