import type { Id } from '@shared/words/id';
import type { Unit } from '@shared/words/quantity';

/** The first that applies; the order is the report's. */
export const shortageStatuses = ['out', 'low', 'ok', 'surplus'] as const;
export type ShortageStatus = (typeof shortageStatuses)[number];

/** One (site, item) of the shortage report. Quantities are base units; figures as CONTRIBUTING.md's "Shortage figures" says. */
export interface ShortageReply {
  siteId: Id;
  siteName: string;
  itemId: Id;
  itemName: string;
  unit: Unit;
  categoryId: Id | null;
  status: ShortageStatus;
  /** What may be handed out: without lots on hold or past their use-by date. */
  onHand: number;
  /** Shipped to the site and not yet received. */
  incoming: number;
  minimum: number | null;
  target: number | null;
  gap: number;
  /** Handed out in the window. */
  distributed: number;
  /** Asked for and not there, in the window and today. */
  missed: number;
  /** Neighbours who asked on the public page and whose ask is open: beside `missed`, and no part of any other figure. */
  openNeeds: number;
  /** Days of the window at whose end there was none. */
  daysOut: number;
  /** Days of the window since the item's first movement at the site, 0 to 28. */
  windowDays: number;
  /** Base units a day, to 6 decimals. */
  dailyDemand: number;
  /** How long `onHand` lasts, to 6 decimals; null without demand. */
  daysLeft: number | null;
  needsCount: boolean;
}

/** One item of which the group wants so much over all of its sites together. Figures are sums over its open sites. */
export interface GroupShortageReply {
  itemId: Id;
  itemName: string;
  unit: Unit;
  categoryId: Id | null;
  status: ShortageStatus;
  onHand: number;
  incoming: number;
  minimum: number;
  target: number;
  gap: number;
  distributed: number;
  missed: number;
  dailyDemand: number;
  daysLeft: number | null;
}
