import { IsOptional } from 'class-validator';
import { IsId, IsInstantOrDay } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class MovementsQuery extends ListQuery {
  /** Movements that left the site or came to it. */
  @IsOptional() @IsId() siteId?: Id;
  @IsOptional() @IsId() itemId?: Id;
  /** From this instant on, or from the start of this day (the group's calendar). */
  @IsOptional() @IsInstantOrDay() from?: string;
  /** Before this instant, or to the end of this day. */
  @IsOptional() @IsInstantOrDay() to?: string;
}
