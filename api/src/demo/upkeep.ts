import { notes } from './story-words';
import type { PlacedSite } from './told-story';
import type { Town } from './town';

/** Counting, and throwing out what nobody should eat. */
export class Upkeep {
  constructor(private readonly town: Town) {}

  /** What was on the shelves when the group began to write things down. */
  countFirstStock(): void {
    const { stage, story, chance } = this.town;
    for (const site of stage.sites) {
      for (const item of this.town.itemsAt(site)) {
        const at = story.at(0, 360 + chance.whole(0, 50));
        const quantity = this.town.handfuls(
          item,
          this.town.targetAt(site, item) * (0.7 + chance.next() * 0.25),
        );
        const lot = story.incomingLot(item, 0, at);
        const note = notes.firstCount[stage.language];
        story.move({
          ...{ crew: 'counting', reason: 'count', day: 0, at, item, quantity, to: site.id, lot, note },
        });
      }
    }
  }

  /** What is past its use-by date, mostly; naloxone is kept. And now and then something breaks or spoils. */
  throwOut(site: PlacedSite, day: number): void {
    const { story, chance } = this.town;
    const today = story.dayAt(day);
    const waste = { crew: 'morning', reason: 'waste', day, from: site.id } as const;
    const at = () => story.at(day, 420 + chance.whole(0, 25));
    for (const item of this.town.itemsAt(site)) {
      if (item.category === 'Harm reduction') continue;
      for (const { lot, quantity } of story.levels.estimated(site.id, item.id)) {
        if (!lot?.useBy || lot.useBy >= today || quantity <= 0 || !chance.happens(0.8)) continue;
        story.move({ ...waste, at: at(), item, quantity, lot, wasteReason: 'past_date' });
      }
    }
    if (!chance.happens(site.kind === 'fridge' ? 0.3 : 0.2)) return;
    const item = chance.pick(this.town.itemsAt(site));
    const [some] = this.town.portions(site, item, item.handful, day);
    const wasteReason =
      site.kind === 'fridge' ? chance.pick(['spoiled', 'too_warm', 'unusable'] as const) : 'damaged';
    if (some) story.move({ ...waste, at: at(), item, ...some, wasteReason });
  }

  /** The truth, lot by lot, in the evening: now and then a little less than the book said. */
  count(site: PlacedSite, day: number): void {
    const { story, chance } = this.town;
    for (const item of this.town.itemsAt(site)) {
      const at = story.at(day, 1_300 + chance.whole(0, 60));
      const really = new Map(
        story.levels
          .estimated(site.id, item.id)
          .map(({ lot, quantity }) => [lot, Math.max(0, quantity)] as const),
      );
      const largest = [...really].find(([lot, quantity]) => quantity > 2 * item.handful && !lot?.isRecalled);
      if (largest && chance.happens(0.12)) really.set(largest[0], largest[1] - item.handful);
      for (const { lot, quantity } of story.levels.recorded(site.id, item.id)) {
        const more = (really.get(lot) ?? 0) - quantity;
        const line = { crew: 'counting', reason: 'count', day, at, item, lot } as const;
        story.move({
          ...line,
          quantity: Math.abs(more),
          ...(more > 0 ? { to: site.id } : { from: site.id }),
        });
      }
    }
  }
}
