import { Allow, ArrayMaxSize, ArrayMinSize, IsArray, IsObject } from 'class-validator';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { type Probe, type ReadingLine, type ReadingProblem, readingsAtMost } from './reading-line';

/** 1 to 500 readings of one site. Each is judged by itself: one that is wrong is refused and stops no other. */
export class RecordReadings {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(readingsAtMost)
  @IsObject({ each: true })
  readings!: ReadingLine[];
}

/**
 * One reading in the words of a cheap sensor's own software (ESPHome, Home Assistant): the temperature as `temperature`, `value` or
 * `state`, a number or text.
 */
export class SensorWebhook {
  @Allow() temperature?: number | string;
  @Allow() value?: number | string;
  @Allow() state?: number | string;
  /** `C` when not said, or `F`. */
  @Allow() unit?: string;
  @Allow() unit_of_measurement?: string;
  /** `fridge` when not said. */
  @Allow() probe?: Probe;
  /** When it was read: an instant with an offset, or seconds since 1970; now when not said. With it, the same reading counts once. */
  @Allow() at?: Instant | number;
}

export interface ReadingResult {
  /** As sent; null where the line carried no text there. */
  id: string | null;
  status: 'recorded' | 'duplicate' | 'refused';
  problem: ReadingProblem | null;
}

/** One result a reading, in the order sent. */
export interface RecordReadingsReply {
  results: ReadingResult[];
}

/** Read by hand, sent by a sensor, or noted on a visit. */
export const readingSources = ['hand', 'sensor', 'visit'] as const;
export type ReadingSource = (typeof readingSources)[number];

export interface ReadingReply {
  id: Id;
  siteId: Id;
  probe: Probe;
  /** To a tenth. */
  celsius: number;
  occurredAt: Instant;
  source: ReadingSource;
  /** The label of the sensor's token; null for what a person read. */
  sensor: string | null;
}
