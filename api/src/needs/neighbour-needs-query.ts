import { IsIn, IsOptional } from 'class-validator';
import {
  needStates,
  type NeedState,
  reportStates,
  type ReportState,
} from '@shared/needs/neighbours.contract';
import { IsId } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class NeighbourNeedsQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  /** New and shown ones when not said. */
  @IsOptional() @IsIn(needStates) state?: NeedState;
}

export class NeighbourReportsQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  /** New ones when not said. */
  @IsOptional() @IsIn(reportStates) state?: ReportState;
}
