import type { CategoryKind, WhenWarm } from '@shared/catalog/catalog.contract';
import { makeOwnCode } from '@shared/barcodes/own-code';
import { normalizeGtin } from '@shared/barcodes/gtin';
import { addDays, dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Role } from '@shared/words/role';
import { spanishStarterCategories, starterCategories } from '@api/catalog/starter-categories';
import { careItems } from './care-items';
import { clothingItems } from './clothing-items';
import { demonstrationSites } from './demonstration-sites';
import { storyDays, tellEightWeeks } from './eight-weeks';
import { foodItems } from './food-items';
import type { Language } from './item-row';
import { retailCodes } from './retail-codes';
import { SeededChance } from './seeded-chance';
import { type CataloguedItem, type PlacedSite, ToldStory } from './told-story';
import { Town } from './town';

export interface PlannedMember {
  readonly id: Id;
  readonly name: string;
  readonly role: Role;
}

export interface PlannedCategory {
  readonly id: Id;
  /** The English name, by which the item tables know it. */
  readonly key: string;
  readonly name: string;
  readonly kind: CategoryKind;
  readonly shelfLifeDays: number | null;
  readonly whenWarm: WhenWarm;
}

/** Everything that the demonstration group is, before a database has heard of it. */
export interface DemonstrationPlan {
  readonly groupId: Id;
  readonly timeZone: string;
  readonly language: Language;
  readonly beganAt: Date;
  readonly members: readonly PlannedMember[];
  readonly sites: readonly PlacedSite[];
  readonly inTransitId: Id;
  readonly categories: readonly PlannedCategory[];
  readonly items: readonly CataloguedItem[];
  readonly barcodes: readonly { code: string; itemId: Id; packQuantity: number }[];
  readonly ownCodes: readonly { code: string; itemId: Id | null; siteId: Id | null }[];
  readonly story: ToldStory;
}

const people: readonly (readonly [name: string, role: Role])[] = [
  ['Juniper', 'organizer'],
  ['Marisol', 'organizer'],
  ['Ty', 'steward'],
  ['Auntie Bea', 'steward'],
  ['Kofi', 'volunteer'],
  ['Sam from Mill St', 'volunteer'],
];

/** Categories that a group like this adds to those it starts with. */
const moreCategories: typeof starterCategories = [
  ['Menstrual products', 'ordinary', null, 'keep'],
  ['Weather kit', 'ordinary', null, 'keep'],
  ['Pets', 'ordinary', null, 'keep'],
];

const spanishOfMore: Readonly<Record<string, string>> = {
  'Menstrual products': 'Productos menstruales',
  'Weather kit': 'Frío y calor',
  Pets: 'Mascotas',
};
const spanishCategories = { ...spanishStarterCategories, ...spanishOfMore };

/** Plans the demonstration. The same `now`, seed, language and time zone plan the same, ids included. */
export function planDemonstration(
  now: Date,
  seed: number,
  language: Language,
  timeZone: string,
): DemonstrationPlan {
  const chance = new SeededChance(seed);
  const firstDay = addDays(dayOf(now, timeZone), 1 - storyDays);
  const groupId = chance.id(now);
  const story = new ToldStory(groupId, firstDay, timeZone, now, chance);
  const beganAt = story.at(0, 330);
  const id = () => chance.id(beganAt);
  const sites = demonstrationSites.map((site) => ({ ...site, id: id() }));
  const inTransitId = id();
  const items = [...foodItems(language), ...careItems(language), ...clothingItems(language)].map((item) => ({
    ...item,
    id: id(),
  }));
  const plan = {
    groupId,
    timeZone,
    language,
    beganAt,
    members: people.map(([name, role]) => ({ id: id(), name, role })),
    sites,
    inTransitId,
    categories: [...starterCategories, ...moreCategories].map(([name, kind, shelfLifeDays, whenWarm]) => ({
      id: id(),
      key: name,
      name: language === 'es' ? (spanishCategories[name] ?? name) : name,
      kind,
      shelfLifeDays,
      whenWarm,
    })),
    items,
    barcodes: barcodesOf(items),
    ownCodes: [
      ...sites.map((site) => ({ code: makeOwnCode(chance.bytes(6)), itemId: null, siteId: site.id })),
      ...items.map((item) => ({ code: makeOwnCode(chance.bytes(6)), itemId: item.id, siteId: null })),
    ],
    story,
  };
  tellEightWeeks(new Town({ sites, items, inTransitId, language }, story, chance));
  return plan;
}

function barcodesOf(items: readonly CataloguedItem[]): DemonstrationPlan['barcodes'] {
  const idOf = new Map(items.map((item) => [item.key, item.id]));
  return retailCodes.map(([digits, key, packQuantity]) => {
    const code = normalizeGtin(digits);
    const itemId = idOf.get(key);
    if (!code || !itemId) throw new Error(`The demonstration's code ${digits} (${key}) is wrong.`);
    return { code, itemId, packQuantity: packQuantity ?? 1 };
  });
}
