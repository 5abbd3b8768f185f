import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsId, IsWords } from '@shared/rules/field-rules';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { type Unit, units } from '@shared/words/quantity';

/** What rules a category's goods fall under. */
export const categoryKinds = [
  'ordinary',
  'raw_meat_fish',
  'raw_milk',
  'prepared_food',
  'infant_food',
  'alcohol',
  'medicine',
  /** Naloxone: flagged past its date, never discarded. */
  'overdose_reversal',
] as const;
export type CategoryKind = (typeof categoryKinds)[number];

/** What becomes of a category's goods when they were too warm for too long: thrown out, looked at one by one, or kept. */
export const whenWarms = ['discard', 'look', 'keep'] as const;
export type WhenWarm = (typeof whenWarms)[number];

export class MakeCategory {
  @IsOptional() @IsId() id?: Id;
  @IsWords(80) name!: string;
  @IsOptional() @IsIn(categoryKinds) kind?: CategoryKind;
  /** Days that goods of it usually keep, unopened; null where they keep. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(1) @Max(36_500) shelfLifeDays?:
    number | null;
  /** When it was too warm for too long; by its kind when not said. */
  @IsOptional() @IsIn(whenWarms) whenWarm?: WhenWarm;
}

export class ChangeCategory {
  @IsOptional() @IsWords(80) name?: string;
  @IsOptional() @IsIn(categoryKinds) kind?: CategoryKind;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(1) @Max(36_500) shelfLifeDays?:
    number | null;
  @IsOptional() @IsIn(whenWarms) whenWarm?: WhenWarm;
}

export interface CategoryReply {
  id: Id;
  name: string;
  kind: CategoryKind;
  shelfLifeDays: number | null;
  whenWarm: WhenWarm;
}

/** A code that stands for an item and how many base units one scan of it means. */
export class ItemBarcode {
  @IsString() @Length(1, 200) code!: string;
  /** 1 when not said. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) packQuantity?: number;
}

export class MakeItem {
  @IsOptional() @IsId() id?: Id;
  @IsWords(160) name!: string;
  @IsIn(units) unit!: Unit;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsId() categoryId?: Id | null;
  /** Items of one family differ in `variant` only: family "Diapers", variant "size 4". */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(120) family?: string | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(60) variant?: string | null;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ItemBarcode)
  barcodes?: ItemBarcode[];
  /**
   * What to do when a code stands for another item already: `refuse` (409 `in_use`, when not said), or `use_existing`: answer
   * that item (200) and take `id` as another name of it from now on, for what was recorded with it before anybody knew. An
   * item that counts in another unit is refused all the same.
   */
  @IsOptional() @IsIn(['refuse', 'use_existing']) onConflict?: 'refuse' | 'use_existing';
}

export class ChangeItem {
  @IsOptional() @IsWords(160) name?: string;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsId() categoryId?: Id | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(120) family?: string | null;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsWords(60) variant?: string | null;
  /** An archived item keeps its history and leaves the lists. */
  @IsOptional() @IsBoolean() archived?: boolean;
}

export class BindBarcode {
  /** Base units that one scan of the code means: 12 for a case of 12 cans. */
  @IsInt() @Min(1) @Max(1_000_000) packQuantity!: number;
}

export interface BarcodeReply {
  /** Retail codes as GTIN-14, others as they read. */
  code: string;
  packQuantity: number;
}

export interface ItemReply {
  id: Id;
  name: string;
  unit: Unit;
  categoryId: Id | null;
  family: string | null;
  variant: string | null;
  /** Our own code, as on its label. */
  ownCode: string;
  barcodes: BarcodeReply[];
  archived: boolean;
}

/** What the product directory knows about a retail code that the group does not use yet. */
export interface DirectoryProduct {
  name: string;
  brand: string | null;
  /** As printed, such as "400 g". */
  quantityText: string | null;
  category: string | null;
}

/** What one raw scan means to the group. */
export interface CodeReply {
  kind: 'item' | 'lot' | 'site' | 'unknown';
  /** GTIN-14 where the code carries one. */
  gtin?: string;
  /** True for a code of restricted circulation: the shop or group that made it gives it its meaning. */
  restricted?: boolean;
  item?: ItemReply;
  /** Base units that one scan means. */
  packQuantity?: number;
  site?: { id: Id; name: string };
  lotId?: Id;
  lotCode?: string;
  useBy?: Day;
  bestBy?: Day;
  madeOn?: Day;
  weightGrams?: number;
  volumeMl?: number;
  count?: number;
  serial?: string;
  plu?: string;
  organic?: boolean;
  /** The code as it would be bound to an item of the group. */
  code?: string;
  directory?: DirectoryProduct;
}
