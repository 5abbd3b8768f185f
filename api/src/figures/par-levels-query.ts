import { IsOptional } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class ParLevelsQuery extends ListQuery {
  /** Only what holds at this site. */
  @IsOptional() @IsId() siteId?: Id;
}
