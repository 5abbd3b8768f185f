import { IsIn, IsOptional } from 'class-validator';
import { type Probe, probes } from '@shared/fridges/reading-line';
import { IsId, IsInstantOrDay } from '@shared/rules/field-rules';
import type { Id } from '@shared/words/id';
import { ListQuery } from '@api/http/list-query';

export class ReadingsQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: Id;
  @IsOptional() @IsIn(probes) probe?: Probe;
  /** From this instant on, or from the start of this day (the group's calendar). */
  @IsOptional() @IsInstantOrDay() from?: string;
  /** Before this instant, or to the end of this day. */
  @IsOptional() @IsInstantOrDay() to?: string;
}
