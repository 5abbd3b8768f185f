import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';

/** How a label's code is drawn. `retail` takes the item's retail barcode, where it has one. */
export const labelSymbologies = ['qr', 'datamatrix', 'code128', 'retail'] as const;
export type LabelSymbology = (typeof labelSymbologies)[number];

export class SheetLabel {
  /** Either an item or a lot. */
  @IsOptional() @IsId() itemId?: Id;
  @IsOptional() @IsId() lotId?: Id;
  @IsInt() @Min(1) @Max(2000) copies!: number;
}

export class PrintLabelSheet {
  /** One of the ids that `GET /labels/sheets` lists. */
  @IsString() @Length(1, 60) sheet!: string;
  /** Labels already used up on the first sheet. */
  @IsOptional() @IsInt() @Min(0) @Max(200) skip?: number;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => SheetLabel)
  labels!: SheetLabel[];
  @IsOptional() @IsIn(labelSymbologies) symbology?: LabelSymbology;
}

export interface LabelSheetReply {
  id: string;
  name: string;
  paper: 'a4' | 'letter' | 'roll';
  columns: number;
  rows: number;
  /** Millimetres. */
  labelWidth: number;
  labelHeight: number;
}
