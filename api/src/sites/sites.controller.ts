import { Body, Controller, Get, Header, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ChangeSite, MakeSite, type SiteMapReply, type SiteReply } from '@shared/sites/sites.contract';
import type { Page } from '@shared/words/page';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { MapGround } from '@api/http/tiles/map-ground';
import { Database } from '@api/platform/database';
import { type JsonText, jsonType } from '@api/platform/json-text';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { applyDefaultParLevels } from '@api/figures/par-levels';
import { changeSite } from './change-site';
import { makeSite } from './make-site';
import { sitesOnMap } from './sites-on-map.query';
import { siteById, sites } from './sites.queries';
import { SitesQuery } from './sites-query';

/** The places that hold goods. */
@Controller('v1/sites')
export class SitesController {
  constructor(
    private readonly database: Database,
    private readonly ground: MapGround,
  ) {}

  /** The group's sites by name; closed ones only with `closed=true`. */
  @Get()
  @MemberDoor('volunteer')
  sites(@Caller() caller: Actor, @Query() query: SitesQuery): Promise<Page<SiteReply>> {
    const page = readPage(query.limit, query.cursor);
    return this.database.read(caller, (work) => sites(work, page, query.closed === 'true'));
  }

  /** Makes a site: 201, or 200 with what stands when the same was sent before. */
  @Post()
  @MemberDoor('organizer')
  async make(
    @Caller() caller: Actor,
    @Body() body: MakeSite,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SiteReply> {
    const { isNew, thing } = await this.database.write(caller, async (work) => {
      const made = await makeSite(work, body);
      await applyDefaultParLevels(work, made.thing.id);
      return made;
    });
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** All open sites at once with their places, for a map; at most 5,000. */
  @Get('map')
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  map(@Caller() caller: Actor): Promise<JsonText<SiteMapReply>> {
    return this.database.read(caller, (work) => sitesOnMap(work, this.ground.about));
  }

  /** One site, open or closed. */
  @Get(':id')
  @MemberDoor('volunteer')
  site(@Caller() caller: Actor, @IdParam() id: string): Promise<SiteReply> {
    return this.database.read(caller, (work) => siteById(work, id));
  }

  /** Changes, closes or reopens a site. */
  @Patch(':id')
  @MemberDoor('organizer')
  change(@Caller() caller: Actor, @IdParam() id: string, @Body() body: ChangeSite): Promise<SiteReply> {
    return this.database.write(caller, (work) => changeSite(work, id, body));
  }
}
