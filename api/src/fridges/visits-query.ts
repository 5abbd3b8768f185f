import { IsOptional } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class VisitsQuery extends ListQuery {
  /** Visits to this fridge. */
  @IsOptional() @IsId() siteId?: Id;
}
