import { longestNeedText } from '@shared/needs/neighbours.contract';
import type { PublicFormReply } from '@shared/neighbours/public.contract';
import type { Slug } from '@shared/words/slug';
import { formTrouble, trap, type Trouble } from './form-parts';
import { type Html, html } from './html';
import { linkTo, pageFrame, type PageView } from './page-frame';

export interface AskPage {
  readonly slug: Slug;
  readonly site: string;
  readonly token: string;
  readonly categories: PublicFormReply['categories'];
  /** The kind that was chosen; null for the choice of one. */
  readonly categoryId: string | null;
  readonly trouble: Trouble | null;
  /** What was written, when the page has to be sent once more. */
  readonly text: string;
}

/** `/s/<slug>/ask`: choose a kind, tap what you need, done. Or a few words. */
export function askPage(view: PageView, page: AskPage): string {
  const { say } = view.speaker;
  const path = `/s/${page.slug}/ask`;
  const chosen = page.categories.find(({ id }) => id === page.categoryId);
  const body = html`<h1>${say('ask.title')}</h1>
    ${formTrouble(page.trouble, view)} ${chosen ? tiles(view, page, chosen) : kinds(view, page)}
    <form method="post" action="${linkTo(view, path)}">
      ${trap(view, page.token)}
      <label for="words">${say('ask.words')}</label>
      <textarea
        id="words"
        name="text"
        rows="2"
        maxlength="${longestNeedText}"
        aria-describedby="words-hint"
        dir="auto"
      >
${page.text}</textarea>
      <p class="soft" id="words-hint">${say('ask.wordsHint')}</p>
      <button type="submit">${say('ask.send')}</button>
    </form>`;
  return pageFrame(view, {
    path: chosen ? `${path}?kind=${chosen.id}` : path,
    title: `${say('ask.title')} · ${page.site}`,
    above: html`<a href="${linkTo(view, `/s/${page.slug}`)}" dir="auto"
      >${say('page.back', { site: page.site })}</a
    >`,
    body,
    isUnlisted: true,
  });
}

type Category = PublicFormReply['categories'][number];

function kinds(view: PageView, page: AskPage): Html {
  const { say } = view.speaker;
  if (page.categories.length === 0) return html`<p>${say('ask.nothingToChoose')}</p>`;
  return html`<p>${say('ask.lead')}</p>
    <ul class="tiles">
      ${page.categories.map(
        ({ id, name }) =>
          html`<li>
            <a class="button" dir="auto" href="${linkTo(view, `/s/${page.slug}/ask?kind=${id}`)}">${name}</a>
          </li>`,
      )}
    </ul>`;
}

function tiles(view: PageView, page: AskPage, { id, name, items }: Category): Html {
  const { say } = view.speaker;
  const path = `/s/${page.slug}/ask`;
  return html`<p>${say('ask.choose')}</p>
    <form method="post" action="${linkTo(view, path)}">
      ${trap(view, page.token)}
      <ul class="tiles">
        ${items.map(
          (item) =>
            html`<li>
              <button type="submit" name="item" value="${item.id}" dir="auto">${item.name}</button>
            </li>`,
        )}
      </ul>
      <button class="quiet" type="submit" name="category" value="${id}">
        ${say('ask.anyOf', { category: name })}
      </button>
    </form>
    <p><a href="${linkTo(view, path)}">${say('ask.others')}</a></p>`;
}
