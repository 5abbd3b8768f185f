import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { HoldLot, type LotReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { holdLot, releaseLot } from './hold-lot';
import { LotsQuery } from './lots-query';
import { lotById, lots } from './lots-of-item.query';

/** Batches of items, and which of them are on hold. */
@Controller('v1/lots')
export class LotsController {
  constructor(private readonly database: Database) {}

  /** Lots of the group, or of one item, newest first. */
  @Get()
  @MemberDoor('volunteer')
  lots(@Caller() caller: Actor, @Query() query: LotsQuery): Promise<Page<LotReply>> {
    return this.database.read(caller, (work) =>
      lots(work, query.itemId, readPage(query.limit, query.cursor)),
    );
  }

  /** One lot. */
  @Get(':id')
  @MemberDoor('volunteer')
  lot(@Caller() caller: Actor, @IdParam() id: string): Promise<LotReply> {
    return this.database.read(caller, (work) => lotById(work, id));
  }

  /** Puts a lot on hold: it is not to be handed out. */
  @Post(':id/hold')
  @HttpCode(200)
  @MemberDoor('steward')
  hold(@Caller() caller: Actor, @IdParam() id: string, @Body() body: HoldLot): Promise<LotReply> {
    return this.database.write(caller, (work) => holdLot(work, id, body));
  }

  /** Releases a lot; a recall hold only by an organizer. */
  @Delete(':id/hold')
  @MemberDoor('steward')
  release(@Caller() caller: Actor, @IdParam() id: string): Promise<LotReply> {
    return this.database.write(caller, (work) => releaseLot(work, id));
  }
}
