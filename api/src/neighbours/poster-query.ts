import { IsIn, IsOptional } from 'class-validator';
import type { Paper } from './lay-out-poster';

export class PosterQuery {
  /** A4 when not said. */
  @IsOptional() @IsIn(['a4', 'letter']) paper?: Paper;
}
