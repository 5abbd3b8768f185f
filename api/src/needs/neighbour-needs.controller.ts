import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import type { MissedAskReply } from '@shared/needs/needs.contract';
import {
  CountNeed,
  DecideNeed,
  DecideReport,
  MergeNeed,
  type NeedReply,
  type NeighbourReportReply,
} from '@shared/needs/neighbours.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { ensureKnown } from '@api/platform/ensure-known';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { countNeed, decideNeed, mergeNeed } from './decide-need';
import { NeighbourNeedsQuery, NeighbourReportsQuery } from './neighbour-needs-query';
import { neighbourNeeds } from './neighbour-needs.query';
import { decideReport, neighbourReports } from './neighbour-reports.query';

/** What neighbours asked for and saw, for the stewards who look after it. */
@Controller('v1')
export class NeighbourNeedsController {
  constructor(private readonly database: Database) {}

  /** Needs that neighbours named, the same ones together; new and shown ones, newest first. */
  @Get('needs')
  @MemberDoor('steward')
  list(@Caller() caller: Actor, @Query() query: NeighbourNeedsQuery): Promise<Page<NeedReply>> {
    const page = readPage(query.limit, query.cursor);
    const { siteId = null, state } = query;
    return this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId });
      return neighbourNeeds(work, { siteId, states: state ? [state] : ['new', 'shown'] }, page);
    });
  }

  /** Shows a need to everybody, hides it, says that it is met, or which item was meant. */
  @Patch('needs/:id')
  @MemberDoor('steward')
  decide(@Caller() caller: Actor, @IdParam() id: string, @Body() body: DecideNeed): Promise<NeedReply> {
    return this.database.write(caller, (work) => decideNeed(work, id, body));
  }

  /** Says that a need is the same as another one. */
  @Post('needs/:id/merge')
  @HttpCode(200)
  @MemberDoor('steward')
  merge(@Caller() caller: Actor, @IdParam() id: string, @Body() body: MergeNeed): Promise<NeedReply> {
    return this.database.write(caller, (work) => mergeNeed(work, id, body.intoId));
  }

  /** Counts a need as a missed ask, which is demand; it is no open need after that. */
  @Post('needs/:id/missed-ask')
  @HttpCode(200)
  @MemberDoor('steward')
  count(@Caller() caller: Actor, @IdParam() id: string, @Body() body: CountNeed): Promise<MissedAskReply> {
    return this.database.write(caller, (work) => countNeed(work, id, body));
  }

  /** What neighbours saw at sites, newest first; what nobody saw to yet when not said otherwise. */
  @Get('neighbour-reports')
  @MemberDoor('steward')
  reports(
    @Caller() caller: Actor,
    @Query() query: NeighbourReportsQuery,
  ): Promise<Page<NeighbourReportReply>> {
    const page = readPage(query.limit, query.cursor);
    const { siteId = null, state = 'new' } = query;
    return this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId });
      return neighbourReports(work, { siteId, states: [state] }, page);
    });
  }

  /** Says that what a neighbour saw is seen to, or nothing. */
  @Patch('neighbour-reports/:id')
  @MemberDoor('steward')
  decideReport(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: DecideReport,
  ): Promise<NeighbourReportReply> {
    return this.database.write(caller, (work) => decideReport(work, id, body.state));
  }
}
