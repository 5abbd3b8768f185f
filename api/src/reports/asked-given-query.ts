import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { IsDay, IsId } from '@shared/rules/field-rules';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';

export class AskedGivenQuery {
  @IsOptional() @IsId() siteId?: Id;
  @IsOptional() @IsId() categoryId?: Id;
  /** A day of the first week; 8 weeks ago when not said. */
  @IsOptional() @IsDay() from?: Day;
  /** How many weeks, 1 to 53; 8 when not said. */
  @IsOptional() @IsString() @Matches(/^([1-9]|[1-4]\d|5[0-3])$/) weeks?: string;
  /** csv gives the rows as CSV, as `Accept: text/csv` does. */
  @IsOptional() @IsIn(['json', 'csv']) format?: 'json' | 'csv';
}
