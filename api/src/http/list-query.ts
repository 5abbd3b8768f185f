import { IsOptional, IsString, Length } from 'class-validator';

/** What every list takes. */
export class ListQuery {
  /** Rows a page, 1 to 500; 100 when not said. */
  @IsOptional() @IsString() @Length(1, 10) limit?: string;
  /** `nextCursor` of the page before. */
  @IsOptional() @IsString() @Length(1, 300) cursor?: string;
}
