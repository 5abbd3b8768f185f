import type { DemonstrationLot } from './levels-so-far';
import { isFresh, weeklyDemand } from './par-levels';
import { donorOf } from './story-words';
import type { CataloguedItem, Crew, PlacedSite } from './told-story';
import type { Town } from './town';

/** From this day on, what is `gone` does not come any more, and what is `scarce` comes too little. */
const lastDeliveryOfGone = 8;
const scarceFrom = 4;
/** How much of what people would take comes in of what is `scarce`. */
const scarceShare = 0.76;
const recalledItem = 'Peanut butter, jar 16 oz';

/** Donations come to the hub; goods go from there to stores, pantry and fridges; fresh food is brought to the door. */
export class Supply {
  constructor(private readonly town: Town) {}

  /** A morning's donations at the hub. */
  donate(day: number): void {
    const { hub, chance, story, stage } = this.town;
    for (const item of this.town.itemsAt(hub)) {
      const at = story.at(day, 610 + chance.whole(0, 110));
      const target = this.town.targetAt(hub, item);
      const missing = target * 0.92 - this.town.available(hub, item, day);
      if (item.story === 'gone' && day > lastDeliveryOfGone) continue;
      if (item.story === 'scarce' && day > scarceFrom) {
        const weekly = stage.sites.reduce((sum, site) => sum + weeklyDemand(item, site), 0);
        const share = (weekly / hub.openOn.length) * scarceShare;
        // Two deliveries of three come, each the larger for it.
        if (chance.happens(2 / 3)) this.receive('morning', hub, item, share * 1.5, day, at);
      } else if (missing > target * 0.25 && chance.happens(0.9)) {
        this.receive('morning', hub, item, missing, day, at);
      }
    }
  }

  /** Bread, produce, dairy and meals go straight to where they are eaten; clothes and pots come to the stores as well. */
  bringToTheDoor(site: PlacedSite, day: number): void {
    const { chance, story } = this.town;
    for (const item of this.town.itemsAt(site)) {
      const isDropped = ['Clothing', 'Household'].includes(item.category) && item.story === 'steady';
      if (!isFresh(item) && !isDropped) continue;
      const target = this.town.targetAt(site, item);
      const missing = target - this.town.available(site, item, day);
      if (missing < target * (isDropped ? 0.1 : 0.3)) continue;
      if (!chance.happens(isDropped ? 0.1 : item.story === 'scarce' ? 0.35 : 0.9)) continue;
      const quantity = isDropped ? item.handful : item.story === 'scarce' ? missing * 0.6 : missing;
      const at = story.at(day, site.opensAt - 60 + chance.whole(0, 50));
      this.receive(this.town.crewAt(site), site, item, quantity, day, at);
    }
  }

  /** From the hub: as quick moves, and to Northside, across the river, as a transfer that somebody receives. */
  restock(site: PlacedSite, day: number): void {
    const { chance, story, hub } = this.town;
    const loads = this.loadsFor(site, day, 0.35);
    if (site.key === 'north') {
      this.ship(site, loads, day, story.at(day, 470), story.at(day, 690));
      return;
    }
    for (const { item, quantity } of loads) {
      const at = story.at(day, 480 + chance.whole(0, 45));
      for (const portion of this.town.portions(hub, item, quantity, day)) {
        const line = { crew: 'morning', reason: 'transfer', day, at, item, ...portion } as const;
        story.move({ ...line, from: hub.id, to: site.id });
      }
    }
  }

  /** A dozen kinds of goods that left the hub a while ago and have not been received yet. */
  shipWithoutReceipt(site: PlacedSite, today: number): void {
    const { story, chance } = this.town;
    const isEarly = story.isYetToCome(story.at(today, 540));
    const day = isEarly ? today - 1 : today;
    const byNow = new Date(story.now.getTime() - chance.whole(8, 15) * 60_000);
    const planned = story.at(day, isEarly ? 1_080 : 760);
    this.ship(
      site,
      this.loadsFor(site, day, 0.05).slice(0, 12),
      day,
      planned < byNow ? planned : byNow,
      null,
    );
  }

  /** By the truckload, straight to the largest store. */
  windfall(day: number): void {
    const { story, chance } = this.town;
    const mill = this.town.siteOf('mill');
    for (const item of this.town.itemsAt(mill).filter((one) => one.story === 'windfall')) {
      const at = story.at(day, 700 + chance.whole(0, 20));
      const much = Math.max(12 * weeklyDemand(item, mill), 60 * item.handful);
      this.receive('morning', mill, item, much, day, at);
    }
  }

  /** A batch came in, went out to two sites, and is then recalled: some of it is thrown out, the rest is on hold. */
  recall(day: number): void {
    const { story, hub } = this.town;
    const item = this.town.itemOf(recalledItem);
    const cameAt = story.at(day - 8, 640);
    const marks = { itemId: item.id, code: 'PB4127', useBy: null, madeOn: null, createdAt: cameAt };
    const lot = story.lot({ ...marks, bestBy: story.dayAt(day + 200), isRecalled: true });
    this.receive('morning', hub, item, 36, day - 8, cameAt, lot);
    for (const key of ['mill', 'pantry'] as const) {
      const line = { crew: 'morning', reason: 'transfer', day: day - 6, item, quantity: 12, lot } as const;
      story.move({ ...line, at: story.at(day - 6, 500), from: hub.id, to: this.town.siteOf(key).id });
    }
    const line = { crew: 'morning', reason: 'waste', day, item, quantity: 5, lot } as const;
    const from = this.town.siteOf('mill').id;
    story.move({ ...line, at: story.at(day, 560), from, wasteReason: 'recalled' });
  }

  /** What a site lacks by more than a share of its target and the hub can give. */
  private loadsFor(
    site: PlacedSite,
    day: number,
    lacks: number,
  ): { item: CataloguedItem; quantity: number }[] {
    const { story, hub } = this.town;
    return this.town.itemsAt(site).flatMap((item) => {
      if (isFresh(item)) return [];
      const target = this.town.targetAt(site, item);
      const missing = target - story.levels.level(site.id, item.id);
      if (missing < target * lacks) return [];
      // Of what is scarce, something is left for the next site.
      const most = this.town.available(hub, item, day) * (item.story === 'scarce' ? 0.6 : 1);
      const quantity = Math.floor(Math.min(missing, most) / item.handful) * item.handful;
      return quantity > 0 ? [{ item, quantity }] : [];
    });
  }

  /** Goods that travel: into the in-transit site, and out of it when somebody received them. */
  private ship(
    site: PlacedSite,
    loads: readonly { item: CataloguedItem; quantity: number }[],
    day: number,
    shippedAt: Date,
    plannedArrival: Date | null,
  ): void {
    const { story, chance, stage, hub } = this.town;
    if (loads.length === 0 || story.isYetToCome(shippedAt)) return;
    const receivedAt = plannedArrival && !story.isYetToCome(plannedArrival) ? plannedArrival : null;
    const transferId = chance.id(shippedAt);
    for (const { item, quantity } of loads) {
      for (const portion of this.town.portions(hub, item, quantity, day)) {
        const line = { crew: 'morning', reason: 'transfer', day, item, ...portion, transferId } as const;
        story.move({ ...line, at: shippedAt, from: hub.id, to: stage.inTransitId });
        if (receivedAt) story.move({ ...line, at: receivedAt, from: stage.inTransitId, to: site.id });
      }
    }
    const receiptId = receivedAt ? chance.id(receivedAt) : null;
    story.transfers.push({
      ...{ id: transferId, fromSiteId: hub.id, toSiteId: site.id, shippedAt, receiptId, receivedAt },
    });
  }

  private receive(
    crew: Crew,
    site: PlacedSite,
    item: CataloguedItem,
    quantity: number,
    day: number,
    at: Date,
    lot: DemonstrationLot | null = this.town.story.incomingLot(item, day, at),
  ): void {
    const donor = this.town.chance.happens(0.75) ? donorOf(item, this.town.chance) : null;
    const whole = this.town.handfuls(item, quantity);
    this.town.story.move({
      ...{ crew, reason: 'donation', day, at, item, quantity: whole, to: site.id, lot, donor },
    });
  }
}
