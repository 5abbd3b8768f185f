import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsId, IsWords } from '@shared/rules/field-rules';
import { ListQuery } from '@api/http/list-query';

export class ItemsQuery extends ListQuery {
  /** Words of the name, family or variant, also mistyped; or a code. */
  @IsOptional() @IsString() @Length(0, 200) q?: string;
  @IsOptional() @IsId() categoryId?: string;
  @IsOptional() @IsWords(120) family?: string;
  /** `true` lists archived items too. */
  @IsOptional() @IsIn(['true', 'false']) archived?: 'true' | 'false';
}
