import type { LineProblem, LotKey, WasteReason } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';

/** How much of something is still there, roughly. */
export const roughLevels = ['none', 'few', 'some', 'many'] as const;
export type RoughLevel = (typeof roughLevels)[number];

/**
 * What was still there: of an item, counted or roughly; of a category, roughly. A count, and `none`, say what neighbours
 * took since the visit before; few, some and many are remembered.
 */
export interface LeftLine {
  itemId?: Id;
  categoryId?: Id;
  /** Whole base units, 0 and more. */
  quantity?: number;
  level?: RoughLevel;
}

/** What was thrown out and why: either `itemId` and `quantity`, or `code` and `packs`. */
export interface ThrownOutLine {
  /** Made by the sender: by it, a line is known whatever place it comes at. */
  id?: Id;
  itemId?: Id;
  quantity?: number;
  code?: string;
  packs?: number;
  wasteReason?: WasteReason;
  lot?: LotKey | null;
  note?: string;
}

/** What was put in: brought from outside, or from a site of the group. */
export interface PutInLine {
  /** Made by the sender: by it, a line is known whatever place it comes at. */
  id?: Id;
  itemId?: Id;
  quantity?: number;
  code?: string;
  packs?: number;
  /** A store that it was taken from: one move, finished. */
  fromSiteId?: Id | null;
  /** A label such as "Eastside Bakery"; only for what comes from outside. */
  donor?: string;
  lot?: LotKey | null;
  note?: string;
}

export interface LeftResult {
  status: 'recorded' | 'refused';
  problem: LineProblem | null;
}
