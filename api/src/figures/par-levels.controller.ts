import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import {
  type ListedParLevelReply,
  type ParLevelReply,
  SetParLevel,
} from '@shared/figures/par-levels.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { ensureKnown } from '@api/platform/ensure-known';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import {
  clearDefaultParLevel,
  clearGroupParLevel,
  clearSiteParLevel,
  setDefaultParLevel,
  setGroupParLevel,
  setSiteParLevel,
} from './par-levels';
import { parLevels } from './par-levels.query';
import { ParLevelsQuery } from './par-levels-query';

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
      await ensureKnown(work, query);
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
    return this.database.write(caller, (work) => setSiteParLevel(work, siteId, itemId, body));
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
    return this.database.write(caller, (work) => clearSiteParLevel(work, siteId, itemId));
  }

  /** Sets the par level of every site of the group that has none of its own. */
  @Put('par-levels/:itemId')
  @MemberDoor('organizer')
  setDefault(
    @Caller() caller: Actor,
    @IdParam('itemId') itemId: string,
    @Body() body: SetParLevel,
  ): Promise<ParLevelReply> {
    return this.database.write(caller, (work) => setDefaultParLevel(work, itemId, body));
  }

  /** Takes the par level of every site back. */
  @Delete('par-levels/:itemId')
  @HttpCode(204)
  @MemberDoor('organizer')
  clearDefault(@Caller() caller: Actor, @IdParam('itemId') itemId: string): Promise<void> {
    return this.database.write(caller, (work) => clearDefaultParLevel(work, itemId));
  }

  /** Sets how much the group should have over all of its sites together. */
  @Put('par-levels/:itemId/group')
  @MemberDoor('organizer')
  setOfGroup(
    @Caller() caller: Actor,
    @IdParam('itemId') itemId: string,
    @Body() body: SetParLevel,
  ): Promise<ParLevelReply> {
    return this.database.write(caller, (work) => setGroupParLevel(work, itemId, body));
  }

  /** Takes the par level over all sites together back. */
  @Delete('par-levels/:itemId/group')
  @HttpCode(204)
  @MemberDoor('organizer')
  clearOfGroup(@Caller() caller: Actor, @IdParam('itemId') itemId: string): Promise<void> {
    return this.database.write(caller, (work) => clearGroupParLevel(work, itemId));
  }
}
