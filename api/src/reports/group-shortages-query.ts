import { IsOptional, IsString, Length } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class GroupShortagesQuery extends ListQuery {
  @IsOptional() @IsId() categoryId?: Id;
  /** out, low, ok, surplus or all; several with commas. Out, low and whatever has missed asks when not said. */
  @IsOptional() @IsString() @Length(1, 60) status?: string;
}
