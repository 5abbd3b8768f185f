import { IsIn, IsOptional } from 'class-validator';
import { type LabelLanguage, labelLanguages } from './label-phrases';

export class SheetQuery {
  /** Language of "Use by" and of dates; the caller's Accept-Language when not said. */
  @IsOptional() @IsIn(labelLanguages) language?: LabelLanguage;
}
