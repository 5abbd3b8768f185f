import { type PublicLanguage, publicLanguages } from '@shared/sites/public-site.contract';
import { languageNames, type Speaker, speakerOf } from '../speak';
import { type Html, html, type HtmlValue } from './html';
import { pageStyleVersion } from './page-style';

/** What every page knows of its visitor: the language, whether it was chosen, and the time. Nothing else. */
export interface PageView {
  readonly speaker: Speaker;
  /** Chosen by a link, so that further links keep it; else the browser's wish decides on each page. */
  readonly isChosen: boolean;
  readonly now: Date;
}

export function viewOf(language: PublicLanguage, isChosen: boolean, now: Date): PageView {
  return { speaker: speakerOf(language), isChosen, now };
}

export interface PageParts {
  /** Without the language. */
  readonly path: string;
  readonly title: string;
  /** A line above the title, where the page belongs to something. */
  readonly above?: HtmlValue;
  readonly body: Html;
  /** More in the head: feeds, data. */
  readonly head?: HtmlValue;
  /** Programs that list pages leave it out. */
  readonly isUnlisted?: boolean;
  /** As wide as two columns, where there is room. */
  readonly isWide?: boolean;
}

/** The address of a page of ours that speaks the visitor's language. */
export function linkTo(view: PageView, path: string): string {
  if (!view.isChosen) return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${view.speaker.language}`;
}

/** A whole page: complete without scripts, in one column, with the choice of languages at its end. */
export function pageFrame(view: PageView, parts: PageParts): string {
  const { speaker } = view;
  const { say, language, direction } = speaker;
  const inOther = (other: PublicLanguage) =>
    `${parts.path}${parts.path.includes('?') ? '&' : '?'}lang=${other}`;
  return html`<!doctype html>
    <html lang="${language}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${parts.title}</title>
        <meta name="color-scheme" content="light dark" />
        ${parts.isUnlisted ? html`<meta name="robots" content="noindex" />` : null}
        <link rel="stylesheet" href="/s/style.css?v=${pageStyleVersion}" />
        <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
        ${publicLanguages.map(
          (other) => html`<link rel="alternate" hreflang="${other}" href="${inOther(other)}" />`,
        )}${parts.head}
      </head>
      <body ${parts.isWide ? html`class="wide"` : null}>
        <header>
          <a class="skip" href="#content">${say('page.skip')}</a>
          ${parts.above}
        </header>
        <main id="content" tabindex="-1">${parts.body}</main>
        <footer>
          <p>${say('page.nothingKept')}</p>
          <nav class="screen" aria-label="${say('page.languages')}">
            ${languageNames().map(
              (one) =>
                html`<a
                  href="${inOther(one.language)}"
                  lang="${one.language}"
                  hreflang="${one.language}"
                  ${one.language === language ? html`aria-current="true"` : null}
                  >${one.name}</a
                > `,
            )}
          </nav>
        </footer>
      </body>
    </html>`.text;
}
