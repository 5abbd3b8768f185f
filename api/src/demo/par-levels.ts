import type { DemonstrationItem } from './item-row';
import type { DemonstrationSite } from './demonstration-sites';

/** How much a site should have, in base units. */
export interface ParLevel {
  readonly minimum: number;
  readonly target: number;
}

/** What every site keeps: par levels of the group, which hold where a site has none of its own. */
export const groupParLevels: Readonly<Record<string, ParLevel>> = {
  'Drinking water, bottle 16.9 oz': { minimum: 12, target: 60 },
  'Naloxone nasal spray, 4 mg dose': { minimum: 4, target: 16 },
  'Granola bars, box of 6': { minimum: 4, target: 14 },
};

const letterOf = { free_store: 'S', pantry: 'P', fridge: 'F', hub: '', pop_up: '' } as const;
const freshCategories = new Set([
  'Bread and bakery',
  'Fruit and vegetables',
  'Dairy and eggs',
  'Prepared food',
]);

/** True for what does not lie in the hub: it goes straight to where it is eaten. */
export function isFresh(item: DemonstrationItem): boolean {
  return freshCategories.has(item.category) || item.places === 'F';
}

export function isKeptAt(item: DemonstrationItem, site: DemonstrationSite): boolean {
  return site.kind === 'hub' ? !isFresh(item) : item.places.includes(letterOf[site.kind]);
}

/** Base units that leave a site in an ordinary week. */
export function weeklyDemand(item: DemonstrationItem, site: DemonstrationSite): number {
  return isKeptAt(item, site) ? item.rate * site.scale * site.openOn.length * item.handful : 0;
}

/** What a site would like to have of an item that it keeps: a week for a fridge, three weeks elsewhere. */
export function wantedLevel(
  item: DemonstrationItem,
  site: DemonstrationSite,
  sites: readonly DemonstrationSite[],
): ParLevel {
  const forAll = groupParLevels[item.key];
  if (forAll && site.kind !== 'hub') return forAll;
  const weeks = site.kind === 'hub' ? 3 : site.kind === 'fridge' ? 1 : 3;
  const weekly =
    site.kind === 'hub'
      ? sites.reduce((sum, other) => sum + weeklyDemand(item, other), 0)
      : weeklyDemand(item, site);
  const target = rounded(Math.max(weekly * weeks, 5 * item.handful), item);
  return { minimum: rounded(target * (site.kind === 'fridge' ? 0.35 : 0.5), item), target };
}

/** A site's own par level, null where it has none. The hub only watches what goes fast and comes in steadily. */
export function ownParLevel(
  item: DemonstrationItem,
  site: DemonstrationSite,
  sites: readonly DemonstrationSite[],
): ParLevel | null {
  if (!isKeptAt(item, site)) return null;
  if (site.kind === 'hub') {
    const isWatched = groupParLevels[item.key] !== undefined || (item.rate >= 0.9 && item.story === 'steady');
    return isWatched ? wantedLevel(item, site, sites) : null;
  }
  return groupParLevels[item.key] ? null : wantedLevel(item, site, sites);
}

/** To a number that somebody would write down. */
function rounded(quantity: number, item: DemonstrationItem): number {
  const step = item.unit === 'each' ? (quantity < 20 ? 1 : quantity < 100 ? 5 : 10) : 500;
  return Math.max(step, Math.round(quantity / step) * step);
}
