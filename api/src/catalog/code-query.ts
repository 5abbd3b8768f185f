import { IsOptional, IsString, Length } from 'class-validator';

export class CodeQuery {
  /** The kind of bar code, where the scanner knows it: `upc_e`, `ean_13`, `code_128`, `qr_code` … */
  @IsOptional() @IsString() @Length(1, 40) symbology?: string;
}
