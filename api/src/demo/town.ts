import type { Id } from '@shared/words/id';
import type { Language } from './item-row';
import { type Portion, total } from './levels-so-far';
import { isKeptAt, type ParLevel, wantedLevel } from './par-levels';
import type { SeededChance } from './seeded-chance';
import type { CataloguedItem, Crew, PlacedSite, ToldStory } from './told-story';

/** Where the story takes place. */
export interface Stage {
  readonly sites: readonly PlacedSite[];
  readonly items: readonly CataloguedItem[];
  readonly inTransitId: Id;
  readonly language: Language;
}

/** The sites with what they keep, as everybody in the story sees them. */
export class Town {
  readonly hub: PlacedSite;
  private readonly wanted = new Map<string, ParLevel>();
  private readonly kept = new Map<Id, CataloguedItem[]>();

  constructor(
    readonly stage: Stage,
    readonly story: ToldStory,
    readonly chance: SeededChance,
  ) {
    this.hub = this.siteOf('hub');
    for (const site of stage.sites) {
      const items = stage.items.filter((item) => isKeptAt(item, site));
      this.kept.set(site.id, items);
      for (const item of items) {
        this.wanted.set(`${site.id} ${item.id}`, wantedLevel(item, site, stage.sites));
      }
    }
  }

  siteOf(key: PlacedSite['key']): PlacedSite {
    const site = this.stage.sites.find((one) => one.key === key);
    if (!site) throw new Error(`The demonstration has no site "${key}".`);
    return site;
  }

  itemOf(key: string): CataloguedItem {
    const item = this.stage.items.find((one) => one.key === key);
    if (!item) throw new Error(`The demonstration has no item "${key}".`);
    return item;
  }

  itemsAt(site: PlacedSite): readonly CataloguedItem[] {
    return this.kept.get(site.id) ?? [];
  }

  /** What the site would like to have, in base units. */
  targetAt(site: PlacedSite, item: CataloguedItem): number {
    return this.wanted.get(`${site.id} ${item.id}`)?.target ?? 0;
  }

  /** Who writes down what happens at a site during the day. */
  crewAt(site: PlacedSite): Crew {
    return site.kind === 'fridge' ? 'fridges' : 'stores';
  }

  /** What may be handed out or sent on, in base units. */
  available(site: PlacedSite, item: CataloguedItem, day: number): number {
    return total(this.story.levels.available(site.id, item.id, this.story.dayAt(day)));
  }

  /** Portions that make up a quantity, first expired first. */
  portions(site: PlacedSite, item: CataloguedItem, quantity: number, day: number): Portion[] {
    let left = quantity;
    return this.story.levels
      .available(site.id, item.id, this.story.dayAt(day))
      .map(({ lot, quantity: there }) => {
        const part = Math.max(0, Math.min(left, there));
        left -= part;
        return { lot, quantity: part };
      })
      .filter((portion) => portion.quantity > 0);
  }

  /** The nearest whole number of handfuls, at least one: people bring what people take. */
  handfuls(item: CataloguedItem, quantity: number): number {
    return Math.max(1, Math.round(quantity / item.handful)) * item.handful;
  }
}
