import { IsInt, Max, Min } from 'class-validator';
import type { Id } from '@shared/words/id';
import { largestQuantity } from '@shared/words/quantity';

/** How much a site should have of an item, in base units. */
export class SetParLevel {
  /** "Keep at least." */
  @IsInt() @Min(0) @Max(largestQuantity) minimum!: number;
  /** "Aim for"; not below the minimum. */
  @IsInt() @Min(0) @Max(largestQuantity) target!: number;
}

export interface ParLevelReply {
  /** Null for the default of every site of the group. */
  siteId: Id | null;
  itemId: Id;
  minimum: number;
  target: number;
}
