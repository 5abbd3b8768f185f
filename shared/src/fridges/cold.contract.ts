import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { WhenWarm } from '@shared/catalog/catalog.contract';
import type { Preset } from '@shared/people/people.contract';
import { IsId, IsInstant, IsWords } from '@shared/rules/field-rules';
import type { MovementResult } from '@shared/stock/stock.contract';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { largestQuantity, type Unit } from '@shared/words/quantity';
import type { ReadingSource } from './readings.contract';
import type { Probe } from './reading-line';

/**
 * How it stands with the cold of a site, the worst first: time is up and nobody has looked (`discard`); too warm, the clock runs
 * (`warm`); the first reading that is too warm, or a few minutes of them: it may be the door (`check_again`); nobody knows, for no
 * reading came for too long (`unknown`); `ok`; or nobody ever read a thermometer there (`no_readings`).
 */
export const coldStates = ['discard', 'warm', 'check_again', 'unknown', 'ok', 'no_readings'] as const;
export type ColdState = (typeof coldStates)[number];

export interface LastReading {
  /** To a tenth. */
  celsius: number;
  occurredAt: Instant;
  source: ReadingSource;
  /** The label of the sensor's token; null for what a person read. */
  sensor: string | null;
}

export type ExcursionVerdict = 'running' | 'in_time' | 'too_long';

/** A time when a fridge or freezer was too warm. */
export interface ExcursionReply {
  id: Id;
  siteId: Id;
  siteName: string;
  probe: 'fridge' | 'freezer';
  beganAt: Instant;
  /** Null while it is too warm. */
  endedAt: Instant | null;
  /** Null where nobody read a thermometer in a power cut. */
  peakCelsius: number | null;
  limitCelsius: number;
  /** How long food may be warm where the air around is not hot. */
  allowedMinutes: number;
  /** When the time was up, or will be if it stays as warm; null where it was cold again before, or the clock does not run. */
  timeUpAt: Instant | null;
  verdict: ExcursionVerdict;
  warmReadings: number;
  /** When a steward looked after the time was up; null when nobody did. */
  checkedAt: Instant | null;
}

export interface PowerCutReply {
  id: Id;
  siteId: Id;
  beganAt: Instant;
  endedAt: Instant | null;
  isFreezerFull: boolean;
}

export interface ColdLimitsReply {
  fridgeCelsius: number;
  freezerCelsius: number;
  allowedMinutes: number;
  hotAllowedMinutes: number;
  preparedFoodDays: number;
}

/** An excursion that somebody has to do something about. */
export interface AlarmReply extends ExcursionReply {
  /** The newest of those thermometers that show it; null when it is over, or where nobody measured. */
  reading: LastReading | null;
}

/** Everything about the cold of one site, now. */
export interface ColdReply {
  siteId: Id;
  state: ColdState;
  /** Of the excursion that decides the state. */
  warmSince: Instant | null;
  timeUpAt: Instant | null;
  /** The newest of any thermometer, which need not be the one that shows an alarm. */
  last: Record<Probe, LastReading | null>;
  /** Excursions that last, or whose time was up and that nobody has looked after. */
  alarms: AlarmReply[];
  /** The power cut that lasts. */
  powerCut: PowerCutReply | null;
  lastCheckAt: Instant | null;
  preset: Preset;
  limits: ColdLimitsReply;
  /** What is set for this site alone; null where the preset says it. */
  own: { [Limit in keyof ColdLimitsReply]: number | null };
  visitEveryHours: number;
  acceptsNote: string | null;
}

/** Changes what the request names; null gives a limit back to the preset. */
export class ChangeSiteCold {
  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0)
  @Max(15)
  fridgeCelsius?: number | null;
  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(-40)
  @Max(0)
  freezerCelsius?: number | null;
  /** How long food may be above the fridge's limit, 15 minutes to a day; and where the air around is hotter than 32 °C. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(15) @Max(1440) allowedMinutes?:
    number | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(15) @Max(1440) hotAllowedMinutes?:
    number | null;
  /** Days that prepared food keeps from the day it was made on, 1 to 7. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(1) @Max(7) preparedFoodDays?:
    number | null;
  /** A visit is overdue when the last one is longer ago. */
  @IsOptional() @IsInt() @Min(1) @Max(720) visitEveryHours?: number;
  /** What this site takes and what not, in the words of those who look after it. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(500) acceptsNote?: string | null;
}

export class BeginPowerCut {
  @IsOptional() @IsId() id?: Id;
  /** At most 30 days ago. */
  @IsInstant() beganAt!: Instant;
  /** A full freezer keeps the cold for 48 hours, half a one for 24. */
  @IsOptional() @IsBoolean() isFreezerFull?: boolean;
}

export class EndPowerCut {
  @IsInstant() endedAt!: Instant;
}

/** Goods at a site and what becomes of them when they were too warm for too long. */
export interface WarmGoodsReply {
  itemId: Id;
  itemName: string;
  unit: Unit;
  categoryName: string | null;
  lotId: Id | null;
  lotCode: string | null;
  useBy: Day | null;
  bestBy: Day | null;
  /** Base units. */
  onHand: number;
  whenWarm: WhenWarm;
}

export class DiscardedLine {
  @IsId() itemId!: Id;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsId() lotId?: Id | null;
  @IsInt() @Min(1) @Max(largestQuantity) quantity!: number;
}

/** A steward looked after food had been too warm: threw out what spoils, and says whether it is cold again. */
export class CheckCold {
  @IsId() id!: Id;
  /** May lie in the past, when it was kept on a device; at most 10 minutes ahead of the server. */
  @IsInstant() checkedAt!: Instant;
  /** What was thrown out; recorded as waste, too warm. */
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => DiscardedLine)
  discarded!: DiscardedLine[];
}

export interface CheckColdReply {
  cold: ColdReply;
  /** One result a line thrown out, in the order sent. */
  discarded: MovementResult[];
}

/** How warm it was in one step of a {@link TemperaturesReply}; steps without a reading are left out. */
export interface TemperatureStep {
  /** The beginning of the step. */
  at: Instant;
  leastCelsius: number;
  mostCelsius: number;
  lastCelsius: number;
}

/** What one thermometer told, or, without a sensor, what people read. */
export interface ThermometerSteps {
  /** The label of the sensor's token. */
  sensor: string | null;
  steps: TemperatureStep[];
}

/** Temperatures of a site over a time, in at most 300 steps a probe, and what happened meanwhile: for a chart. */
export interface TemperaturesReply {
  siteId: Id;
  from: Instant;
  to: Instant;
  stepMinutes: number;
  /** Of all thermometers together. */
  probes: Record<Probe, TemperatureStep[]>;
  /** The same of each thermometer, people last; empty where there is but one. */
  thermometers: Record<Probe, ThermometerSteps[]>;
  excursions: ExcursionReply[];
  powerCuts: PowerCutReply[];
  /** Visits that stewards made. */
  visitedAt: Instant[];
}
