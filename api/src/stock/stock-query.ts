import { IsIn, IsOptional } from 'class-validator';
import { IsId, IsWords } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class StockQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  @IsOptional() @IsId() itemId?: Id;
  @IsOptional() @IsId() categoryId?: Id;
  /** Words of the item's name; small typing errors do no harm. */
  @IsOptional() @IsWords(200) q?: string;
  /** Only what is known to need a count, or only the rest. */
  @IsOptional() @IsIn(['true', 'false']) needsCount?: 'true' | 'false';
}
