import type { BoardReply, BoardSiteReply } from '@shared/neighbours/public.contract';
import { fingerprint } from '@api/platform/fingerprint';
import { escaped } from './pages/html';
import { needWords } from './pages/need-rows';
import type { Speaker } from './speak';

/** Needs of a board as RSS 2.0: an entry for each need of each site, new when it becomes more urgent or more wanted. */
export function needsRss(board: BoardReply, { say, language }: Speaker, address: string, now: Date): string {
  const tag = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`;
  const items = board.needs.map((need) => {
    const link = `${address}/s/${need.siteSlug}`;
    const words = needWords(need, say);
    const id = `${link}#${need.itemId ?? need.name}-${need.state}`;
    return [
      '<item>',
      tag('title', `${need.name}: ${need.site}`),
      tag('link', link),
      tag('description', words.join(' · ')),
      ...(need.category === null ? [] : [tag('category', need.category)]),
      `<guid isPermaLink="false">${escaped(id)}</guid>`,
      '</item>',
    ].join('');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    tag('title', say('board.title', { group: board.group })),
    tag('link', `${address}/board/${board.slug}`),
    `<atom:link rel="self" type="application/rss+xml" href="${escaped(`${address}/api/v1/public/groups/${board.slug}/needs.rss`)}"/>`,
    tag('description', say('board.lead')),
    tag('language', language),
    tag('lastBuildDate', now.toUTCString()),
    ...items,
    '</channel></rss>\n',
  ].join('\n');
}

const byDay = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Sites of a board as Open Referral has it (HSDS 3, the list of services): one service at each site, with its place and
 * hours, with ids made of their addresses. What HSDS asks of people who come (eligibility, identification) does not exist here, and its structured postal
 * addresses neither: a place has the words that the group wrote.
 */
export function hsdsServices(board: BoardReply, { say }: Speaker, address: string): object {
  const contents = board.sites.map((site) => {
    const id = fingerprint([address, site.slug]);
    return {
      id,
      name: site.name,
      description: say(`kinds.${site.kind}`),
      url: `${address}/s/${site.slug}`,
      status: 'active',
      organization: {
        id: fingerprint([address, board.slug]),
        name: board.group,
        description: say('board.title', { group: board.group }),
        website: `${address}/board/${board.slug}`,
      },
      cost_options: [{ id, option: 'free', amount: 0 }],
      schedules: site.hours.map((span, at) => scheduleOf(site, span, fingerprint([id, at]))),
      service_at_locations: [{ id, location: locationOf(site, id) }],
    };
  });
  return {
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: contents.length === 0,
    contents,
  };
}

function scheduleOf(site: BoardSiteReply, span: BoardSiteReply['hours'][number], id: string): object {
  return {
    id,
    freq: 'WEEKLY',
    interval: 1,
    byday: byDay[span.weekday - 1],
    opens_at: span.opens,
    closes_at: span.closes === '24:00' ? '23:59' : span.closes,
    ...(site.hoursNote ? { description: site.hoursNote } : {}),
  };
}

function locationOf(site: BoardSiteReply, id: string): object {
  const description = site.address ?? site.area;
  return {
    id,
    location_type: 'physical',
    name: site.name,
    ...(description ? { description } : {}),
    ...(site.latitude !== null && site.longitude !== null
      ? { latitude: site.latitude, longitude: site.longitude }
      : {}),
  };
}
