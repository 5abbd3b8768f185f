import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsId, IsInstant, IsWords } from '@shared/rules/field-rules';
import type { MovementReply, MovementResult } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';
import { type Probe, probes } from './reading-line';
import type { LeftLine, LeftResult, PutInLine, ThrownOutLine } from './visit-lines';

/** How a fridge was found. */
export const visitConditions = ['clean', 'needs_cleaning', 'needs_repair', 'not_there'] as const;
export type VisitCondition = (typeof visitConditions)[number];

/** How full a fridge is: 0 empty, 1 a little, 2 half and more, 3 full. */
export const fullnesses = [0, 1, 2, 3] as const;
export type Fullness = (typeof fullnesses)[number];

/** Lines of each kind that one visit may have. */
export const visitLinesAtMost = 200;

export class VisitTemperature {
  @IsIn(probes) probe!: Probe;
  /** Degrees Celsius to 0.1. */
  @IsNumber({ maxDecimalPlaces: 1 }) @Min(-60) @Max(80) celsius!: number;
}

/**
 * What a steward saw and did at a fridge. The same id and content again changes nothing. Lines are judged by themselves: one that is
 * wrong is refused and stops no other. While lines of a visit are refused, it may come again with others in their place; what was
 * recorded of it stays as it is, and has to come with them.
 */
export class RecordVisit {
  @IsId() id!: Id;
  @IsId() siteId!: Id;
  /** May lie in the past, when it was kept on a device; at most 10 minutes ahead of the server. */
  @IsInstant() occurredAt!: Instant;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => VisitTemperature)
  temperatures?: VisitTemperature[];
  /** When leaving: 0 empty, 1 a little, 2 half and more, 3 full. */
  @IsOptional() @IsInt() @Min(0) @Max(3) fullness?: number;
  @IsOptional() @IsIn(visitConditions) condition?: VisitCondition;
  @IsOptional() @IsWords(500) note?: string;
  /** What was still there, before anything was put in. */
  @IsOptional() @IsArray() @ArrayMaxSize(visitLinesAtMost) @IsObject({ each: true }) left?: LeftLine[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(visitLinesAtMost)
  @IsObject({ each: true })
  thrownOut?: ThrownOutLine[];
  @IsOptional() @IsArray() @ArrayMaxSize(visitLinesAtMost) @IsObject({ each: true }) putIn?: PutInLine[];
  /** A JPEG, PNG or WebP picture in base64. It is encoded anew; one that is no picture costs the visit nothing. */
  @IsOptional() @IsString() @MaxLength(1_000_000) @Matches(/^[A-Za-z0-9+/]+={0,2}$/) photo?: string;
}

export class ReverseVisit {
  @IsId() id!: Id;
  /** Why: "wrong fridge". */
  @IsWords(500) note!: string;
}

/** How much of something is still there, when nobody counted. */
export interface VisitLeft {
  /** One of the two. */
  itemId: Id | null;
  categoryId: Id | null;
  name: string;
  /** Of an item. */
  unit: Unit | null;
  /** Counted, base units; null where it was said roughly. */
  quantity: number | null;
  level: 'few' | 'some' | 'many' | null;
}

export interface VisitReply {
  id: Id;
  siteId: Id;
  siteName: string;
  occurredAt: Instant;
  recordedAt: Instant;
  /** Null once the member asked to be forgotten. */
  memberName: string | null;
  temperatures: VisitTemperature[];
  fullness: Fullness | null;
  condition: VisitCondition | null;
  note: string | null;
  /** `/api/v1/photos/ID`; null when there is none, or no more. */
  photoId: Id | null;
  left: VisitLeft[];
  thrownOut: MovementReply[];
  putIn: MovementReply[];
  /** What follows from this visit and the ones before it: taken by neighbours (`distribution`), or brought (`donation`). */
  inferred: MovementReply[];
  reversedAt: Instant | null;
}

/** A visit that stands, and what became of each line, in the order sent. */
export interface RecordVisitReply {
  visit: VisitReply;
  left: LeftResult[];
  thrownOut: MovementResult[];
  putIn: MovementResult[];
  /** Null when no photo was sent. */
  photo: 'kept' | 'refused' | null;
}

/** A fridge and what is known about it. */
export interface FridgeReply {
  siteId: Id;
  name: string;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  lastVisit: {
    id: Id;
    occurredAt: Instant;
    fullness: Fullness | null;
    condition: VisitCondition | null;
    photoId: Id | null;
  } | null;
  /** The newest said of each, which may be from visits before the last. */
  fullness: Fullness | null;
  condition: VisitCondition | null;
  /** While it is too warm, of the thermometers that show it. */
  temperature: { celsius: number; takenAt: Instant } | null;
  lastRestockAt: Instant | null;
  /** True when nobody visited for longer than the fridge should wait. */
  overdue: boolean;
}
