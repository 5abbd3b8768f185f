import { IsOptional, IsString, Length } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';

export class SyncQuery {
  /** `cursor` of the reply before; everything when not said. */
  @IsOptional() @IsString() @Length(1, 20_000) since?: string;
  /** Levels and lots of this site only. Changing it means a full load. */
  @IsOptional() @IsId() siteId?: string;
}
