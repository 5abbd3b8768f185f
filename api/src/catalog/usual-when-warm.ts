import type { CategoryKind, WhenWarm } from '@shared/catalog/catalog.contract';

/**
 * What becomes of goods of a kind when they were above the fridge's limit for too long, unless the group says otherwise:
 * FoodSafety.gov, "Refrigerated food and power outages". Meat, milk and what was cooked are thrown out; what else lies in a
 * fridge is looked at (whole fruit, bread, butter and hard cheese keep; cut fruit, eggs and soft cheese do not).
 */
export function usualWhenWarm(kind: CategoryKind): WhenWarm {
  switch (kind) {
    case 'raw_meat_fish':
    case 'raw_milk':
    case 'prepared_food':
    case 'infant_food':
      return 'discard';
    case 'alcohol':
      return 'keep';
    default:
      return 'look';
  }
}
