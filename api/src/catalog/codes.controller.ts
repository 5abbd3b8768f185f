import { Controller, Get, Param, Query } from '@nestjs/common';
import type { CodeReply } from '@shared/catalog/catalog.contract';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { CodeQuery } from './code-query';
import { meaningOfCode } from './meaning-of-code.query';

/** What a scan means. */
@Controller('v1/codes')
export class CodesController {
  constructor(private readonly database: Database) {}

  /** Resolves one raw scan, percent-encoded; 422 `invalid_code` with the reason in words for what cannot be read. */
  @Get(':code')
  @MemberDoor('volunteer')
  code(@Caller() caller: Actor, @Param('code') raw: string, @Query() query: CodeQuery): Promise<CodeReply> {
    return this.database.read(caller, (work) => meaningOfCode(work, raw, query.symbology));
  }
}
