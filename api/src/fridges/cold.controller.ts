import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  BeginPowerCut,
  ChangeSiteCold,
  CheckCold,
  type CheckColdReply,
  type ColdReply,
  EndPowerCut,
  type ExcursionReply,
  type PowerCutReply,
  type TemperaturesReply,
  type WarmGoodsReply,
} from '@shared/fridges/cold.contract';
import { addDays, isDay, startOfDay } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { ensureKnown } from '@api/platform/ensure-known';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { changeSiteCold } from './change-site-cold';
import { checkCold } from './check-cold';
import { coldReplyOf } from './cold-of-site.query';
import { excursions } from './excursions.query';
import { ExcursionsQuery } from './excursions-query';
import { invalidField } from './invalid-field';
import { beginPowerCut, endPowerCut } from './power-cuts';
import { temperatures } from './temperatures.query';
import { TemperaturesQuery } from './temperatures-query';
import { warmGoods } from './warm-goods.query';

const day = 86_400_000;

/** The cold chain: limits, excursions, power cuts, and what is thrown out. */
@Controller('v1')
export class ColdController {
  constructor(private readonly database: Database) {}

  /** How it stands with the cold of a site: the state, last readings, alarms, the limits that hold. */
  @Get('sites/:id/cold')
  @MemberDoor('volunteer')
  cold(@Caller() caller: Actor, @IdParam() id: string): Promise<ColdReply> {
    return this.database.read(caller, (work) => coldReplyOf(work, id));
  }

  /** Changes a site's limits, how often it is to be visited, and what it says that it accepts. */
  @Patch('sites/:id/cold')
  @MemberDoor('organizer')
  change(@Caller() caller: Actor, @IdParam() id: string, @Body() body: ChangeSiteCold): Promise<ColdReply> {
    return this.database.write(caller, async (work) => {
      await changeSiteCold(work, id, body);
      return coldReplyOf(work, id);
    });
  }

  /** Temperatures of a site over a time, in steps, with excursions, power cuts and visits: for a chart. */
  @Get('sites/:id/temperatures')
  @MemberDoor('volunteer')
  temperatures(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Query() query: TemperaturesQuery,
  ): Promise<TemperaturesReply> {
    const to = query.to === undefined ? this.database.now() : new Date(query.to);
    const from = query.from === undefined ? new Date(to.getTime() - 3 * day) : new Date(query.from);
    if (from >= to || to.getTime() - from.getTime() > 31 * day)
      throw invalidField('from', 'invalid', 'from must be before to, at most 31 days.');
    return this.database.read(caller, (work) => temperatures(work, id, from, to));
  }

  /** What is at a site, with what becomes of it when it was too warm for too long. */
  @Get('sites/:id/warm-goods')
  @MemberDoor('volunteer')
  goods(@Caller() caller: Actor, @IdParam() id: string): Promise<WarmGoodsReply[]> {
    return this.database.read(caller, (work) => warmGoods(work, id));
  }

  /** A steward looked after food had been too warm, and threw out what spoils: once for an id. */
  @Post('sites/:id/cold-checks')
  @HttpCode(200)
  @MemberDoor('steward')
  check(@Caller() caller: Actor, @IdParam() id: string, @Body() body: CheckCold): Promise<CheckColdReply> {
    return this.database.write(caller, async (work) => {
      const discarded = await checkCold(work, id, body);
      return { discarded, cold: await coldReplyOf(work, id) };
    });
  }

  /** Notes that a site has no power; 201, or 200 for one that stands already. */
  @Post('sites/:id/power-cuts')
  @MemberDoor('steward')
  async beginPowerCut(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: BeginPowerCut,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PowerCutReply> {
    const { isNew, thing } = await this.database.write(caller, (work) => beginPowerCut(work, id, body));
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** Notes that the power is back. */
  @Patch('sites/:id/power-cuts/:cutId')
  @MemberDoor('steward')
  endPowerCut(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @IdParam('cutId') cutId: string,
    @Body() body: EndPowerCut,
  ): Promise<PowerCutReply> {
    return this.database.write(caller, (work) => endPowerCut(work, id, cutId, body));
  }

  /** Times when a fridge or freezer was too warm, newest first. */
  @Get('excursions')
  @MemberDoor('volunteer')
  excursions(@Caller() caller: Actor, @Query() query: ExcursionsQuery): Promise<Page<ExcursionReply>> {
    const { limit, cursor, from, to, siteId } = query;
    const { timeZone } = caller;
    const filter = {
      limit: readPage(limit, undefined).limit,
      ...(siteId === undefined ? {} : { siteId }),
      ...(from === undefined ? {} : { from: isDay(from) ? startOfDay(from, timeZone) : new Date(from) }),
      ...(to === undefined ? {} : { to: isDay(to) ? startOfDay(addDays(to, 1), timeZone) : new Date(to) }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId });
      return excursions(work, filter);
    });
  }
}
