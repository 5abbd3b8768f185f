import { IsIn, IsOptional } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class TransfersQuery extends ListQuery {
  /** Transfers that left the site or go to it. */
  @IsOptional() @IsId() siteId?: Id;
  /** Only those on the way, or only those received. */
  @IsOptional() @IsIn(['true', 'false']) open?: 'true' | 'false';
}
