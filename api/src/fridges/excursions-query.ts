import { IsOptional } from 'class-validator';
import { IsId, IsInstantOrDay } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class ExcursionsQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  /** What had not ended by this instant, or by the start of this day (the group's calendar). */
  @IsOptional() @IsInstantOrDay() from?: string;
  /** What began before this instant, or by the end of this day. */
  @IsOptional() @IsInstantOrDay() to?: string;
}
