import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { IsId } from '@shared/rules/field-rules';
import { type ListedParLevelReply, type ParLevelReply, SetParLevel } from '@shared/stock/par-levels.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { ListQuery } from '@api/http/list-query';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import * as par from './par-levels';
import { parLevels } from './par-levels.query';

class ParLevelsQuery extends ListQuery {
  /** Only what holds at this site. */
  @IsOptional() @IsId() siteId?: string;
}

/** How much sites should have of an item: "keep at least" and "aim for". */
@Controller('v1')
export class ParLevelsController {
  constructor(private readonly database: Database) {}

  /** The par levels that people set, by item name. */
  @Get('par-levels')
  @MemberDoor('volunteer')
  list(@Caller() caller: Actor, @Query() query: ParLevelsQuery): Promise<Page<ListedParLevelReply>> {
    const page = readPage(query.limit, query.cursor);
    return this.database.read(caller, async (work) => {
      if (query.siteId) await par.ensureSite(work, query.siteId);
      return parLevels(work, query.siteId ?? null, page);
    });
  }

  /** Sets a site's own par level. */
  @Put('sites/:siteId/par-levels/:itemId')
  @MemberDoor('organizer')
  setOfSite(
    @Caller() caller: Actor,
    @IdParam('siteId') siteId: string,
    @IdParam('itemId') itemId: string,
    @Body() body: SetParLevel,
  ): Promise<ParLevelReply> {
    return this.database.write(caller, (work) => par.setSiteParLevel(work, siteId, itemId, body));
  }

  /** Takes a site's own par level back. */
  @Delete('sites/:siteId/par-levels/:itemId')
  @HttpCode(204)
  @MemberDoor('organizer')
  clearOfSite(
    @Caller() caller: Actor,
    @IdParam('siteId') siteId: string,
    @IdParam('itemId') itemId: string,
  ): Promise<void> {
    return this.database.write(caller, (work) => par.clearSiteParLevel(work, siteId, itemId));
  }

  /** Sets the par level of every site of the group that has none of its own. */
  @Put('par-levels/:itemId')
  @MemberDoor('organizer')
  setDefault(
    @Caller() caller: Actor,
    @IdParam('itemId') itemId: string,
    @Body() body: SetParLevel,
  ): Promise<ParLevelReply> {
    return this.database.write(caller, (work) => par.setDefaultParLevel(work, itemId, body));
  }

  @Delete('par-levels/:itemId')
  @HttpCode(204)
  @MemberDoor('organizer')
  clearDefault(@Caller() caller: Actor, @IdParam('itemId') itemId: string): Promise<void> {
    return this.database.write(caller, (work) => par.clearDefaultParLevel(work, itemId));
  }

  /** Sets how much the group should have over all of its sites together. */
  @Put('par-levels/:itemId/group')
  @MemberDoor('organizer')
  setOfGroup(
    @Caller() caller: Actor,
    @IdParam('itemId') itemId: string,
    @Body() body: SetParLevel,
  ): Promise<ParLevelReply> {
    return this.database.write(caller, (work) => par.setGroupParLevel(work, itemId, body));
  }

  @Delete('par-levels/:itemId/group')
  @HttpCode(204)
  @MemberDoor('organizer')
  clearOfGroup(@Caller() caller: Actor, @IdParam('itemId') itemId: string): Promise<void> {
    return this.database.write(caller, (work) => par.clearGroupParLevel(work, itemId));
  }
}
