import type { NeighbourOutcome } from '@shared/needs/neighbours.contract';
import type { Slug } from '@shared/words/slug';
import { html } from './html';
import { linkTo, pageFrame, type PageView } from './page-frame';

export interface ThanksPage {
  readonly slug: Slug;
  readonly site: string;
  readonly outcome: NeighbourOutcome | 'report';
  /** Days after which it is deleted. */
  readonly days: number;
}

/** `/s/<slug>/thanks`: it is noted, and what becomes of it. */
export function thanksPage(view: PageView, page: ThanksPage): string {
  const { say, plural } = view.speaker;
  const path = `/s/${page.slug}`;
  return pageFrame(view, {
    path: `${path}/thanks?what=${page.outcome}`,
    title: `${say('thanks.title')} · ${page.site}`,
    body: html`<h1>${say('thanks.title')}</h1>
      <p class="now" role="status">${say(`thanks.${page.outcome}`)}</p>
      <p class="soft">${plural('thanks.days', page.days)}</p>
      <a class="button" dir="auto" href="${linkTo(view, path)}">${say('page.back', { site: page.site })}</a>
      <a class="button quiet" href="${linkTo(view, `${path}/ask`)}">${say('thanks.more')}</a>`,
    isUnlisted: true,
  });
}

/** What stands where nothing is, or nothing for strangers: the two look the same. */
export function missingPage(view: PageView): string {
  const { say } = view.speaker;
  return pageFrame(view, {
    path: '/s/',
    title: say('missing.title'),
    body: html`<h1>${say('missing.title')}</h1>
      <p>${say('missing.text')}</p>`,
    isUnlisted: true,
  });
}

/** What stands where the server cannot answer as asked, in a sentence. */
export function troublePage(view: PageView, sentence: string): string {
  return pageFrame(view, {
    path: '/s/',
    title: 'Commonshelf',
    body: html`<h1>Commonshelf</h1>
      <p class="warn" role="alert">${sentence}</p>`,
    isUnlisted: true,
  });
}
