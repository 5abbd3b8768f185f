import { IsInt, Max, Min } from 'class-validator';
import type { Id } from '@shared/words/id';
import { largestQuantity, type Unit } from '@shared/words/quantity';

/** How much a site should have of an item, in base units. */
export class SetParLevel {
  /** "Keep at least." */
  @IsInt() @Min(0) @Max(largestQuantity) minimum!: number;
  /** "Aim for"; not below the minimum. */
  @IsInt() @Min(0) @Max(largestQuantity) target!: number;
}

export interface ParLevelReply {
  /** Null for the default of every site of the group, and for the group's own over all its sites. */
  siteId: Id | null;
  itemId: Id;
  minimum: number;
  target: number;
}

/** A par level on the list of them. */
export interface ListedParLevelReply extends ParLevelReply {
  itemName: string;
  unit: Unit;
  /** Whose it is: of a site alone, the default of every site of the group, or of the group over all its sites. */
  holdsFor: 'site' | 'every_site' | 'group';
}
