import { IsIn, IsOptional } from 'class-validator';
import { IsId, IsInstant } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { GroupShortagesQuery } from './group-shortages-query';

export class ShortagesQuery extends GroupShortagesQuery {
  @IsOptional() @IsId() siteId?: Id;
  /** Computes the figures as of this instant, with today's par levels. */
  @IsOptional() @IsInstant() asOf?: Instant;
  /** csv gives all rows as CSV, as `Accept: text/csv` does. */
  @IsOptional() @IsIn(['json', 'csv']) format?: 'json' | 'csv';
}
