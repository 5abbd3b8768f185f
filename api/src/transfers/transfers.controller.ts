import { Body, Controller, Get, Header, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReceiveTransfer, ShipTransfer, type TransferReply } from '@shared/transfers/transfers.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { type JsonText, jsonType } from '@api/platform/json-text';
import { readPage } from '@api/platform/page';
import type { Actor, Work } from '@api/platform/work';
import { receiveTransfer } from './receive-transfer';
import { shipTransfer } from './ship-transfer';
import { transferById, transfers } from './transfers.query';
import { TransfersQuery } from './transfers-query';

/** Goods that travel between sites. */
@Controller('v1/transfers')
export class TransfersController {
  constructor(private readonly database: Database) {}

  /** Ships goods: they are in transit until received. 201, or 200 when this transfer already stands. */
  @Post()
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  ship(
    @Caller() caller: Actor,
    @Body() body: ShipTransfer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<TransferReply>> {
    return this.settle(caller, reply, body.id.toLowerCase(), (work) => shipTransfer(work, body));
  }

  /** Receives goods; what is short or over is settled. 201, or 200 when this receipt already stands. */
  @Post(':id/receipt')
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  receive(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: ReceiveTransfer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<TransferReply>> {
    return this.settle(caller, reply, id, (work) => receiveTransfer(work, id, body));
  }

  /** The group's transfers by when they were shipped, newest first. */
  @Get()
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  transfers(@Caller() caller: Actor, @Query() query: TransfersQuery): Promise<JsonText<Page<TransferReply>>> {
    const { limit, cursor, open, siteId } = query;
    const filter = {
      limit: readPage(limit, undefined).limit,
      ...(siteId === undefined ? {} : { siteId }),
      ...(cursor === undefined ? {} : { cursor }),
      ...(open === undefined ? {} : { open: open === 'true' }),
    };
    return this.database.read(caller, (work) => transfers(work, filter));
  }

  /** One transfer. */
  @Get(':id')
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  transfer(@Caller() caller: Actor, @IdParam() id: string): Promise<JsonText<TransferReply>> {
    return this.database.read(caller, (work) => transferById(work, id));
  }

  private async settle(
    caller: Actor,
    reply: FastifyReply,
    id: string,
    step: (work: Work) => Promise<boolean>,
  ): Promise<JsonText<TransferReply>> {
    const { made, text } = await this.database.write(caller, async (work) => ({
      made: await step(work),
      text: await transferById(work, id),
    }));
    void reply.status(made ? 201 : 200);
    return text;
  }
}
