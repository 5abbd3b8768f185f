import type { CategoryKind } from '@shared/catalog/catalog.contract';
import type { Refusal } from '@shared/sites/sites.contract';
import type { LotKey } from '@shared/stock/movement-line';
import type { Day } from '@shared/words/day';

/** Goods as far as a site's rules ask about them. */
export interface Fitting {
  readonly kind: CategoryKind | null;
  readonly lot: LotKey | null;
}

/**
 * Which of a site's rules the goods break, as the server would warn. A kind of goods that is prepared and says no date counts as
 * undated only where a scan told a lot: what was tapped may well carry a date that nobody typed.
 */
export function refusalOf({ kind, lot }: Fitting, refuses: readonly Refusal[], today: Day): Refusal | null {
  if (lot?.useBy && lot.useBy < today && refuses.includes('past_use_by')) return 'past_use_by';
  return refuses.find((refusal) => refusal === kind) ?? null;
}
