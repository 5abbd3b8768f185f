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
import { largestQuantity } from '@shared/words/quantity';

export class CountedLot implements LotKey {
  @IsOptional() @IsWords(60) code?: string;
  @IsOptional() @IsDay() useBy?: Day;
  @IsOptional() @IsDay() bestBy?: Day;
  @IsOptional() @IsDay() madeOn?: Day;
}

export class CountLine {
  @IsId() itemId!: Id;
  /** What was there, in base units. */
  @IsInt() @Min(0) @Max(largestQuantity) counted!: number;
  /** The batch that was counted; all of the item when not said. */
  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @ValidateNested()
  @Type(() => CountedLot)
  lot?: CountedLot | null;
}

/** What somebody counted at a site, as it was at that moment. */
export class RecordCount {
  @IsId() id!: Id;
  @IsId() siteId!: Id;
  /** May lie in the past, when it was kept on a device; at most 10 minutes ahead of the server. */
  @IsInstant() occurredAt!: Instant;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => CountLine)
  lines!: CountLine[];
}

export interface CountLineReply {
  itemId: Id;
  lotId: Id | null;
  counted: number;
  /** What the books said for that moment. */
  expected: number;
  /** The movement that brought the level to what was counted; null where both agreed. Undo it to undo the count of this line. */
  movementId: Id | null;
  /** Level of the item at the site now. */
  onHand: number;
}

export interface CountReply {
  id: Id;
  siteId: Id;
  occurredAt: Instant;
  recordedAt: Instant;
  lines: CountLineReply[];
}
