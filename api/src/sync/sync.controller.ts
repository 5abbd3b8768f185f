import { Controller, Get, Query } from '@nestjs/common';
import type { SyncReply } from '@shared/sync/sync.contract';
import { CompressibleJson } from '@api/http/compressible-json';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { readSync } from './read-sync';
import { SyncQuery } from './sync-query';

/** What a device needs to work without a network. */
@Controller('v1/sync')
export class SyncController {
  constructor(private readonly database: Database) {}

  /**
   * Everything that a device keeps, or what changed since a cursor: catalogue with codes, sites with their rules, par levels,
   * levels and lots. Compressed where the caller takes that.
   */
  @Get()
  @MemberDoor('volunteer')
  async sync(@Caller() caller: Actor, @Query() query: SyncQuery): Promise<CompressibleJson<SyncReply>> {
    const siteId = query.siteId?.toLowerCase() ?? null;
    return new CompressibleJson(
      await this.database.read(caller, (work) => readSync(work, query.since ?? null, siteId)),
    );
  }
}
