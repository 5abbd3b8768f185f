import type { BoardReply, BoardSiteReply } from '@shared/neighbours/public.contract';
import { boardAsSchemaOrg } from './json-ld';
import { dataBlock, type Html, html } from './html';
import { needRows } from './need-rows';
import { openAt } from './open-hours';
import { linkTo, pageFrame, type PageView } from './page-frame';

const feeds = ['needs.json', 'needs.csv', 'needs.rss', 'sites.json', 'sites.csv', 'services.json'] as const;

/** `/board/<slug>`: what every public site of a group needs, made to be printed and hung up. */
export function boardPage(view: PageView, board: BoardReply, address: string, timeZone: string): string {
  const { say, day } = view.speaker;
  const feed = (name: string) => `/api/v1/public/groups/${board.slug}/${name}`;
  const title = say('board.title', { group: board.group });
  const body = html`<h1 dir="auto">${title}</h1>
    <p>${say('board.lead')}</p>
    <p class="screen"><a href="${linkTo(view, `/board/${board.slug}/map`)}">${say('board.map')}</a></p>
    <p class="soft">${say('board.printed', { when: day(view.now, timeZone) })}</p>
    ${board.needs.length === 0 ? html`<p class="now">${say('board.none')}</p>` : null}
    ${board.sites.map((site) => ofSite(view, board, site))}
    <section class="screen">
      <h2>${say('board.feeds')}</h2>
      <p>${feeds.map((name) => html`<a href="${feed(name)}">${name}</a> `)}</p>
    </section>`;
  return pageFrame(view, {
    path: `/board/${board.slug}`,
    title,
    body,
    head: html`<link
        rel="alternate"
        type="application/rss+xml"
        title="${title}"
        href="${feed('needs.rss')}"
      />
      ${dataBlock(boardAsSchemaOrg(board, address))}`,
  });
}

function ofSite(view: PageView, board: BoardReply, site: BoardSiteReply): Html {
  const { say, time } = view.speaker;
  const needs = board.needs.filter(({ siteSlug }) => siteSlug === site.slug);
  const { until } = openAt(site.hours, site.timeZone, view.now);
  const about = [
    say(`kinds.${site.kind}`),
    ...(site.address ? [site.address] : site.area ? [say('site.about', { area: site.area })] : []),
    ...(until ? [say('site.openNow', { time: time(until) })] : site.hoursNote ? [site.hoursNote] : []),
  ];
  return html`<section>
    <h2 dir="auto"><a href="${linkTo(view, `/s/${site.slug}`)}">${site.name}</a></h2>
    <p class="soft" dir="auto">${about.join(' · ')}</p>
    ${needs.length > 0 ? needRows(needs, view.speaker) : html`<p>${say('site.neededNone')}</p>`}
  </section>`;
}
