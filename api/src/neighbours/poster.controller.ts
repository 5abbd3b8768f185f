import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { PublicAddress } from '@api/http/public-address';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { publicSiteSettings } from '@api/sites/public-site-settings';
import { siteById } from '@api/sites/sites.queries';
import { drawPoster } from './draw-poster';
import { PosterQuery } from './poster-query';
import { posterSite } from './public-site.query';

/** What hangs on the door. */
@Controller('v1/sites')
export class PosterController {
  constructor(
    private readonly database: Database,
    private readonly address: PublicAddress,
  ) {}

  /** A poster of a site as a PDF, with the code of its public page and its rules, in the languages it chose. */
  @Get(':id/poster.pdf')
  @MemberDoor('volunteer')
  async poster(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Query() query: PosterQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { site, settings } = await this.database.read(caller, async (work) => {
      await siteById(work, id);
      return { site: await posterSite(work, id), settings: await publicSiteSettings(work, id) };
    });
    const pdf = await drawPoster({
      site,
      address: `${this.address.base(request)}/s/${settings.slug}`,
      languages: settings.languages,
      paper: query.paper ?? 'a4',
    });
    void reply.headers({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="poster-${settings.slug}.pdf"`,
      'cache-control': 'private, no-cache',
    });
    return new StreamableFile(pdf);
  }
}
