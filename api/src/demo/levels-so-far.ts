import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';

/** A batch of the demonstration. */
export interface DemonstrationLot {
  readonly id: Id;
  readonly itemId: Id;
  readonly code: string | null;
  readonly useBy: Day | null;
  readonly bestBy: Day | null;
  readonly madeOn: Day | null;
  readonly createdAt: Date;
  readonly isRecalled: boolean;
}

/** Goods of one lot, or of no known lot, at a site. */
export interface Portion {
  readonly lot: DemonstrationLot | null;
  readonly quantity: number;
}

/** The sums of the movements told so far, by site, item and lot. */
export class LevelsSoFar {
  private readonly levels = new Map<string, Map<DemonstrationLot | null, number>>();

  add(siteId: Id, itemId: Id, lot: DemonstrationLot | null, change: number): void {
    const key = `${siteId} ${itemId}`;
    const lots = this.levels.get(key) ?? new Map<DemonstrationLot | null, number>();
    const level = (lots.get(lot) ?? 0) + change;
    if (level === 0) lots.delete(lot);
    else lots.set(lot, level);
    this.levels.set(key, lots);
  }

  level(siteId: Id, itemId: Id): number {
    return this.recorded(siteId, itemId).reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** As the movements say, lot by lot; what was handed out without a lot makes the lot-less part negative. */
  recorded(siteId: Id, itemId: Id): Portion[] {
    const lots = this.levels.get(`${siteId} ${itemId}`) ?? [];
    return [...lots].map(([lot, quantity]) => ({ lot, quantity }));
  }

  /**
   * What really lies there, earliest date first: goods handed out without a lot came from the lots that are not on
   * hold, first expired first. Only portions with something in them, and what is left below zero.
   */
  estimated(siteId: Id, itemId: Id): Portion[] {
    const recorded = this.recorded(siteId, itemId);
    let owed = -Math.min(0, recorded.find(({ lot }) => lot === null)?.quantity ?? 0);
    const portions = recorded
      .filter(({ lot }) => lot !== null)
      .sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1))
      .map(({ lot, quantity }) => {
        const taken = lot?.isRecalled ? 0 : Math.max(0, Math.min(owed, quantity));
        owed -= taken;
        return { lot, quantity: quantity - taken };
      });
    const lotless = Math.max(0, recorded.find(({ lot }) => lot === null)?.quantity ?? 0) - owed;
    return [...portions, { lot: null, quantity: lotless }].filter(({ quantity }) => quantity !== 0);
  }

  /** What may be handed out on a day. */
  available(siteId: Id, itemId: Id, day: Day): Portion[] {
    return this.estimated(siteId, itemId).filter(
      ({ lot }) => !lot || (!lot.isRecalled && (lot.useBy ?? '9') >= day),
    );
  }
}

/** Undated lots last, then by id. */
function dateOf({ lot }: Portion): string {
  return `${lot?.useBy ?? lot?.bestBy ?? '9999-12-31'} ${lot?.id ?? ''}`;
}

export function total(portions: readonly Portion[]): number {
  return portions.reduce((sum, { quantity }) => sum + quantity, 0);
}
