import type { LotLevelReply, StockReply } from '@shared/stock/stock.contract';
import { addDays, type Day } from '@shared/words/day';

/** Goods whose date comes within this many days are shown as expiring. */
export const soonDays = 7;

export type LotState = 'on_hold' | 'past' | 'past_best' | 'expiring' | null;

/** What somebody should know about a lot on the day `today`; a hold says more than a date, a use-by date more than a best-by. */
export function lotState(lot: LotLevelReply, today: Day): LotState {
  if (lot.onHold) return 'on_hold';
  if (lot.useBy !== null && lot.useBy < today) return 'past';
  if (lot.useBy === null && lot.bestBy !== null && lot.bestBy < today) return 'past_best';
  const date = lot.useBy ?? lot.bestBy;
  return date !== null && date <= addDays(today, soonDays) ? 'expiring' : null;
}

/** The states among the lots that a row really holds, most pressing first. */
export function statesOf(row: StockReply, today: Day): Exclude<LotState, null>[] {
  const states = row.lots.filter((lot) => lot.onHand > 0).map((lot) => lotState(lot, today));
  return (['past', 'expiring', 'past_best', 'on_hold'] as const).filter((state) => states.includes(state));
}

/** The earliest date among the lots that a row holds and may hand out. */
export function nextDate(row: StockReply): Day | null {
  const dates = row.lots
    .filter((lot) => lot.onHand > 0 && !lot.onHold)
    .map((lot) => lot.useBy ?? lot.bestBy)
    .filter((date) => date !== null)
    .sort();
  return dates[0] ?? null;
}
