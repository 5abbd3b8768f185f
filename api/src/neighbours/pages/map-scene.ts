import type { PublicMapSite } from '@shared/neighbours/public.contract';
import {
  clusters,
  drawnAt,
  type MapView,
  placeOf,
  type Point,
  scaleOfZoom,
  type Size,
  viewOf,
} from '@shared/sites/map-view';
import type { SiteStatus } from '@shared/sites/sites.contract';
import { closestZoom, type MapWish, viewOfWish, wholeLevel, wishFor } from './map-wish';

/** Of the drawing; browsers scale it. Wide enough for marks that a thumb hits where the page is 320 px wide. */
export const drawing: Size = { width: 400, height: 360 };

/** A site in the list beside the map, with the number of its mark; null where it has none. */
export interface NumberedSite {
  readonly number: number | null;
  readonly site: PublicMapSite;
}

/** What is drawn as one: a site, or several close together. */
export interface SceneMark extends Point {
  readonly number: number;
  readonly sites: readonly PublicMapSite[];
  readonly status: SiteStatus;
  /** What brings several sites apart; null for one, and for those that nothing brings apart. */
  readonly closer: MapWish | null;
}

export interface MapScene {
  readonly view: MapView & { readonly zoom: number };
  readonly marks: readonly SceneMark[];
  /** Those drawn alone first, then those drawn together, mark by mark, then, on the whole map, those whose place nobody told. */
  readonly rows: readonly NumberedSite[];
  /** Around places that are not told exactly: where they may be, once that is large enough to be seen. */
  readonly areas: readonly (Point & Size)[];
}

type PlacedSite = Point & { readonly site: PublicMapSite };

export const worstFirst: readonly SiteStatus[] = ['out', 'low', 'ok'];
/** Half a hundredth of a degree: how far a rounded place may be from the true one. */
const roundedBy = 0.005;
const seenFrom = 40;

/** What the map shows where somebody looks. */
export function mapScene(sites: readonly PublicMapSite[], wish: MapWish): MapScene {
  const placed = sites.flatMap(placedSite);
  const view = viewOfWish(wish, placed, drawing);
  const groups = clusters(placed, view, drawing);
  const ordered = [
    ...groups.filter(({ members }) => members.length === 1),
    ...groups.filter(({ members }) => members.length > 1),
  ];
  const byName = new Map(placed.map((place, at) => [place, at]));
  const inOrder = (one: PlacedSite, other: PlacedSite) => (byName.get(one) ?? 0) - (byName.get(other) ?? 0);
  const marks = ordered.map(({ members, x, y }, at) => {
    const ofMark = [...members].sort(inOrder).map(({ site }) => site);
    const status = worstFirst.find((one) => ofMark.some((site) => site.status === one)) ?? 'ok';
    const closer = members.length > 1 ? closerTo(members, view.zoom) : null;
    return { x, y, number: at + 1, sites: ofMark, status, closer };
  });
  const nowhere = wish.at ? [] : sites.filter(({ latitude }) => latitude === null);
  const rows = [
    ...marks.flatMap((mark) => mark.sites.map((site) => ({ number: mark.number, site }))),
    ...nowhere.map((site) => ({ number: null, site })),
  ];
  return {
    view,
    marks,
    rows,
    areas: areasOf(
      groups.flatMap(({ members }) => members),
      view,
    ),
  };
}

function placedSite(site: PublicMapSite): PlacedSite[] {
  if (site.latitude === null || site.longitude === null) return [];
  return [{ site, ...placeOf(site.latitude, site.longitude) }];
}

/** All of them, and so closely that at least one is drawn apart, where any closeness does that. */
function closerTo(places: readonly Point[], zoom: number): MapWish | null {
  if (zoom >= closestZoom) return null;
  const fitting = wholeLevel(viewOf(places, drawing));
  let closer = Math.max(zoom + 1, fitting.zoom);
  const areTogether = () =>
    clusters(places, { ...fitting, scale: scaleOfZoom(closer) }, drawing).length === 1;
  while (closer < closestZoom && areTogether()) closer++;
  return wishFor(fitting, closer);
}

function areasOf(places: readonly PlacedSite[], view: MapView): (Point & Size)[] {
  if (2 * roundedBy * view.scale < seenFrom) return [];
  const areas = new Map<string, Point & Size>();
  for (const { site } of places) {
    if (site.isExact || site.latitude === null || site.longitude === null) continue;
    const corner = (by: number) =>
      drawnAt(placeOf((site.latitude ?? 0) + by, (site.longitude ?? 0) - by), view, drawing);
    const [from, to] = [corner(roundedBy), corner(-roundedBy)];
    areas.set(`${site.latitude} ${site.longitude}`, {
      ...{ x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y },
    });
  }
  return [...areas.values()];
}
