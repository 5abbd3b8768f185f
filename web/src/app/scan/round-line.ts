import type { LotKey, WasteReason } from '@shared/stock/movement-line';
import type { MovementWarning } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';
import type { Refusal } from '../outbox/outbox-entry';
import type { ScanMode } from './scan-mode';

/** `waiting`: on the device; `done`: the server has it; `undone`: taken back. */
export type LineStatus = 'waiting' | 'done' | 'refused' | 'undone';

/** One scan of this round, as the list shows it. */
export interface RoundLine {
  /** The first movement's id; stays when the line is corrected. */
  readonly key: Id;
  /** The movement that stands for the line now. */
  readonly id: Id;
  /** The movement that takes it back, once somebody did. */
  readonly reversalId: Id | null;
  readonly mode: ScanMode;
  readonly siteId: Id;
  readonly siteName: string;
  readonly toSiteId: Id | null;
  readonly toSiteName: string | null;
  /** Null while nobody could say what the code stands for: the server will. */
  readonly itemId: Id | null;
  readonly itemName: string;
  readonly unit: Unit;
  /** Sent as the code and packs of it: the server's binding of the code decides which item it is. */
  readonly byCode: boolean;
  /** What was scanned; null for what was typed or tapped. */
  readonly code: string | null;
  /** Base units of one pack; the quantity is `per` × `count`. */
  readonly per: number;
  readonly count: number;
  readonly lot: LotKey | null;
  readonly wasteReason: WasteReason | null;
  readonly occurredAt: Instant;
  readonly status: LineStatus;
  /** The item's level at the site as far as this device knows; null where it does not. Base units. */
  readonly level: number | null;
  readonly warnings: readonly MovementWarning[];
  readonly refusal: Refusal | null;
}

export const quantityOf = (line: Pick<RoundLine, 'per' | 'count'>): number => line.per * line.count;
