import { Controller, Get, Query } from '@nestjs/common';
import type { FridgeReply } from '@shared/fridges/visits.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { ListQuery } from '@api/http/list-query';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { fridgeById, fridges } from './fridges.query';

/** Fridges and how they are. */
@Controller('v1/fridges')
export class FridgesController {
  constructor(private readonly database: Database) {}

  /** The group's open fridges by name, with the last visit, how full and how warm they are, and whether a visit is overdue. */
  @Get()
  @MemberDoor('volunteer')
  list(@Caller() caller: Actor, @Query() query: ListQuery): Promise<Page<FridgeReply>> {
    const page = readPage(query.limit, query.cursor);
    return this.database.read(caller, (work) => fridges(work, page));
  }

  /** One fridge, by the id of its site. */
  @Get(':id')
  @MemberDoor('volunteer')
  fridge(@Caller() caller: Actor, @IdParam() id: string): Promise<FridgeReply> {
    return this.database.read(caller, (work) => fridgeById(work, id));
  }
}
