import { IsIn, IsOptional } from 'class-validator';
import { IsDay, IsId } from '@shared/rules/field-rules';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

const yesOrNo = ['true', 'false'] as const;

export class TasksQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  /** Only those that the member who asks takes. */
  @IsOptional() @IsIn(yesOrNo) mine?: 'true' | 'false';
  /** Closed ones instead of open ones. */
  @IsOptional() @IsIn(yesOrNo) closed?: 'true' | 'false';
}

export class RotaQuery {
  @IsOptional() @IsId() siteId?: Id;
  /** Today when not said (the group's calendar). */
  @IsOptional() @IsDay() from?: Day;
  /** Two weeks after `from` when not said; at most six. */
  @IsOptional() @IsDay() to?: Day;
}

export class HandBackQuery {
  /** The slot, not only this day. */
  @IsOptional() @IsIn(yesOrNo) every?: 'true' | 'false';
}
