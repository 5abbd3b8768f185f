import { Controller, Get, Query, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { IsId, IsWords } from '@shared/rules/field-rules';
import { Caller, MemberDoor } from '@api/http/doors';
import { ListQuery } from '@api/http/list-query';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { type StockFilter, stockList } from './stock-list.query';

export class StockListQuery extends ListQuery {
  @IsOptional() @IsId() siteId?: string;
  @IsOptional() @IsId() itemId?: string;
  @IsOptional() @IsId() categoryId?: string;
  /** Words of the item's name; small typing errors do no harm. */
  @IsOptional() @IsWords(200) q?: string;
  @IsOptional() @IsIn(['true', 'false']) needsCount?: 'true' | 'false';
}

/** How much of what is where. */
@Controller('v1/stock')
export class StockController {
  constructor(private readonly database: Database) {}

  /** Levels by item name, item and site, with their lots. Answers a `Page<StockReply>`. */
  @Get()
  @MemberDoor('volunteer')
  async stock(
    @Caller() caller: Actor,
    @Query() query: StockListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { limit, cursor, needsCount, ...words } = query;
    const filter: StockFilter = {
      ...words,
      limit: readPage(limit, undefined).limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(needsCount === undefined ? {} : { needsCount: needsCount === 'true' }),
    };
    const text = await this.database.read(caller, (work) => stockList(work, filter));
    // PostgreSQL wrote the JSON: reading it into objects to write it again would cost more than the query.
    void reply.type('application/json; charset=utf-8').send(text);
  }
}
