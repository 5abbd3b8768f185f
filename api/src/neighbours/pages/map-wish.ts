import {
  latitudeOf,
  type MapView,
  placeOf,
  type Point,
  scaleOfZoom,
  type Size,
  viewOf,
  zoomOfScale,
} from '@shared/sites/map-view';
import { Problem } from '@shared/words/problem';

/** What part of the map somebody asked for, and which page of its list; the whole of it when `at` is null. */
export interface MapWish {
  readonly at: { readonly latitude: number; readonly longitude: number } | null;
  readonly zoom: number;
  readonly page: number;
}

/** As closely as houses of a street are told apart. */
export const closestZoom = 18;
const pagesAtMost = 100;

/** Reads `?at=<latitude>,<longitude>&z=<zoom>&page=<n>`. @throws Problem `not_found` for what no link of ours says. */
export function readMapWish({ at, z, page = '1' }: Readonly<Record<string, unknown>>): MapWish {
  const number = numberIn(page, 1, pagesAtMost);
  if (at === undefined && z === undefined) return { at: null, zoom: 0, page: number };
  const [, latitude, longitude] =
    /^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)$/.exec(text(at)) ?? [];
  if (latitude === undefined || longitude === undefined) throw new Problem('not_found');
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  if (Math.abs(place.latitude) > 90 || Math.abs(place.longitude) > 180) throw new Problem('not_found');
  return { at: place, zoom: numberIn(z, 0, closestZoom), page: number };
}

/** What is asked for, as a query that `readMapWish` reads. */
export function mapQuery({ at, zoom, page }: MapWish): string {
  const parts = [
    ...(at ? [`at=${degrees(at.latitude)},${degrees(at.longitude)}`, `z=${zoom}`] : []),
    ...(page > 1 ? [`page=${page}`] : []),
  ];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** The view that a wish means, at a whole zoom level, so that tiles fit; of all places for the whole map. */
export function viewOfWish(wish: MapWish, places: readonly Point[], size: Size): MapView & { zoom: number } {
  if (!wish.at) return wholeLevel(viewOf(places, size));
  const { latitude, longitude } = wish.at;
  return { ...placeOf(latitude, longitude), scale: scaleOfZoom(wish.zoom), zoom: wish.zoom };
}

export function wholeLevel(view: MapView): MapView & { zoom: number } {
  const zoom = Math.max(0, Math.min(closestZoom, zoomOfScale(view.scale)));
  return { ...view, scale: scaleOfZoom(zoom), zoom };
}

export function wishFor({ x, y }: Point, zoom: number): MapWish {
  const longitude = Math.max(-180, Math.min(180, x));
  return { at: { latitude: latitudeOf(y), longitude }, zoom, page: 1 };
}

/** Five decimals are about a metre. */
const degrees = (value: number) => String(Number(value.toFixed(5)));

const text = (value: unknown) => (typeof value === 'string' ? value : '');

function numberIn(value: unknown, least: number, most: number): number {
  const number = /^\d{1,3}$/.test(text(value)) ? Number(value) : -1;
  if (number < least || number > most) throw new Problem('not_found');
  return number;
}
