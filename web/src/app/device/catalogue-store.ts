import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';

/** How far this device has heard what its group keeps. */
export interface Standing {
  /** Counts every change of this row, so that of two tabs that go on from the same one only one does. */
  readonly turn: number;
  readonly groupId: Id;
  /** The journal that screens read; null until a first load came through. */
  readonly shown: number | null;
  /** The journal that is written to: the one shown, or the one that a load from the beginning fills. */
  readonly writing: number;
  /** Pages in the journal that is written to. */
  readonly pages: number;
  /** Length of its pages after the first load. */
  readonly grown: number;
  readonly cursor: string;
  /** When the latest sync that came through was asked for, by this device's clock. Null until a first load came through. */
  readonly syncedAt: Instant | null;
  /** The journal and its pages that the one shown was written together from. */
  readonly from: { readonly journal: number; readonly pages: number } | null;
}

export interface PageWrite {
  readonly journal: number;
  readonly page: number;
  readonly text: string;
}

/** What changes together with a standing. */
export interface StandingChange {
  readonly put?: PageWrite;
  /** Journals to remove. */
  readonly drop?: readonly number[];
}

/** Where a device keeps its catalogue: replies of the server, page after page, and how far it got. */
export interface CatalogueStore {
  standing(): Promise<Standing | null>;
  /**
   * All or nothing: writes `next`, or nothing at all any more where it is null, with the pages that belong to it. Changes nothing and
   * answers false when the standing is not at `turn` any more (null: when there is one).
   */
  change(turn: number | null, next: Standing | null, change?: StandingChange): Promise<boolean>;
  /** Pages of a journal from number `first` on. */
  pages(journal: number, first: number): Promise<string[]>;
}
