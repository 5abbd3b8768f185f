import type { CategoryKind, WhenWarm } from '@shared/catalog/catalog.contract';
import type { Refusal, SiteKind } from '@shared/sites/sites.contract';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';

/**
 * What a device keeps, or what changed of it since it asked last. Rows replace what the device holds under the same id; rows
 * that it knows already may come again. A part that is absent did not change.
 *
 * Ask again with `cursor` as `since`: at once while `more` is true, later for what changes from now on.
 */
export interface SyncReply {
  /** The server's clock. */
  now: Instant;
  /** True where a full load begins: forget what you kept, then apply this and the replies that follow. */
  reset: boolean;
  more: boolean;
  /** Opaque. */
  cursor: string;
  group?: SyncGroup;
  sites?: SyncSite[];
  categories?: SyncCategory[];
  items?: SyncItem[];
  aliases?: SyncAlias[];
  lots?: SyncLot[];
  /** What the numbers of sites in `levels` and `lotLevels` of this reply stand for: positions in this list. */
  siteNumbers?: Id[];
  levels?: SyncItemLevels[];
  lotLevels?: SyncLotLevels[];
}

export interface SyncGroup {
  id: Id;
  name: string;
  timeZone: string;
  preset: 'us' | 'eu';
}

export interface SyncSite {
  id: Id;
  name: string;
  kind: SiteKind;
  timeZone: string;
  address: string | null;
  refuses: Refusal[];
  /** Our own code of the site; null while it has none. */
  ownCode: string | null;
  /** A closed site takes part in nothing any more. */
  closed: boolean;
}

export interface SyncCategory {
  id: Id;
  name: string;
  kind: CategoryKind;
  shelfLifeDays: number | null;
  whenWarm: WhenWarm;
}

/** An item with all its codes: a code that is not among them any more was taken off. */
export type SyncItem = [
  id: Id,
  name: string,
  unit: Unit,
  categoryId: Id | null,
  family: string | null,
  variant: string | null,
  ownCode: string | null,
  /** Codes as bound, and the base units that one scan means. */
  barcodes: [code: string, packQuantity: number][],
  /** What every site should have of it that says nothing else. */
  parLevel: [minimum: number, target: number] | null,
  /** 1 for an archived item. */
  archived: 0 | 1,
];

/** Another id that stands for an item: movements that name the alias are recorded on the item. */
export type SyncAlias = [aliasId: Id, itemId: Id];

export type SyncLot = [
  id: Id,
  itemId: Id,
  code: string | null,
  useBy: Day | null,
  bestBy: Day | null,
  madeOn: Day | null,
  hold: 'quality' | 'recall' | null,
  ownCode: string | null,
];

/** Level and par level of an item at sites. A pair that a full load leaves out has level 0 and no par level of its own. */
export type SyncItemLevels = [itemId: Id, levels: SyncLevel[]];

export type SyncLevel =
  | [siteNumber: number, level: number]
  | [
      siteNumber: number,
      level: number,
      minimum: number | null,
      target: number | null,
      /** 1 once the level fell below zero and nobody has counted since. */
      needsCount: 0 | 1,
    ];

/** How much of a lot sites have, in base units; 0 where it is used up. */
export type SyncLotLevels = [lotId: Id, levels: [siteNumber: number, level: number][]];
