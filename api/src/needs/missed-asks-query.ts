import { IsOptional } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class MissedAsksQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  @IsOptional() @IsId() itemId?: Id;
}
