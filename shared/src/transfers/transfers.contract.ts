import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsDay, IsId, IsInstant, IsWords } from '@shared/rules/field-rules';
import type { LotKey } from '@shared/stock/movement-line';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { largestQuantity, type Unit } from '@shared/words/quantity';

export class TransferLot implements LotKey {
  @IsOptional() @IsWords(60) code?: string;
  @IsOptional() @IsDay() useBy?: Day;
  @IsOptional() @IsDay() bestBy?: Day;
  @IsOptional() @IsDay() madeOn?: Day;
}

export class TransferLine {
  @IsId() itemId!: Id;
  @IsInt() @Min(1) @Max(largestQuantity) quantity!: number;
  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @ValidateNested()
  @Type(() => TransferLot)
  lot?: TransferLot | null;
}

/** Goods that travel: they leave one site and are in transit until received. */
export class ShipTransfer {
  @IsId() id!: Id;
  @IsId() fromSiteId!: Id;
  @IsId() toSiteId!: Id;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => TransferLine)
  lines!: TransferLine[];
  @IsInstant() shippedAt!: Instant;
}

/** What really arrived; may be nothing. What is short or over is settled by movements. */
export class ReceiveTransfer {
  @IsId() id!: Id;
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => TransferLine)
  lines!: TransferLine[];
  @IsInstant() receivedAt!: Instant;
}

export interface TransferLineReply {
  itemId: Id;
  itemName: string;
  unit: Unit;
  lot: { code: string | null; useBy: Day | null; bestBy: Day | null; madeOn: Day | null } | null;
  shipped: number;
  /** Null until received. */
  received: number | null;
  /** Received minus shipped; null until received. */
  difference: number | null;
}

export interface TransferReply {
  id: Id;
  fromSiteId: Id;
  toSiteId: Id;
  shippedAt: Instant;
  receivedAt: Instant | null;
  lines: TransferLineReply[];
}
