import type { PublicMapSite } from '@shared/neighbours/public.contract';
import type { MapTiles } from '@shared/sites/sites.contract';
import type { Slug } from '@shared/words/slug';
import { type Html, html } from './html';
import { mapDrawing, statusShape, statusSymbols } from './map-drawing';
import { drawing, type MapScene, mapScene, type NumberedSite, worstFirst } from './map-scene';
import { closestZoom, mapQuery, type MapWish, wishFor } from './map-wish';
import { linkTo, pageFrame, type PageView } from './page-frame';

export interface MapPage {
  readonly slug: Slug;
  readonly group: string;
  readonly sites: readonly PublicMapSite[];
  readonly wish: MapWish;
  /** Null for a plain ground. */
  readonly tiles: MapTiles | null;
}

/** Enough for every mark that is one place. */
const rowsOnPage = 80;

/** `/board/<slug>/map`: where the group's public places are and how they stand, as a drawing and as a list. */
export function mapPage(view: PageView, { slug, group, sites, wish, tiles }: MapPage): string {
  const { say } = view.speaker;
  const path = `/board/${slug}/map`;
  const scene = mapScene(sites, wish);
  const title = say('map.title', { group });
  const hasMap = sites.some(({ latitude }) => latitude !== null);
  const body = html`${statusSymbols()}
    <h1 dir="auto">${title}</h1>
    <p class="screen"><a href="#list">${say('map.toList')}</a></p>
    <div class="beside">
      <div>
        ${
          hasMap
            ? html`${mapDrawing(view, path, scene, tiles)}
              ${tiles?.attribution ? html`<p class="soft" dir="auto">${tiles.attribution}</p>` : null}
              ${steps(view, path, scene, wish)}`
            : html`<p>${say('map.none')}</p>`
        }
        ${
          hasMap
            ? html`<ul class="key">
                  ${worstFirst.map(
                    (status) => html`<li>${statusShape(status)} ${say(`map.status.${status}`)}</li>`,
                  )}
                </ul>
                <p class="soft">${say('map.how')}</p>
                ${sites.every(({ isExact }) => isExact) ? null : html`<p class="soft">${say('map.aboutHow')}</p>`}`
            : null
        }
      </div>
      ${list(view, path, scene, wish, sites.length)}
    </div>
    <p><a href="${linkTo(view, `/board/${slug}`)}">${say('page.board', { group })}</a></p>`;
  return pageFrame(view, {
    path: `${path}${mapQuery(wish)}`,
    title,
    above: html`<span dir="auto">${group}</span>`,
    body,
    isWide: true,
    isUnlisted: wish.at !== null || wish.page > 1,
  });
}

/** Links that look closer, from farther away, and to the sides. */
function steps(view: PageView, path: string, { view: shown }: MapScene, wish: MapWish): Html {
  const { say } = view.speaker;
  const [right, down] = [(drawing.width * 0.6) / shown.scale, (drawing.height * 0.6) / shown.scale];
  const moved = (x: number, y: number) =>
    wishFor({ x: shown.x + x * right, y: shown.y + y * down }, shown.zoom);
  const links = [
    ...(shown.zoom < closestZoom ? [['+', 'closer', wishFor(shown, shown.zoom + 1)] as const] : []),
    ...(shown.zoom > 0 ? [['−', 'farther', wishFor(shown, shown.zoom - 1)] as const] : []),
    ['↑', 'north', moved(0, -1)] as const,
    ['←', 'west', moved(-1, 0)] as const,
    ['→', 'east', moved(1, 0)] as const,
    ['↓', 'south', moved(0, 1)] as const,
  ];
  return html`<nav class="steps screen" aria-label="${say('map.move')}">
    ${links.map(
      ([sign, where, to]) =>
        html`<a href="${linkTo(view, path + mapQuery(to))}" aria-label="${say(`map.${where}`)}">${sign}</a>`,
    )}
    ${wish.at ? html`<a href="${linkTo(view, path)}">${say('map.whole')}</a>` : null}
  </nav>`;
}

function list(view: PageView, path: string, { rows }: MapScene, wish: MapWish, all: number): Html {
  const { say } = view.speaker;
  const from = (wish.page - 1) * rowsOnPage;
  const turned = (page: number, words: string) =>
    html`<a href="${linkTo(view, path + mapQuery({ ...wish, page }))}#list">${words}</a> `;
  return html`<section id="list">
    <h2>${say('map.list')}</h2>
    <p class="soft">${say('map.listed', { count: rows.length, all })}</p>
    <ul class="rows">
      ${rows.slice(from, from + rowsOnPage).map((row) => listed(view, row))}
    </ul>
    ${
      rows.length > rowsOnPage
        ? html`<p class="screen">
            ${wish.page > 1 ? turned(wish.page - 1, say('map.before')) : null}
            ${from + rowsOnPage < rows.length ? turned(wish.page + 1, say('map.after')) : null}
          </p>`
        : null
    }
  </section>`;
}

function listed(view: PageView, { number, site }: NumberedSite): Html {
  const { say } = view.speaker;
  const where = site.address ?? (site.area ? say('site.about', { area: site.area }) : null);
  const noPlace = site.latitude === null ? say('map.noPlace') : null;
  const about = [say(`kinds.${site.kind}`), where, noPlace].filter((words) => words !== null);
  const link = html`<a dir="auto" href="${linkTo(view, `/s/${site.slug}`)}">${site.name}</a>`;
  return html`<li>
    <span
      >${number === null ? null : html`<b>${number}.</b> `}${link}
      <span class="soft" dir="auto">${about.join(' · ')}</span></span
    >
    <span>${statusShape(site.status)} ${say(`map.status.${site.status}`)}</span>
  </li>`;
}
