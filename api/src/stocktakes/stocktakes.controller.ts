import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type CountReply, RecordCount } from '@shared/stocktakes/stocktakes.contract';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { recordCount } from './record-count';

/** Counting what is on a shelf. */
@Controller('v1/counts')
export class StocktakesController {
  constructor(private readonly database: Database) {}

  /**
   * Records what was counted at a site: levels become what was there at that moment, with what moved since. Where books and
   * shelf agree, nothing moves, and nothing needs a count any more. What happened before and arrives later does not shift it.
   */
  @Post()
  @MemberDoor('volunteer')
  async record(
    @Caller() caller: Actor,
    @Body() body: RecordCount,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CountReply> {
    const { isNew, thing } = await this.database.write(caller, (work) => recordCount(work, body));
    void reply.status(isNew ? 201 : 200);
    return thing;
  }
}
