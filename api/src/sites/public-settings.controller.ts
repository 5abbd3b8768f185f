import { Body, Controller, Get, Put } from '@nestjs/common';
import {
  type PublicGroupReply,
  type PublicSiteSettingsReply,
  SetPublicGroup,
  SetPublicSite,
} from '@shared/sites/public-site.contract';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { publicGroupSettings, setPublicGroup } from './public-group-settings';
import { publicSiteSettings, setPublicSite } from './public-site-settings';

/** What strangers see of the group and its sites. */
@Controller('v1')
export class PublicSettingsController {
  constructor(private readonly database: Database) {}

  /** What strangers see of a site: nothing, until an organizer turns its page on. */
  @Get('sites/:id/public')
  @MemberDoor('volunteer')
  ofSite(@Caller() caller: Actor, @IdParam() id: string): Promise<PublicSiteSettingsReply> {
    return this.database.read(caller, (work) => publicSiteSettings(work, id));
  }

  /** Says what strangers see of a site. */
  @Put('sites/:id/public')
  @MemberDoor('organizer')
  setOfSite(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: SetPublicSite,
  ): Promise<PublicSiteSettingsReply> {
    return this.database.write(caller, async (work) => {
      const reply = await setPublicSite(work, id, body);
      // The site's page leads to the board, which needs an address by then.
      await setPublicGroup(work, await publicGroupSettings(work));
      return reply;
    });
  }

  /** The address of the group's board of needs, and how long what neighbours say is kept. */
  @Get('public-group')
  @MemberDoor('volunteer')
  ofGroup(@Caller() caller: Actor): Promise<PublicGroupReply> {
    return this.database.read(caller, publicGroupSettings);
  }

  /** Says what strangers see of the group. */
  @Put('public-group')
  @MemberDoor('organizer')
  setOfGroup(@Caller() caller: Actor, @Body() body: SetPublicGroup): Promise<PublicGroupReply> {
    return this.database.write(caller, (work) => setPublicGroup(work, body));
  }
}
