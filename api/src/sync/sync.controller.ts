import { Controller, Get, Query } from '@nestjs/common';
import type { SyncReply } from '@shared/sync/sync.contract';
import type { CompressibleJson } from '@api/http/compressible-json';
import { Caller, MemberDoor } from '@api/http/doors';
import type { Actor } from '@api/platform/work';
import { SyncAnswers } from '@api/http/sync-answers';
import { SyncQuery } from './sync-query';

/** What a device needs to work without a network. */
@Controller('v1/sync')
export class SyncController {
  constructor(private readonly answers: SyncAnswers) {}

  /**
   * Everything that a device keeps, or what changed since a cursor: catalogue with codes, sites with their rules, par levels,
   * levels and lots. Compressed where the caller takes that.
   */
  @Get()
  @MemberDoor('volunteer')
  sync(@Caller() caller: Actor, @Query() query: SyncQuery): Promise<CompressibleJson<SyncReply>> {
    return this.answers.answer(caller, query.since ?? null, query.siteId?.toLowerCase() ?? null);
  }
}
