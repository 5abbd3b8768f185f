import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type MissedAskReply, RecordMissedAsk } from '@shared/needs/needs.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import { ensureKnown } from '@api/platform/ensure-known';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { missedAsks } from './missed-asks.query';
import { MissedAsksQuery } from './missed-asks-query';
import { recordMissedAsk } from './record-missed-ask';

/** Someone asked and we had none: what and how many, never who. */
@Controller('v1/missed-asks')
export class MissedAsksController {
  constructor(private readonly database: Database) {}

  /** Records a missed ask; 201, or 200 for one that stands already. */
  @Post()
  @MemberDoor('volunteer')
  async record(
    @Caller() caller: Actor,
    @Body() body: RecordMissedAsk,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MissedAskReply> {
    const { isNew, thing } = await this.database.write(caller, (work) => recordMissedAsk(work, body));
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** Missed asks, newest first. */
  @Get()
  @MemberDoor('volunteer')
  list(@Caller() caller: Actor, @Query() query: MissedAsksQuery): Promise<Page<MissedAskReply>> {
    const page = readPage(query.limit, query.cursor);
    const { siteId = null, itemId = null } = query;
    return this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId, itemId });
      return missedAsks(work, { siteId, itemId }, page);
    });
  }
}
