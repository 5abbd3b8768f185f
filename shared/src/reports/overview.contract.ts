import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Unit } from '@shared/words/quantity';

/** How the group stands, for charts. Counts are of pairs (an item at a site), figures as in the shortage report. */
export interface OverviewReply extends ShelfCounts {
  /** Items at sites whose level fell below zero and that nobody has counted since. */
  needsCount: number;
  /** By site and category, those with most out first; at most 2,000. */
  shelves: ShelfReply[];
  /** The last 8 weeks, this one included, oldest first; one row for each unit that was moved. */
  weeks: WeekReply[];
}

export interface ShelfCounts {
  /** Pairs with a level, a par level or an ask. */
  items: number;
  out: number;
  low: number;
  surplus: number;
  /** Pairs with missed asks in the window. */
  asked: number;
}

/** A category at a site. */
export interface ShelfReply extends ShelfCounts {
  siteId: Id;
  siteName: string;
  categoryId: Id | null;
  categoryName: string | null;
  /** Days left of the item that lasts shortest, and of the middle one; null where nothing is in demand. */
  shortestDaysLeft: number | null;
  middleDaysLeft: number | null;
}

/** A calendar week in the group's time zone, in base units of items measured in `unit`; without what was undone. */
export interface WeekReply {
  /** A Monday. */
  startsOn: Day;
  unit: Unit;
  donated: number;
  handedOut: number;
  wasted: number;
}
