import type { Id } from '@shared/words/id';
import type { Language } from './item-row';
import { type DemonstrationLot, type Portion, total } from './levels-so-far';
import { isFresh, isKeptAt, type ParLevel, wantedLevel, weeklyDemand } from './par-levels';
import type { SeededChance } from './seeded-chance';
import { donorOf, notes, wordsAskedFor } from './story-words';
import type { CataloguedItem, Crew, PlacedSite, ToldStory } from './told-story';

/** Days of the story, the last one being today. */
export const storyDays = 56;
/** From here on, what is `gone` does not come any more. */
const lastDeliveryOfGone = 25;
const windfallDay = 47;
const recallDay = 50;
const recalledItem = 'Peanut butter, jar 16 oz';
/** Every so many hand-outs, somebody scans twice and undoes it. */
const handOutsPerMistake = 900;

/** Where the story takes place. */
export interface Stage {
  readonly sites: readonly PlacedSite[];
  readonly items: readonly CataloguedItem[];
  readonly inTransitId: Id;
  readonly language: Language;
}

/**
 * Tells eight weeks: donations come to the hub three days a week, goods go from there to stores, pantry and fridges,
 * neighbours take them, stewards throw out what is past its date, and once a month somebody counts.
 */
export class EightWeeks {
  private handOuts = 0;
  private readonly hub: PlacedSite;
  private readonly wanted = new Map<string, ParLevel>();

  constructor(
    private readonly stage: Stage,
    private readonly story: ToldStory,
    private readonly chance: SeededChance,
  ) {
    this.hub = this.siteOf('hub');
    for (const site of stage.sites) {
      for (const item of stage.items) {
        if (isKeptAt(item, site)) {
          this.wanted.set(`${site.id} ${item.id}`, wantedLevel(item, site, stage.sites));
        }
      }
    }
  }

  tell(): void {
    for (let day = 0; day < storyDays; day++) {
      const weekday = new Date(`${this.story.dayAt(day)}T00:00:00Z`).getUTCDay();
      if (day === 0) this.countFirstStock();
      const open = this.stage.sites.filter((site) => site.openOn.includes(weekday));
      for (const site of open) this.throwOut(site, day);
      if (day === recallDay) this.recall(day);
      for (const site of this.stage.sites) {
        if (site.restockedOn.includes(weekday)) this.restock(site, day);
      }
      if (day === windfallDay) this.windfall(day);
      if (open.includes(this.hub)) this.donate(day);
      for (const site of open) this.bringFresh(site, day);
      for (const site of open) this.handOut(site, day);
      this.stage.sites.forEach((site, index) => {
        if (day === 20 + index || day === 47 + index) this.count(site, day);
      });
    }
    this.handOutMoreThanCounted();
  }

  private itemsAt(site: PlacedSite): CataloguedItem[] {
    return this.stage.items.filter((item) => isKeptAt(item, site));
  }

  private wantedAt(site: PlacedSite, item: CataloguedItem): ParLevel {
    return this.wanted.get(`${site.id} ${item.id}`) ?? { minimum: 0, target: 0 };
  }

  private siteOf(key: PlacedSite['key']): PlacedSite {
    const site = this.stage.sites.find((one) => one.key === key);
    if (!site) throw new Error(`The demonstration has no site "${key}".`);
    return site;
  }

  private level(site: PlacedSite, item: CataloguedItem, day: number): number {
    return total(this.story.levels.available(site.id, item.id, this.story.dayAt(day)));
  }

  /** Whole handfuls, at least one: people bring what people take. */
  private handfuls(item: CataloguedItem, quantity: number): number {
    return Math.max(1, Math.round(quantity / item.handful)) * item.handful;
  }

  private countFirstStock(): void {
    for (const site of this.stage.sites) {
      for (const item of this.itemsAt(site)) {
        const at = this.story.at(0, 360 + this.chance.whole(0, 60));
        const found = this.handfuls(
          item,
          this.wantedAt(site, item).target * (0.7 + this.chance.next() * 0.3),
        );
        const lot = this.story.incomingLot(item, 0, at);
        this.story.move('counting', 0, at, 'count', item, found, { to: site.id }, lot, {
          note: notes.firstCount[this.stage.language],
        });
      }
    }
  }

  /** What is past its use-by date, mostly; naloxone is kept. And now and then something breaks. */
  private throwOut(site: PlacedSite, day: number): void {
    const today = this.story.dayAt(day);
    const at = () => this.story.at(day, 420 + this.chance.whole(0, 25));
    for (const item of this.itemsAt(site)) {
      if (item.category === 'Harm reduction') continue;
      for (const { lot, quantity } of this.story.levels.estimated(site.id, item.id)) {
        if (!lot?.useBy || lot.useBy >= today || quantity <= 0 || !this.chance.happens(0.8)) continue;
        this.story.move('morning', day, at(), 'waste', item, quantity, { from: site.id }, lot, {
          wasteReason: 'past_date',
        });
      }
    }
    if (!this.chance.happens(site.kind === 'fridge' ? 0.3 : 0.2)) return;
    const item = this.chance.pick(this.itemsAt(site));
    const there = this.story.levels.available(site.id, item.id, today).find(({ quantity }) => quantity > 0);
    if (!there) return;
    this.story.move(
      ...(['morning', day, at(), 'waste', item] as const),
      Math.min(there.quantity, item.handful),
      { from: site.id },
      there.lot,
      {
        wasteReason:
          site.kind === 'fridge' ? this.chance.pick(['spoiled', 'too_warm', 'unusable']) : 'damaged',
      },
    );
  }

  /** From the hub: as quick moves, and to Northside, across the river, as a transfer that somebody receives. */
  private restock(site: PlacedSite, day: number): void {
    const travels = site.key === 'north';
    const shippedAt = this.story.at(day, travels ? 470 : 465);
    const receivedAt = this.story.at(day, 690);
    const transferId = travels ? this.chance.id(shippedAt) : null;
    let lines = 0;
    for (const item of this.itemsAt(site)) {
      if (isFresh(item)) continue;
      const { target } = this.wantedAt(site, item);
      const missing = target - this.story.levels.level(site.id, item.id);
      if (missing < target * 0.25) continue;
      const share = item.story === 'scarce' ? 0.6 : 1;
      const most = Math.floor(this.level(this.hub, item, day) * share);
      for (const portion of this.taken(this.hub, item, Math.min(missing, most), day)) {
        const moved = transferId
          ? this.send(item, portion, site, transferId, day, shippedAt, receivedAt)
          : this.story.move(
              ...([
                'morning',
                day,
                this.story.at(day, 480 + this.chance.whole(0, 45)),
                'transfer',
                item,
              ] as const),
              portion.quantity,
              { from: this.hub.id, to: site.id },
              portion.lot,
            );
        if (moved) lines += 1;
      }
    }
    if (!transferId || lines === 0) return;
    const isReceived = !this.story.isYetToCome(receivedAt);
    this.story.transfers.push({
      id: transferId,
      fromSiteId: this.hub.id,
      toSiteId: site.id,
      shippedAt,
      receiptId: isReceived ? this.chance.id(receivedAt) : null,
      receivedAt: isReceived ? receivedAt : null,
    });
  }

  private send(
    item: CataloguedItem,
    { lot, quantity }: Portion,
    site: PlacedSite,
    transferId: Id,
    day: number,
    shippedAt: Date,
    receivedAt: Date,
  ) {
    const way = this.stage.inTransitId;
    const out = { from: this.hub.id, to: way };
    const sent = this.story.move('morning', day, shippedAt, 'transfer', item, quantity, out, lot, {
      transferId,
    });
    const received = { from: way, to: site.id };
    this.story.move('morning', day, receivedAt, 'transfer', item, quantity, received, lot, { transferId });
    return sent;
  }

  /** Portions that make up a quantity, first expired first. */
  private taken(site: PlacedSite, item: CataloguedItem, quantity: number, day: number): Portion[] {
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

  private donate(day: number): void {
    for (const item of this.itemsAt(this.hub)) {
      const at = this.story.at(day, 610 + this.chance.whole(0, 110));
      const { target } = this.wantedAt(this.hub, item);
      const missing = target * 0.92 - this.level(this.hub, item, day);
      const weekly = this.stage.sites.reduce((sum, site) => sum + weeklyDemand(item, site), 0);
      if (item.story === 'gone' && day > lastDeliveryOfGone) continue;
      if (item.story === 'scarce' && day > 14) {
        if (this.chance.happens(0.7)) this.receive('morning', this.hub, item, (weekly / 3) * 0.75, day, at);
      } else if (missing > target * 0.3 && this.chance.happens(0.8)) {
        this.receive('morning', this.hub, item, missing, day, at);
      }
    }
  }

  private receive(
    crew: Crew,
    site: PlacedSite,
    item: CataloguedItem,
    quantity: number,
    day: number,
    at: Date,
    lot: DemonstrationLot | null = this.story.incomingLot(item, day, at),
  ): void {
    const donor = this.chance.happens(0.75) ? donorOf(item, this.chance) : null;
    const whole = this.handfuls(item, quantity);
    this.story.move(crew, day, at, 'donation', item, whole, { to: site.id }, lot, { donor });
  }

  /** Bread, produce, dairy and meals go straight to where they are eaten; clothes and pots to the stores as well. */
  private bringFresh(site: PlacedSite, day: number): void {
    if (site.kind === 'hub') return;
    const crew: Crew = site.kind === 'fridge' ? 'fridges' : 'stores';
    const opensAt = site.opensAt;
    for (const item of this.itemsAt(site)) {
      const { target } = this.wantedAt(site, item);
      const missing = target - this.level(site, item, day);
      const isDropped = ['Clothing', 'Household'].includes(item.category) && item.story === 'steady';
      if (missing < target * (isDropped ? 0.1 : 0.3) || !(isFresh(item) || isDropped)) continue;
      const chances = isDropped ? 0.1 : item.story === 'scarce' ? 0.3 : 0.85;
      if (!this.chance.happens(chances)) continue;
      const quantity = isDropped ? item.handful : item.story === 'scarce' ? missing * 0.6 : missing;
      const at = this.story.at(day, opensAt - 60 + this.chance.whole(0, 50));
      this.receive(crew, site, item, quantity, day, at);
    }
  }

  private windfall(day: number): void {
    const mill = this.siteOf('mill');
    for (const item of this.itemsAt(mill).filter(({ story }) => story === 'windfall')) {
      const at = this.story.at(day, 700 + this.chance.whole(0, 20));
      const much = Math.max(12 * weeklyDemand(item, mill), 60 * item.handful);
      this.receive('morning', mill, item, much, day, at);
    }
  }

  /** A batch came in, went to the stores, and is then recalled: some of it is thrown out, the rest is on hold. */
  private recall(day: number): void {
    const item = this.stage.items.find(({ key }) => key === recalledItem);
    if (!item) return;
    const cameAt = this.story.at(day - 8, 640);
    const marks = { itemId: item.id, code: 'PB4127', useBy: null, madeOn: null, createdAt: cameAt };
    const lot = this.story.lot({ ...marks, bestBy: this.story.dayAt(day + 200), isRecalled: true });
    this.receive('morning', this.hub, item, 36, day - 8, cameAt, lot);
    for (const key of ['mill', 'pantry'] as const) {
      const ends = { from: this.hub.id, to: this.siteOf(key).id };
      this.story.move('morning', day - 6, this.story.at(day - 6, 500), 'transfer', item, 12, ends, lot);
    }
    const from = this.siteOf('mill').id;
    this.story.move('morning', day, this.story.at(day, 560), 'waste', item, 5, { from }, lot, {
      wasteReason: 'recalled',
    });
  }

  private handOut(site: PlacedSite, day: number): void {
    if (site.kind === 'hub') return;
    const visits = this.visits(site, day);
    const wanted = this.itemsAt(site).flatMap((item) =>
      Array.from({ length: this.chance.times(item.rate * site.scale) }, () => ({
        item,
        visit: this.chance.pick(visits),
      })),
    );
    wanted.sort((a, b) => a.visit.minute - b.visit.minute);
    for (const { item, visit } of wanted) {
      const quantity = item.handful * ((visit.householdSize ?? 1) >= 5 ? 2 : 1);
      this.giveOut(site, item, quantity, visit, day);
    }
    if (site.kind === 'free_store' && this.chance.happens(0.3)) {
      const words = this.chance.pick(wordsAskedFor)[this.stage.language];
      this.story.ask(site.id, words, 1, this.story.at(day, this.chance.whole(site.opensAt, site.closesAt)));
    }
  }

  private visits(site: PlacedSite, day: number): Visit[] {
    const isEvent = site.key === 'mill' && (day === 18 || day === 39);
    return Array.from({ length: 6 + this.chance.times(18 * site.scale) }, () => {
      const minute = this.chance.whole(site.opensAt, site.closesAt);
      if (site.kind === 'fridge') return { minute, channel: 'fridge', householdSize: null };
      const householdSize = this.chance.happens(0.85)
        ? this.chance.pick([1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7])
        : null;
      const channel = isEvent ? 'event' : this.chance.happens(0.14) ? 'delivery' : 'walk_in';
      return { minute, channel, householdSize };
    });
  }

  private giveOut(site: PlacedSite, item: CataloguedItem, quantity: number, visit: Visit, day: number): void {
    const at = this.story.at(day, visit.minute);
    const crew: Crew = site.kind === 'fridge' ? 'fridges' : 'stores';
    const there = this.story.levels.available(site.id, item.id, this.story.dayAt(day));
    const given = Math.min(quantity, total(there));
    if (given <= 0) {
      const asked = item.story === 'steady' ? 0.2 : 0.75;
      const heard = site.kind === 'fridge' ? asked / 3 : asked;
      if (this.chance.happens(heard)) this.story.ask(site.id, item, quantity, at);
      return;
    }
    // Most people scan the can, not its date.
    const first = there.find((portion) => portion.lot !== null && portion.quantity >= given);
    const lot = first && (site.kind === 'fridge' || this.chance.happens(0.4)) ? first.lot : null;
    const { channel, householdSize } = visit;
    const detail = { channel, householdSize };
    const done = this.story.move(crew, day, at, 'distribution', item, given, { from: site.id }, lot, detail);
    if (!done || ++this.handOuts % handOutsPerMistake !== 0) return;
    const again = new Date(at.getTime() + 20_000);
    const twice = this.story.move(
      crew,
      day,
      again,
      'distribution',
      item,
      given,
      { from: site.id },
      lot,
      detail,
    );
    if (!twice) return;
    const undoneAt = new Date(Math.min(at.getTime() + 150_000, this.story.now.getTime()));
    this.story.move(crew, day, undoneAt, 'distribution', item, given, { to: site.id }, lot, {
      note: notes.scannedTwice[this.stage.language],
      reversesId: twice.id,
    });
  }

  /** The truth, lot by lot: now and then a little more or less than the book said. */
  private count(site: PlacedSite, day: number): void {
    for (const item of this.itemsAt(site)) {
      const at = this.story.at(day, 1_200 + this.chance.whole(0, 60));
      const really = new Map(
        this.story.levels
          .estimated(site.id, item.id)
          .map(({ lot, quantity }) => [lot, Math.max(0, quantity)]),
      );
      const largest = [...really].find(([lot, quantity]) => quantity > 2 * item.handful && !lot?.isRecalled);
      if (largest && this.chance.happens(0.12)) really.set(largest[0], largest[1] - item.handful);
      for (const { lot, quantity } of this.story.levels.recorded(site.id, item.id)) {
        const more = (really.get(lot) ?? 0) - quantity;
        const ends = more > 0 ? { to: site.id } : { from: site.id };
        this.story.move('counting', day, at, 'count', item, Math.abs(more), ends, lot);
      }
    }
  }

  /** Somebody left goods without a word and neighbours took them: the hand was right, the count was wrong. */
  private handOutMoreThanCounted(): void {
    const day = storyDays - 2;
    const cases = [
      ['library', 'Crackers, box 12 oz'],
      ['cedar', 'Apple juice box'],
      ['mill', 'Umbrella'],
      ['north', 'Can opener'],
    ] as const;
    for (const [key, name] of cases) {
      const site = this.siteOf(key);
      const item = this.stage.items.find((one) => one.key === name);
      if (!item) continue;
      const quantity = this.story.levels.level(site.id, item.id) + this.chance.whole(2, 5);
      const at = this.story.at(day, site.closesAt - this.chance.whole(1, 20));
      const crew: Crew = site.kind === 'fridge' ? 'fridges' : 'stores';
      this.story.move(crew, day, at, 'distribution', item, quantity, { from: site.id }, null, {
        channel: site.kind === 'fridge' ? 'fridge' : 'walk_in',
      });
    }
  }
}

interface Visit {
  readonly minute: number;
  readonly channel: 'walk_in' | 'delivery' | 'fridge' | 'event';
  readonly householdSize: number | null;
}
