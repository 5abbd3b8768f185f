import type { Probe } from '@shared/fridges/reading-line';
import type { ReadingSource } from '@shared/fridges/readings.contract';
import type { Id } from '@shared/words/id';

/** What a thermometer showed at a moment. */
export interface Reading {
  readonly id: Id;
  readonly probe: Probe;
  /** Degrees Celsius; kept to a tenth. */
  readonly celsius: number;
  readonly occurredAt: Date;
  readonly source: ReadingSource;
  /** The label of the sensor's token; for source `sensor` alone. */
  readonly sensor?: string | null;
}
