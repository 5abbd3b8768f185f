import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  MakeRotaSlot,
  MakeTask,
  type RotaSlotReply,
  TakeTurn,
  type TaskReply,
  type TurnReply,
} from '@shared/fridges/tasks.contract';
import { addDays, dayOf, isDay } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { ensureKnown } from '@api/platform/ensure-known';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { invalidField } from './invalid-field';
import { endRotaSlot, handBackTurn, makeRotaSlot, takeTurn } from './rota';
import { turns } from './rota.query';
import { closeTask, handBackTask, makeTask, takeTask } from './site-tasks';
import { tasks } from './tasks.query';
import { HandBackQuery, RotaQuery, TasksQuery } from './tasks-query';

/** What is to be done at sites, and who looks after them when. Names are for members alone; nobody is counted or ranked. */
@Controller('v1')
export class TasksController {
  constructor(private readonly database: Database) {}

  /** Open tasks, the soonest due first; or closed ones, newest first. */
  @Get('tasks')
  @MemberDoor('volunteer')
  tasks(@Caller() caller: Actor, @Query() query: TasksQuery): Promise<Page<TaskReply>> {
    const page = readPage(query.limit, query.cursor);
    const { siteId = null } = query;
    return this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId });
      return tasks(work, { siteId, mine: query.mine === 'true', closed: query.closed === 'true' }, page);
    });
  }

  /** Notes something to do at a site; 201, or 200 for what stands already. */
  @Post('tasks')
  @MemberDoor('volunteer')
  async make(
    @Caller() caller: Actor,
    @Body() body: MakeTask,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskReply> {
    const { isNew, thing } = await this.database.write(caller, (work) => makeTask(work, body));
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** The member who asks takes the task. */
  @Put('tasks/:id/taker')
  @MemberDoor('volunteer')
  take(@Caller() caller: Actor, @IdParam() id: string): Promise<TaskReply> {
    return this.database.write(caller, (work) => takeTask(work, id));
  }

  /** The member who asks hands the task back. */
  @Delete('tasks/:id/taker')
  @MemberDoor('volunteer')
  handBack(@Caller() caller: Actor, @IdParam() id: string): Promise<TaskReply> {
    return this.database.write(caller, (work) => handBackTask(work, id));
  }

  /** Closes a task: done, or no longer needed. */
  @Post('tasks/:id/closing')
  @HttpCode(200)
  @MemberDoor('volunteer')
  close(@Caller() caller: Actor, @IdParam() id: string): Promise<TaskReply> {
    return this.database.write(caller, (work) => closeTask(work, id));
  }

  /** Days of the rota and who takes them, by day and site; two weeks from today when not said. */
  @Get('rota')
  @MemberDoor('volunteer')
  rota(@Caller() caller: Actor, @Query() query: RotaQuery): Promise<TurnReply[]> {
    const from = query.from ?? dayOf(this.database.now(), caller.timeZone);
    const to = query.to ?? addDays(from, 13);
    if (to < from || to > addDays(from, 41))
      throw invalidField('to', 'invalid', 'to must be from, or up to six weeks after it.');
    const { siteId = null } = query;
    return this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId });
      return turns(work, siteId, from, to);
    });
  }

  /** Makes a slot: every week on a weekday, or once on a day; 201, or 200 for one that stands already. */
  @Post('rota-slots')
  @MemberDoor('steward')
  async makeSlot(
    @Caller() caller: Actor,
    @Body() body: MakeRotaSlot,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RotaSlotReply> {
    const { isNew, thing } = await this.database.write(caller, (work) => makeRotaSlot(work, body));
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** Ends a slot: from today on it is on no rota. */
  @Delete('rota-slots/:id')
  @HttpCode(204)
  @MemberDoor('steward')
  async endSlot(@Caller() caller: Actor, @IdParam() id: string): Promise<void> {
    await this.database.write(caller, (work) => endRotaSlot(work, id));
  }

  /** The member who asks takes a day of a slot, or the slot every time. */
  @Put('rota-slots/:id/turns/:day')
  @HttpCode(204)
  @MemberDoor('volunteer')
  async takeTurn(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Param('day') day: string,
    @Body() body: TakeTurn,
  ): Promise<void> {
    if (!isDay(day)) throw new Problem('not_found');
    await this.database.write(caller, (work) => takeTurn(work, id, day, body.every ?? false));
  }

  /** The member who asks hands a day back, or the slot. */
  @Delete('rota-slots/:id/turns/:day')
  @HttpCode(204)
  @MemberDoor('volunteer')
  async handBackTurn(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Param('day') day: string,
    @Query() query: HandBackQuery,
  ): Promise<void> {
    if (!isDay(day)) throw new Problem('not_found');
    await this.database.write(caller, (work) => handBackTurn(work, id, day, query.every === 'true'));
  }
}
