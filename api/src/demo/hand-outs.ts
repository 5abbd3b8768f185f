import type { Channel } from '@shared/stock/movement-line';
import { total } from './levels-so-far';
import { notes, wordsAskedFor } from './story-words';
import type { CataloguedItem, PlacedSite } from './told-story';
import type { Town } from './town';

/** Every so many hand-outs, somebody scans twice and undoes it. */
const handOutsPerMistake = 1_200;
/** Days on which the store on Mill Street holds an event. */
const eventDays = [18, 39];

/** Where somebody hands out more than was counted, and what. */
export const countedShort = [
  ['library', 'Crackers, box 12 oz'],
  ['cedar', 'Apple juice box'],
  ['north', 'Can opener'],
] as const;

interface Visit {
  /** From midnight. */
  readonly minute: number;
  readonly channel: Channel;
  readonly householdSize: number | null;
}

/** What neighbours take on opening days, and what they ask for when there is none. */
export class HandOuts {
  private handOuts = 0;

  constructor(private readonly town: Town) {}

  handOut(site: PlacedSite, day: number): void {
    const { chance, story, stage } = this.town;
    const visits = this.visits(site, day);
    const wanted = this.town.itemsAt(site).flatMap((item) =>
      Array.from({ length: chance.times(item.rate * site.scale) }, () => ({
        item,
        visit: chance.pick(visits),
      })),
    );
    wanted.sort((a, b) => a.visit.minute - b.visit.minute);
    for (const { item, visit } of wanted) {
      const quantity = item.handful * ((visit.householdSize ?? 1) >= 5 ? 2 : 1);
      this.giveOut(site, item, quantity, visit, day);
    }
    if (site.kind === 'free_store' && chance.happens(0.4)) {
      const words = chance.pick(wordsAskedFor)[stage.language];
      story.ask(site.id, words, 1, story.at(day, chance.whole(site.opensAt, site.closesAt)));
    }
  }

  /** Somebody left goods without a word and neighbours took them: the hand was right, the count was wrong. */
  handOutMoreThanCounted(day: number): void {
    const { chance, story } = this.town;
    for (const [key, name] of countedShort) {
      const site = this.town.siteOf(key);
      const item = this.town.itemOf(name);
      const quantity = Math.max(0, story.levels.level(site.id, item.id)) + chance.whole(2, 5);
      story.move({
        ...{ crew: this.town.crewAt(site), reason: 'distribution', day, item, quantity, lot: null },
        at: story.at(day, site.closesAt - chance.whole(1, 20)),
        from: site.id,
        channel: site.kind === 'fridge' ? 'fridge' : 'walk_in',
      });
    }
  }

  private visits(site: PlacedSite, day: number): Visit[] {
    const { chance } = this.town;
    const isEvent = site.key === 'mill' && eventDays.includes(day);
    return Array.from({ length: 6 + chance.times(18 * site.scale) }, () => {
      const minute = chance.whole(site.opensAt, site.closesAt);
      if (site.kind === 'fridge') return { minute, channel: 'fridge', householdSize: null };
      const householdSize = chance.happens(0.85) ? chance.pick([1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7]) : null;
      const channel = isEvent ? 'event' : chance.happens(0.14) ? 'delivery' : 'walk_in';
      return { minute, channel, householdSize };
    });
  }

  private giveOut(site: PlacedSite, item: CataloguedItem, quantity: number, visit: Visit, day: number): void {
    const { chance, story } = this.town;
    const at = story.at(day, visit.minute);
    const there = story.levels.available(site.id, item.id, story.dayAt(day));
    const given = Math.min(quantity, total(there));
    if (given < quantity) {
      // At a fridge there is mostly nobody to hear it.
      const heard = (item.story === 'steady' ? 0.2 : 0.9) * (site.kind === 'fridge' ? 0.15 : 1);
      if (chance.happens(heard)) story.ask(site.id, item, quantity - Math.max(0, given), at);
      if (given <= 0) return;
    }
    // Most people scan the can, not its date.
    const first = there.find((portion) => portion.lot !== null && portion.quantity >= given);
    const lot = first && (site.kind === 'fridge' || chance.happens(0.4)) ? first.lot : null;
    const { channel, householdSize } = visit;
    const line = {
      ...({ crew: this.town.crewAt(site), reason: 'distribution', day, item, quantity: given, lot } as const),
    };
    const handOut = { ...line, from: site.id, channel, householdSize };
    const done = story.move({ ...handOut, at });
    if (!done || ++this.handOuts % handOutsPerMistake !== 0) return;
    const twice = story.move({ ...handOut, at: new Date(at.getTime() + 20_000) });
    if (!twice) return;
    const undoneAt = new Date(Math.min(at.getTime() + 150_000, story.now.getTime()));
    const note = notes.scannedTwice[this.town.stage.language];
    story.move({ ...line, at: undoneAt, to: site.id, note, reversesId: twice.id });
  }
}
