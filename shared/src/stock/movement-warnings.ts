import type { CategoryKind } from '@shared/catalog/catalog.contract';
import type { Refusal } from '@shared/sites/sites.contract';
import type { MovementWarning } from './stock.contract';
import type { Day } from '@shared/words/day';

/** What a movement's warnings are made of. */
export interface MovementFacts {
  readonly leavesSite: boolean;
  readonly isWaste: boolean;
  /** Level after the movement at the site it left or came to. */
  readonly level: number | null;
  readonly useBy: Day | null;
  readonly bestBy: Day | null;
  readonly madeOn: Day | null;
  readonly onHold: boolean;
  readonly categoryKind: CategoryKind | null;
  /** What the site it came to refuses; null where it came to none. */
  readonly refuses: readonly Refusal[] | null;
}

/** The rules that the person scanning should hear about, given the group's calendar day. None of them stops anything. */
export function warningsOf(facts: MovementFacts, today: Day): MovementWarning[] {
  const warnings: MovementWarning[] = [];
  const pastUseBy = facts.useBy !== null && facts.useBy < today;
  const pastBestBy = facts.bestBy !== null && facts.bestBy < today;
  if (!facts.isWaste) {
    // Infant food past any date is put aside.
    if (pastUseBy || (pastBestBy && facts.categoryKind === 'infant_food')) warnings.push('past_use_by');
    else if (pastBestBy) warnings.push('past_best_by');
    if (facts.onHold && facts.leavesSite) warnings.push('on_hold');
  }
  if (facts.leavesSite && (facts.level ?? 0) < 0) warnings.push('below_zero');
  if (facts.refuses && isRefused(facts, facts.refuses, pastUseBy)) warnings.push('site_refuses');
  return warnings;
}

function isRefused(facts: MovementFacts, refuses: readonly Refusal[], pastUseBy: boolean): boolean {
  if (pastUseBy && refuses.includes('past_use_by')) return true;
  const dated = facts.useBy !== null || facts.bestBy !== null || facts.madeOn !== null;
  if (facts.categoryKind === 'prepared_food' && !dated) return refuses.includes('undated_prepared_food');
  return facts.categoryKind !== null && (refuses as readonly string[]).includes(facts.categoryKind);
}
