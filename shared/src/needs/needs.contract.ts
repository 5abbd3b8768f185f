import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsId, IsInstant, IsWords } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { largestQuantity } from '@shared/words/quantity';

/** Someone asked and we had none. What was asked for, never by whom: an item, or words for what has no item yet. */
export class RecordMissedAsk {
  /** Made by the sender; sent again, it is the same ask. Made by the server when left out. */
  @IsOptional() @IsId() id?: Id;
  @IsId() siteId!: Id;
  @IsOptional() @IsId() itemId?: Id;
  /** Needed when there is no itemId. */
  @IsOptional() @IsWords(200) text?: string;
  /** Base units of the item, or pieces. */
  @IsInt() @Min(1) @Max(largestQuantity) quantity!: number;
  /** May lie in the past, when it was kept on a device; at most 10 minutes ahead of the server. */
  @IsInstant() occurredAt!: Instant;
}

export interface MissedAskReply {
  id: Id;
  siteId: Id;
  siteName: string;
  /** Null for what has no item yet. */
  itemId: Id | null;
  itemName: string | null;
  text: string | null;
  quantity: number;
  occurredAt: Instant;
}
