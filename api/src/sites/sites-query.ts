import { IsIn, IsOptional } from 'class-validator';
import { ListQuery } from '@api/http/list-query';

export class SitesQuery extends ListQuery {
  /** `true` lists closed sites too. */
  @IsOptional() @IsIn(['true', 'false']) closed?: 'true' | 'false';
}
