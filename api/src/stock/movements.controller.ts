import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  type MovementReply,
  RecordMovements,
  type RecordMovementsReply,
  type ReversalReply,
  ReverseMovement,
} from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { addDays, isDay, startOfDay } from '@shared/words/day';
import { BatchAdmission } from '@api/http/batch-admission';
import { Caller, CallerToken, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { type JsonText, jsonType } from '@api/platform/json-text';
import { readPage } from '@api/platform/page';
import type { Actor, Work } from '@api/platform/work';
import { type MovementFilter, movementHistory } from './movement-history.query';
import { MovementsQuery } from './movements-query';
import { isOneStatement, postMovements } from './post-movements';
import { reverseMovement } from './reverse-movement';
import { mayGoTogether, ScansTogether } from './scans-together';

/** What came in, went out or moved. */
@Controller('v1/movements')
export class MovementsController {
  private readonly scans: ScansTogether;

  constructor(
    private readonly database: Database,
    private readonly admission: BatchAdmission,
  ) {
    this.scans = new ScansTogether(database);
  }

  /**
   * Records 1 to 500 movements; each line is judged by itself. While very many devices send at once: 429 with Retry-After,
   * and nothing recorded.
   */
  @Post()
  @HttpCode(200)
  @MemberDoor('volunteer')
  async record(
    @Caller() caller: Actor,
    @CallerToken() device: string,
    @Body() body: RecordMovements,
  ): Promise<RecordMovementsReply> {
    if (mayGoTogether(body.movements)) return { results: [await this.scans.post(caller, body.movements[0])] };
    const job = (work: Work) => postMovements(work, body.movements);
    const results = await this.admission.run(device, () =>
      isOneStatement(body.movements)
        ? this.database.writeByOneStatement(caller, job)
        : this.database.write(caller, job),
    );
    return { results };
  }

  /** The group's movements by when they occurred, newest first. */
  @Get()
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  history(@Caller() caller: Actor, @Query() query: MovementsQuery): Promise<JsonText<Page<MovementReply>>> {
    const { limit, cursor, from, to, ...things } = query;
    const { timeZone } = caller;
    const filter: MovementFilter = {
      ...things,
      limit: readPage(limit, undefined).limit,
      ...(from === undefined ? {} : { from: isDay(from) ? startOfDay(from, timeZone) : new Date(from) }),
      ...(to === undefined ? {} : { to: isDay(to) ? startOfDay(addDays(to, 1), timeZone) : new Date(to) }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.database.read(caller, (work) => movementHistory(work, filter));
  }

  /** Undoes a movement by one the other way round: 201, or 200 when this reversal already stands. */
  @Post(':id/reversal')
  @MemberDoor('volunteer')
  async reverse(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: ReverseMovement,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReversalReply> {
    const reversal = await this.database.write(caller, (work) => reverseMovement(work, id, body));
    void reply.status(reversal.made ? 201 : 200);
    return reversal.reply;
  }
}
