import { IsOptional } from 'class-validator';
import { IsInstant } from '@shared/rules/field-rules';
import type { Instant } from '@shared/words/instant';

export class TemperaturesQuery {
  /** Three days before `to` when not said; at most 31 days before it. */
  @IsOptional() @IsInstant() from?: Instant;
  /** Now when not said. */
  @IsOptional() @IsInstant() to?: Instant;
}
