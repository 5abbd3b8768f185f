import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, IsOptional } from 'class-validator';
import { IsId, IsWords } from '@shared/rules/field-rules';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';
import {
  type Channel,
  type LineProblem,
  linesAtMost,
  type MovementLine,
  type Reason,
  type WasteReason,
} from './movement-line';

/** 1 to 500 movements. Each line is judged by itself: one that is wrong is refused and stops no other. */
export class RecordMovements {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(linesAtMost) @IsObject({ each: true }) movements!: MovementLine[];

  /** The same rules in one look, for the call that every scan makes: building and checking a class costs more than the scan. */
  static isSurelyValid(body: object): boolean {
    if (Object.keys(body).length !== 1 || !('movements' in body) || !Array.isArray(body.movements))
      return false;
    const lines: unknown[] = body.movements;
    return (
      lines.length >= 1 &&
      lines.length <= linesAtMost &&
      lines.every((line) => typeof line === 'object' && line !== null && !Array.isArray(line))
    );
  }
}

/** A rule that the person scanning should hear about. Warnings never stop a movement. */
export const movementWarnings = [
  'past_use_by',
  'past_best_by',
  'below_zero',
  'site_refuses',
  'on_hold',
  /** Somebody counted after it happened and before it arrived: it is recorded, and what was counted stands. */
  'late',
] as const;
export type MovementWarning = (typeof movementWarnings)[number];

export interface MovementResult {
  /** As sent; null where the line carried no text there. */
  id: string | null;
  status: 'recorded' | 'duplicate' | 'refused';
  /** Level of the item after the request, at the site it left, or where it came to if it came from outside. Base units. */
  onHand: number | null;
  warnings: MovementWarning[];
  problem: LineProblem | null;
}

/** One result a line, in the order sent. */
export interface RecordMovementsReply {
  results: MovementResult[];
}

export interface MovementReply {
  id: Id;
  reason: Reason;
  itemId: Id;
  itemName: string;
  unit: Unit;
  quantity: number;
  fromSiteId: Id | null;
  toSiteId: Id | null;
  lot: { id: Id; code: string | null; useBy: Day | null; bestBy: Day | null; madeOn: Day | null } | null;
  occurredAt: Instant;
  recordedAt: Instant;
  /** Null once the member asked to be forgotten. */
  memberName: string | null;
  channel: Channel | null;
  householdSize: number | null;
  donor: string | null;
  wasteReason: WasteReason | null;
  note: string | null;
  /** The movement that this one undoes. */
  reverses: Id | null;
  /** The movement that undid this one. */
  reversedBy: Id | null;
  /** When somebody counted before this one arrived, and what was counted stands; null for what arrived in time. */
  lateFor: Instant | null;
  /** The late movement that this one balances, so that what was counted stands. Undo it when the count came before that one. */
  balances: Id | null;
  /** The transfer that it is part of: such a movement is not undone by itself. */
  transferId: Id | null;
  /** Nobody scanned it: it follows from a visit, and happened at some time between the two instants. Else null. */
  inferred: { visitId: Id; from: Instant; to: Instant } | null;
}

/** A movement that undoes another one, and what that made of the level. */
export interface ReversalReply extends MovementReply {
  /** Level of the item after the reversal at the site it left, or where it came to if it came from outside. Base units. */
  onHand: number;
}

/** Undoes a movement by a linked movement the other way round. */
export class ReverseMovement {
  @IsId() id!: Id;
  /** Why: "wrong site", "scanned twice". */
  @IsWords(500) note!: string;
}

export class HoldLot {
  @IsOptional() @IsIn(['quality', 'recall']) kind?: 'quality' | 'recall';
  @IsOptional() @IsWords(500) note?: string;
}

export interface LotReply {
  id: Id;
  itemId: Id;
  code: string | null;
  useBy: Day | null;
  bestBy: Day | null;
  madeOn: Day | null;
  onHold: boolean;
  holdKind: 'quality' | 'recall' | null;
  holdNote: string | null;
}

export interface LotLevelReply {
  /** Null for goods of no known lot. */
  lotId: Id | null;
  code: string | null;
  useBy: Day | null;
  bestBy: Day | null;
  /** Base units; may be below zero. */
  onHand: number;
  onHold: boolean;
  /** True where hand-outs without a lot were taken off this lot, earliest date first. */
  estimated: boolean;
}

export interface StockReply {
  siteId: Id;
  siteName: string;
  itemId: Id;
  itemName: string;
  unit: Unit;
  categoryId: Id | null;
  /** The level: all movements in minus all out, whatever the lot. Base units; may be below zero. */
  onHand: number;
  /** What of it may be handed out: without lots on hold or past their use-by date. */
  available: number;
  lots: LotLevelReply[];
  minimum: number | null;
  target: number | null;
  /** True once the level fell below zero and nobody has counted since. */
  needsCount: boolean;
}
