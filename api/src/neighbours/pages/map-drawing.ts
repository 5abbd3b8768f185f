import { gridOf, scaleBar } from '@shared/sites/map-grid';
import { siteStatusShapes } from '@shared/sites/site-status-shapes';
import { tilePath, tilesUnder } from '@shared/sites/map-tiles';
import type { MapTiles, SiteStatus } from '@shared/sites/sites.contract';
import { type Html, html } from './html';
import { drawing, type MapScene, type SceneMark } from './map-scene';
import { mapQuery } from './map-wish';
import { linkTo, type PageView } from './page-frame';

const { width, height } = drawing;
const rounded = (value: number) => value.toFixed(1);

/** The map itself, drawn by us: a grid of degrees, tiles over it where there are some, a scale, and a mark for each place, which is a link. */
export function mapDrawing(view: PageView, path: string, scene: MapScene, tiles: MapTiles | null): Html {
  const bar = scaleBar(scene.view);
  return html`<svg
    class="map"
    role="group"
    aria-label="${view.speaker.say('map.label')}"
    viewBox="0 0 ${width} ${height}"
  >
    ${gridOf(scene.view, drawing).map(
      (line) =>
        html`<path
            class="grid"
            d="M${rounded(line.x1)} ${rounded(line.y1)}L${rounded(line.x2)} ${rounded(line.y2)}"
          /><text x="${rounded(line.textX)}" y="${rounded(line.textY)}">${line.text}</text>`,
    )}
    ${tiles ? ground(scene, tiles) : null}
    ${scene.areas.map(
      (area) =>
        html`<rect
          class="area"
          x="${rounded(area.x)}"
          y="${rounded(area.y)}"
          width="${rounded(area.width)}"
          height="${rounded(area.height)}"
        />`,
    )}
    ${scene.marks.map((mark) => drawnMark(view, path, mark))}
    <path class="scale under" d="M10 ${height - 12}h${rounded(bar.pixels + 4)}" />
    <path class="scale" d="M12 ${height - 12}h${rounded(bar.pixels)}" />
    <text x="12" y="${height - 18}">${bar.text}</text>
  </svg>`;
}

/** What fails to load leaves the grid to be seen. */
function ground({ view }: MapScene, tiles: MapTiles): Html {
  return html`<g aria-hidden="true">
    ${tilesUnder(view, drawing, tiles).map(
      (tile) =>
        html`<image
          href="${tilePath(tile)}"
          x="${rounded(tile.left)}"
          y="${rounded(tile.top)}"
          width="${rounded(tile.side)}"
          height="${rounded(tile.side)}"
        />`,
    )}
  </g>`;
}

/** A mark with its number in the list: a round one for one place, a square one for several, which says how many. */
function drawnMark(view: PageView, path: string, mark: SceneMark): Html | null {
  const { say } = view.speaker;
  const { x, y, number, sites, status, closer } = mark;
  const [first] = sites;
  if (!first) return null;
  const at = `translate(${rounded(x)} ${rounded(y)})`;
  const glyph = (left: number) => html`<use href="#${status}" x="${left}" y="4" width="12" height="12" />`;
  if (sites.length > 1) {
    const href = closer ? linkTo(view, `${path}${mapQuery(closer)}`) : '#list';
    const words = say(closer ? 'map.many' : 'map.manyHere', { count: sites.length });
    return html`<a class="${status}" transform="${at}" href="${href}" aria-label="${number}. ${words}"
      ><rect x="-20" y="-20" width="40" height="40" /><text>${number}</text>${glyph(-17)}<text
        class="count"
        x="-4"
        y="14"
        >×${sites.length}</text
      ></a
    >`;
  }
  return html`<a
    class="${status}"
    transform="${at}"
    href="${linkTo(view, `/s/${first.slug}`)}"
    aria-label="${number}. ${first.name}: ${say(`map.status.${status}`)}"
    ><circle r="20" ${first.isExact ? null : html`class="about"`} /><text>${number}</text>${glyph(-6)}</a
  >`;
}

/** The shapes of the states, once for all that use them. */
export function statusSymbols(): Html {
  const symbols = Object.entries(siteStatusShapes).map(
    ([status, shape]) =>
      html`<symbol id="${status}" viewBox="0 0 24 24"><path fill-rule="evenodd" d="${shape}" /></symbol>`,
  );
  return html`<svg class="symbols" width="0" height="0" aria-hidden="true">${symbols}</svg>`;
}

/** The shape of a state, where words say it too. */
export function statusShape(status: SiteStatus): Html {
  return html`<svg class="glyph ${status}" aria-hidden="true">
    <use href="#${status}" width="16" height="16" />
  </svg>`;
}
