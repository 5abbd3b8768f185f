import type { SiteOnMap, SiteStatus } from '@shared/sites/sites.contract';
import { placeOf, type Point } from '@shared/sites/map-view';

/** A site with its place on the map. */
export interface PlacedSite extends Point {
  readonly site: SiteOnMap;
}

/** The site where it is drawn; none for one whose place nobody told. */
export function placed(site: SiteOnMap): PlacedSite[] {
  if (site.latitude === null || site.longitude === null) return [];
  return [{ site, ...placeOf(site.latitude, site.longitude) }];
}

const order: readonly SiteStatus[] = ['out', 'low', 'ok'];

export function worseOf(one: SiteStatus, other: SiteStatus): SiteStatus {
  return order.indexOf(one) <= order.indexOf(other) ? one : other;
}

export function middleOf(places: readonly Point[]): Point {
  const sum = (pick: (place: Point) => number) => places.reduce((all, place) => all + pick(place), 0);
  return { x: sum(({ x }) => x) / places.length, y: sum(({ y }) => y) / places.length };
}
