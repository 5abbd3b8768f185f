import { addDays, type Day, startOfDay } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import type { Movement } from '@api/stock/movement';
import type { DemonstrationSite } from './demonstration-sites';
import type { DemonstrationItem, Keeps } from './item-row';
import { type DemonstrationLot, LevelsSoFar } from './levels-so-far';
import type { SeededChance } from './seeded-chance';

export interface PlacedSite extends DemonstrationSite {
  readonly id: Id;
}

export interface CataloguedItem extends DemonstrationItem {
  readonly id: Id;
}

/** Who writes down what happens: in the morning, in stores and pantry, at the fridges, when counting. */
export type Crew = 'morning' | 'stores' | 'fridges' | 'counting';

/** Movements of one crew on one day, in the order of time. */
export interface Batch {
  readonly crew: Crew;
  /** Days since the story began. */
  readonly day: number;
  readonly movements: Movement[];
}

export interface ToldTransfer {
  readonly id: Id;
  readonly fromSiteId: Id;
  readonly toSiteId: Id;
  readonly shippedAt: Date;
  readonly receiptId: Id | null;
  readonly receivedAt: Date | null;
}

export interface ToldAsk {
  readonly id: Id;
  readonly siteId: Id;
  readonly itemId: Id | null;
  readonly words: string | null;
  readonly quantity: number;
  readonly occurredAt: Date;
}

/** One movement as the story has it. */
export interface StoryLine extends Pick<
  Movement,
  'reason' | 'channel' | 'householdSize' | 'donor' | 'wasteReason' | 'note' | 'reversesId' | 'transferId'
> {
  readonly crew: Crew;
  readonly day: number;
  readonly at: Date;
  readonly item: CataloguedItem;
  /** Base units. */
  readonly quantity: number;
  readonly from?: Id;
  readonly to?: Id;
  readonly lot: DemonstrationLot | null;
}

/** Writes the story down, line by line: nothing of it lies in the future, and every level follows from its lines. */
export class ToldStory {
  readonly levels = new LevelsSoFar();
  readonly batches: Batch[] = [];
  readonly lots: DemonstrationLot[] = [];
  readonly transfers: ToldTransfer[] = [];
  readonly asks: ToldAsk[] = [];
  private readonly lotByKey = new Map<string, DemonstrationLot>();
  private readonly days = new Map<number, Day>();
  private readonly midnights = new Map<number, number>();

  constructor(
    readonly groupId: Id,
    readonly firstDay: Day,
    readonly timeZone: string,
    readonly now: Date,
    private readonly chance: SeededChance,
  ) {}

  /** A calendar day of the story, in its time zone. Today is the last one. */
  dayAt(day: number): Day {
    let found = this.days.get(day);
    if (found === undefined) {
      found = addDays(this.firstDay, day);
      this.days.set(day, found);
    }
    return found;
  }

  /** An instant of a day; minutes from midnight. Seconds are drawn, so that no two lines look typed at once. */
  at(day: number, minute: number): Date {
    let midnight = this.midnights.get(day);
    if (midnight === undefined) {
      midnight = startOfDay(this.dayAt(day), this.timeZone).getTime();
      this.midnights.set(day, midnight);
    }
    return new Date(midnight + minute * 60_000 + this.chance.whole(0, 59_999));
  }

  isYetToCome(at: Date): boolean {
    return at > this.now;
  }

  /** Adds a movement; null, and nothing happened, when it would lie in the future or moves nothing. */
  move(line: StoryLine): Movement | null {
    const { crew, day, at: occurredAt, reason, item, quantity, from, to, lot, ...detail } = line;
    if (this.isYetToCome(occurredAt) || quantity <= 0) return null;
    const id = this.chance.id(occurredAt);
    const movement: Movement = {
      id,
      fingerprint: fingerprint([this.groupId, id]),
      reason,
      itemId: item.id,
      quantity,
      code: null,
      packs: null,
      fromSiteId: from ?? null,
      toSiteId: to ?? null,
      lotId: lot?.id ?? null,
      occurredAt,
      ...detail,
    };
    if (from) this.levels.add(from, item.id, lot, -quantity);
    if (to) this.levels.add(to, item.id, lot, quantity);
    this.batch(crew, day).movements.push(movement);
    return movement;
  }

  ask(siteId: Id, item: CataloguedItem | string, quantity: number, occurredAt: Date): void {
    if (this.isYetToCome(occurredAt)) return;
    const what = typeof item === 'string' ? { itemId: null, words: item } : { itemId: item.id, words: null };
    this.asks.push({ id: this.chance.id(occurredAt), siteId, ...what, quantity, occurredAt });
  }

  /** The lot that goods of an item coming in on a day belong to; null for what carries no date. */
  incomingLot(item: CataloguedItem, day: number, from: Date): DemonstrationLot | null {
    if (!item.keeps) return null;
    const today = this.dayAt(day);
    const date = this.dateOn(item.keeps, today);
    const isCoded =
      item.keeps.days > 60 && this.chance.happens(item.category === 'Baby food and formula' ? 1 : 0.35);
    return this.lot({
      itemId: item.id,
      code: isCoded ? `L${this.chance.whole(1000, 9999)}${this.chance.pick(['A', 'B', 'C', 'K'])}` : null,
      useBy: item.keeps.date === 'use_by' ? date : null,
      bestBy: item.keeps.date === 'best_by' ? date : null,
      madeOn: item.category === 'Prepared food' ? today : null,
      createdAt: from,
      isRecalled: false,
    });
  }

  /** A lot with these marks, made where there is none. */
  lot(marks: Omit<DemonstrationLot, 'id'>): DemonstrationLot {
    const key = [marks.itemId, marks.code, marks.useBy, marks.bestBy, marks.madeOn].join(' ');
    const known = this.lotByKey.get(key);
    if (known) return known;
    const lot = { id: this.chance.id(marks.createdAt), ...marks };
    this.lotByKey.set(key, lot);
    this.lots.push(lot);
    return lot;
  }

  /** Short-lived goods come fresh; of the others, one delivery in eight is what a shop wants to be rid of. */
  private dateOn(keeps: Keeps, today: Day): Day {
    if (keeps.days <= 4) return addDays(today, keeps.days);
    if (keeps.days <= 30)
      return addDays(today, keeps.days - this.chance.whole(0, Math.floor(keeps.days / 3)));
    if (this.chance.happens(0.12)) return addDays(today, this.chance.whole(5, 30));
    const date = addDays(today, Math.floor(keeps.days * (0.35 + this.chance.next() * 0.65)));
    return keeps.days < 180 ? date : addDays(`${addDays(`${date.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1);
  }

  private batch(crew: Crew, day: number): Batch {
    const last = this.batches.findLast((batch) => batch.day === day && batch.crew === crew);
    if (last && last.movements.length < 500) return last;
    const next = { crew, day, movements: [] };
    this.batches.push(next);
    return next;
  }
}
