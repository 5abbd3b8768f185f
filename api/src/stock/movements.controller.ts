import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { RecordMovements, type RecordMovementsReply } from '@shared/stock/stock.contract';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { postMovements } from './post-movements';

/** What came in, went out or moved. */
@Controller('v1/movements')
export class MovementsController {
  constructor(private readonly database: Database) {}

  /** Records 1 to 500 movements; each line is judged by itself. */
  @Post()
  @HttpCode(200)
  @MemberDoor('volunteer')
  async record(@Caller() caller: Actor, @Body() body: RecordMovements): Promise<RecordMovementsReply> {
    return { results: await this.database.write(caller, (work) => postMovements(work, body.movements)) };
  }
}
