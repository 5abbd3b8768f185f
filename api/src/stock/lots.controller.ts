import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import { HoldLot, type LotReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { ListQuery } from '@api/http/list-query';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { holdLot, releaseLot } from './hold-lot';
import { lotById, lots } from './lots.query';

export class LotListQuery extends ListQuery {
  @IsOptional() @IsId() itemId?: string;
}

/** Batches of items, and which of them are on hold. */
@Controller('v1/lots')
export class LotsController {
  constructor(private readonly database: Database) {}

  @Get()
  @MemberDoor('volunteer')
  lots(@Caller() caller: Actor, @Query() query: LotListQuery): Promise<Page<LotReply>> {
    return this.database.read(caller, (work) =>
      lots(work, query.itemId, readPage(query.limit, query.cursor)),
    );
  }

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
