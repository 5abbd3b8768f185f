import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  longestNeedText,
  type NeighbourOutcome,
  neighbourOutcomes,
  reportKinds,
} from '@shared/needs/neighbours.contract';
import { isId } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { isWords } from '@shared/words/text';
import { PublicDoor, WebPage } from '@api/http/doors';
import { PageForm, photoBytesSent, textOf } from '@api/http/page-forms';
import { PublicAddress } from '@api/http/public-address';
import { viewFor, WrittenPage } from '@api/http/public-pages';
import { PublicReadings, type Read } from '@api/http/public-readings';
import { NotTaken, PublicWrites } from '@api/http/public-writes';
import { MapGround } from '@api/http/tiles/map-ground';
import { Database } from '@api/platform/database';
import { askPage } from './pages/ask-page';
import { boardPage } from './pages/board-page';
import type { Trouble } from './pages/form-parts';
import { mapPage } from './pages/map-page';
import { mapQuery, readMapWish } from './pages/map-wish';
import type { PageView } from './pages/page-frame';
import { linkTo } from './pages/page-frame';
import { pageStyle } from './pages/page-style';
import { reportPage } from './pages/report-page';
import { thanksPage } from './pages/short-pages';
import { sitePage } from './pages/site-page';

const pagesKept = 100;

/** The pages for strangers: from the code on a door, without scripts, without an account. */
@Controller()
@WebPage()
export class PublicPagesController {
  constructor(
    private readonly database: Database,
    private readonly address: PublicAddress,
    private readonly readings: PublicReadings,
    private readonly writes: PublicWrites,
    private readonly ground: MapGround,
  ) {}

  /** The style of all of them; another address as soon as it changes. */
  @Get('s/style.css')
  @PublicDoor()
  style(@Res() reply: FastifyReply): void {
    void reply
      .headers({
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .send(pageStyle);
  }

  /** A public site: what is there, what is needed, when it is open. */
  @Get('s/:slug')
  @PublicDoor()
  async site(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = await this.readings.site(slug);
    const view = this.view(request);
    if (read.place.slug !== slug) return leadTo(reply, view, `/s/${read.place.slug}`);
    await this.kept(read, view, () => sitePage(view, read.about, this.address.base(request))).send(
      request,
      reply,
    );
  }

  /** The form to say what is needed: kinds, or with `kind` the items of one. */
  @Get('s/:slug/ask')
  @PublicDoor()
  async ask(
    @Param('slug') slug: string,
    @Query('kind') kind: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = this.view(request);
    const { place } = await this.readings.whatToAskFor(slug);
    if (place.slug !== slug) return leadTo(reply, view, `/s/${place.slug}/ask`);
    await this.sendAsk(request, reply, { slug, kind, trouble: null, text: '', status: 200 });
  }

  /** Notes what is needed. */
  @Post('s/:slug/ask')
  @HttpCode(303)
  @PublicDoor()
  async sendsAsk(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = await fieldsOf(body);
    const [item, category] = [textOf(fields, 'item'), textOf(fields, 'category')];
    const text = textOf(fields, 'text').trim();
    const words = text === '' || item !== '' || category !== '' ? null : text;
    await this.tried(
      async () => {
        if (words !== null && !isWords(words, longestNeedText)) throw new NotTaken('tooLong');
        if ((item !== '' && !isId(item)) || (category !== '' && !isId(category)))
          throw new NotTaken('unknown');
        return this.writes.ask(
          { slug, token: textOf(fields, 'token'), trap: textOf(fields, 'website'), address: request.ip },
          { itemId: item || null, categoryId: category || null, words },
        );
      },
      {
        done: (outcome) => leadTo(reply, this.view(request), `/s/${slug}/thanks?what=${outcome}`),
        not: async (trouble, status) => {
          const { about } = await this.readings.whatToAskFor(slug);
          const ofItem = about.find(({ items }) => items.some(({ id }) => id === item));
          const kind = category || ofItem?.id;
          await this.sendAsk(request, reply, {
            ...{ slug, kind, trouble, status, text: words?.slice(0, longestNeedText) ?? '' },
          });
        },
      },
    );
  }

  /** The form to say what is wrong with a site. */
  @Get('s/:slug/report')
  @PublicDoor()
  async report(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { place } = await this.readings.whatToAskFor(slug);
    if (place.slug !== slug) return leadTo(reply, this.view(request), `/s/${place.slug}/report`);
    await this.sendReport(request, reply, slug, null, 200);
  }

  /** Notes what is wrong with a site, with a photo or without. */
  @Post('s/:slug/report')
  @HttpCode(303)
  @PublicDoor()
  async sendsReport(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = await fieldsOf(body);
    const kind = reportKinds.find((known) => known === textOf(fields, 'kind'));
    const file = fields.get('photo');
    await this.tried(
      async () => {
        if (!kind) throw new NotTaken('unknown');
        const photo = file instanceof File && file.size > 0 ? file : null;
        if (photo && photo.size > photoBytesSent) throw new NotTaken('photo');
        const form = {
          slug,
          token: textOf(fields, 'token'),
          trap: textOf(fields, 'website'),
          address: request.ip,
        };
        return this.writes.report(form, kind, photo ? Buffer.from(await photo.arrayBuffer()) : null);
      },
      {
        done: (outcome) =>
          leadTo(
            reply,
            this.view(request),
            `/s/${slug}/thanks?what=${outcome === 'noted' ? 'report' : outcome}`,
          ),
        not: (trouble, status) => this.sendReport(request, reply, slug, trouble, status),
      },
    );
  }

  /** Says that it is noted, and what becomes of it. */
  @Get('s/:slug/thanks')
  @PublicDoor()
  async thanks(
    @Param('slug') slug: string,
    @Query('what') what: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = this.view(request);
    const { about, place } = await this.readings.site(slug);
    const outcome = what === 'report' ? what : (neighbourOutcomes.find((known) => known === what) ?? 'noted');
    const page = thanksPage(view, { slug, site: about.name, outcome, days: place.keepDays });
    await new WrittenPage(page).send(request, reply);
  }

  /** What all public sites of a group need, on one page to hang up. */
  @Get('board/:slug')
  @PublicDoor()
  async board(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = await this.readings.board(slug);
    const view = this.view(request);
    if (read.owner.slug !== slug) return leadTo(reply, view, `/board/${read.owner.slug}`);
    const { timeZone } = read.owner;
    await this.kept(read, view, () => boardPage(view, read.about, this.address.base(request), timeZone)).send(
      request,
      reply,
    );
  }

  /** Where the public sites of a group are, as a drawing and a list; with `at` and `z` a part of it. */
  @Get('board/:slug/map')
  @PublicDoor()
  async map(
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wish = readMapWish(query);
    const read = await this.readings.map(slug);
    const view = this.view(request);
    const { owner, about: sites } = read;
    if (owner.slug !== slug) return leadTo(reply, view, `/board/${owner.slug}/map`);
    const page = this.kept(
      read,
      view,
      () => mapPage(view, { slug: owner.slug, group: owner.group, sites, wish, tiles: this.ground.about }),
      mapQuery(wish),
    );
    await page.send(request, reply);
  }

  private view(request: FastifyRequest): PageView {
    return viewFor(request, this.database.now());
  }

  /**
   * A page that is the same for all who speak a language: written once for what was read.
   * @param part of what is shown; of pages with parts without end, the first hundred are kept.
   */
  private kept<T>(read: Read<T>, view: PageView, write: () => string, part = ''): WrittenPage {
    const key = `${view.speaker.language} ${view.isChosen} ${part}`;
    const known = read.made.get(key);
    if (known instanceof WrittenPage) return known;
    const page = new WrittenPage(write());
    if (read.made.size < pagesKept) read.made.set(key, page);
    return page;
  }

  private async sendAsk(
    request: FastifyRequest,
    reply: FastifyReply,
    page: { slug: string; kind: unknown; trouble: Trouble | null; text: string; status: number },
  ): Promise<void> {
    const { slug, kind, trouble, text, status } = page;
    const { about: categories, place } = await this.readings.whatToAskFor(slug);
    const { about } = await this.readings.site(slug);
    const token = await this.writes.tokenFor('ask', place);
    const categoryId = typeof kind === 'string' ? kind : null;
    const parts = { slug: place.slug, site: about.name, token, categories, categoryId, trouble, text };
    await new WrittenPage(askPage(this.view(request), parts)).send(request, reply, { status, isForms: true });
  }

  private async sendReport(
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string,
    trouble: Trouble | null,
    status: number,
  ): Promise<void> {
    const { about, place } = await this.readings.site(slug);
    const token = await this.writes.tokenFor('report', place);
    const page = reportPage(this.view(request), { slug: place.slug, site: about.name, token, trouble });
    await new WrittenPage(page).send(request, reply, { status, isForms: true });
  }

  /** Answers a form with the page after it, or once more with the form and what is to be done. */
  private async tried(
    job: () => Promise<NeighbourOutcome>,
    then: {
      done: (outcome: NeighbourOutcome) => void;
      not: (trouble: Trouble, status: number) => Promise<void>;
    },
  ): Promise<void> {
    let outcome: NeighbourOutcome;
    try {
      outcome = await job();
    } catch (error) {
      if (error instanceof NotTaken) return then.not(error.trouble, error.status);
      if (error instanceof Problem && error.code === 'too_many') return then.not('busy', 429);
      throw error;
    }
    then.done(outcome);
  }
}

async function fieldsOf(body: unknown): Promise<FormData> {
  if (!(body instanceof PageForm)) throw new Problem('malformed');
  return body.fields();
}

/** To another page: after a form, so that a reload sends nothing again; from an address that was left. */
function leadTo(reply: FastifyReply, view: PageView, path: string): void {
  void reply
    .status(303)
    .headers({ location: linkTo(view, path), 'cache-control': 'no-cache', 'referrer-policy': 'same-origin' })
    .send();
}
