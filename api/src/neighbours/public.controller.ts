import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskForNeed, type HeardReply, ReportSite } from '@shared/needs/neighbours.contract';
import type {
  BoardNeedReply,
  BoardSiteReply,
  PublicFormReply,
  PublicSiteReply,
} from '@shared/neighbours/public.contract';
import { PublicDoor } from '@api/http/doors';
import { PublicAddress } from '@api/http/public-address';
import { viewFor } from '@api/http/public-pages';
import { PublicReadings } from '@api/http/public-readings';
import { PublicWrites } from '@api/http/public-writes';
import { csvLine, type CsvValue } from '@api/platform/csv-line';
import { Database } from '@api/platform/database';
import { type JsonText, jsonType } from '@api/platform/json-text';
import { hsdsServices, needsRss } from './feeds';

/** What strangers and their programs read and say, with no account: the same that the public pages show and take. */
@Controller('v1/public')
export class PublicController {
  constructor(
    private readonly database: Database,
    private readonly address: PublicAddress,
    private readonly readings: PublicReadings,
    private readonly writes: PublicWrites,
  ) {}

  /** A public site: what is there, what is needed, when it is open. */
  @Get('sites/:slug')
  @PublicDoor()
  async site(
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicSiteReply> {
    forEverybody(reply);
    return (await this.readings.site(slug)).about;
  }

  /** What can be asked for at a public site, and tokens for one ask and one report, each good once. */
  @Get('sites/:slug/form')
  @Header('content-type', jsonType)
  @PublicDoor()
  async form(
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<PublicFormReply>> {
    const read = await this.readings.whatToAskFor(slug);
    const { place } = read;
    const [askToken, reportToken] = await Promise.all([
      this.writes.tokenFor('ask', place),
      this.writes.tokenFor('report', place),
    ]);
    void reply.header('cache-control', 'no-store');
    // Hundreds of items, the same for everybody: written once.
    const known = read.made.get('json');
    const categories = typeof known === 'string' ? known : JSON.stringify(read.about);
    read.made.set('json', categories);
    return `{"askToken":"${askToken}","reportToken":"${reportToken}","categories":${categories}}`;
  }

  /** Says what a neighbour needs at a site. Nothing is kept of who says it. */
  @Post('sites/:slug/asks')
  @PublicDoor()
  async ask(
    @Param('slug') slug: string,
    @Body() body: AskForNeed,
    @Req() request: FastifyRequest,
  ): Promise<HeardReply> {
    const form = { slug, token: body.token, trap: body.website ?? '', address: request.ip };
    const { itemId = null, categoryId = null, text = null } = body;
    return { outcome: await this.writes.ask(form, { itemId, categoryId, words: text }) };
  }

  /** Says what a neighbour saw at a site. Nothing is kept of who says it. */
  @Post('sites/:slug/reports')
  @PublicDoor()
  async report(
    @Param('slug') slug: string,
    @Body() body: ReportSite,
    @Req() request: FastifyRequest,
  ): Promise<HeardReply> {
    const form = { slug, token: body.token, trap: body.website ?? '', address: request.ip };
    return { outcome: await this.writes.report(form, body.kind, null) };
  }

  /** What the public sites of a group need. */
  @Get('groups/:slug/needs.json')
  @PublicDoor()
  async needs(
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BoardNeedReply[]> {
    forEverybody(reply);
    return (await this.readings.board(slug)).about.needs;
  }

  /** The same as CSV. */
  @Get('groups/:slug/needs.csv')
  @PublicDoor()
  async needsCsv(
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { needs } = (await this.readings.board(slug)).about;
    return csv(reply, 'needs', needColumns, needs);
  }

  /** The same as RSS, in the language of the reader. */
  @Get('groups/:slug/needs.rss')
  @PublicDoor()
  async needsRss(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { about } = await this.readings.board(slug);
    const now = this.database.now();
    forEverybody(reply, 'application/rss+xml; charset=utf-8');
    void reply.header('vary', 'accept-language');
    return Buffer.from(needsRss(about, viewFor(request, now).speaker, this.address.base(request), now));
  }

  /** The public sites of a group. */
  @Get('groups/:slug/sites.json')
  @PublicDoor()
  async sites(
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BoardSiteReply[]> {
    forEverybody(reply);
    return (await this.readings.board(slug)).about.sites;
  }

  /** The same as CSV. */
  @Get('groups/:slug/sites.csv')
  @PublicDoor()
  async sitesCsv(
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { sites } = (await this.readings.board(slug)).about;
    const rows = sites.map((site) => ({
      ...site,
      hours: site.hours.map(({ weekday, opens, closes }) => `${weekday} ${opens}-${closes}`).join('; '),
      refuses: site.refuses.join('; '),
    }));
    return csv(reply, 'sites', siteColumns, rows);
  }

  /** The same as Open Referral has it: HSDS 3, the list of services. */
  @Get('groups/:slug/services.json')
  @PublicDoor()
  async services(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { about } = await this.readings.board(slug);
    forEverybody(reply);
    const { speaker } = viewFor(request, this.database.now());
    return hsdsServices(about, speaker, this.address.base(request));
  }
}

const needColumns = ['site', 'siteSlug', 'name', 'category', 'state', 'asked', 'itemId'] as const;
// prettier-ignore
const siteColumns = [
  'name', 'slug', 'kind', 'area', 'address', 'latitude', 'longitude', 'timeZone', 'hours', 'hoursNote', 'refuses',
] as const;

/** Pages of other people may show it too. */
function forEverybody(reply: FastifyReply, type?: string): void {
  void reply.headers({
    'cache-control': 'public, max-age=20',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    ...(type ? { 'content-type': type } : {}),
  });
}

function csv<C extends string>(
  reply: FastifyReply,
  name: string,
  columns: readonly C[],
  rows: readonly Record<C, CsvValue>[],
): Buffer {
  forEverybody(reply, 'text/csv; charset=utf-8; header=present');
  void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  return Buffer.from(
    [columns, ...rows.map((row) => columns.map((column) => row[column]))].map(csvLine).join(''),
  );
}
