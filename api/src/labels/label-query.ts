import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { labelSymbologies, type LabelSymbology } from '@shared/labels/labels.contract';
import { type LabelLanguage, labelLanguages } from './label-phrases';

/** How labels are to look. */
export class LabelQuery {
  /** `qr` when not said. `retail` draws the item's retail barcode. */
  @IsOptional() @IsIn(labelSymbologies) symbology?: LabelSymbology;
  /** Language of "Use by" and of dates; the caller's Accept-Language when not said. */
  @IsOptional() @IsIn(labelLanguages) language?: LabelLanguage;
  /** A sheet whose label size to draw in, one of `GET /labels/sheets`; 62 × 29 mm when not said. */
  @IsOptional() @IsString() @Length(1, 60) sheet?: string;
  /** Dots an inch of a PNG, 150 to 600; 300 when not said. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(150) @Max(600) dpi?: number;
}
