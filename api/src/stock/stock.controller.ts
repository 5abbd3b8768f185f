import { Controller, Get, Header, Query } from '@nestjs/common';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import { type JsonText, jsonType } from '@api/platform/json-text';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { stockList } from './stock-list.query';
import { StockQuery } from './stock-query';

/** How much of what is where. */
@Controller('v1/stock')
export class StockController {
  constructor(private readonly database: Database) {}

  /** Levels by item name, item and site, with their lots. */
  @Get()
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  stock(@Caller() caller: Actor, @Query() query: StockQuery): Promise<JsonText<Page<StockReply>>> {
    const { limit, cursor, needsCount, ...words } = query;
    const filter = {
      ...words,
      limit: readPage(limit, undefined).limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(needsCount === undefined ? {} : { needsCount: needsCount === 'true' }),
    };
    return this.database.read(caller, (work) => stockList(work, filter));
  }
}
