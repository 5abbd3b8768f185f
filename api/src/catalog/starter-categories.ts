import { v7 as newId } from 'uuid';
import type { CategoryKind } from '@shared/catalog/catalog.contract';
import type { Work } from '@api/platform/work';
import { Category } from './category.entity';

/**
 * What a new group starts with; every one can be renamed. Shelf lives are of unopened goods, from the USDA FoodKeeper
 * (the shorter end where it gives a range).
 */
export const starterCategories: readonly [name: string, kind: CategoryKind, shelfLifeDays: number | null][] =
  [
    ['Canned and jarred', 'ordinary', 365],
    ['Dry goods', 'ordinary', 365],
    ['Bread and bakery', 'ordinary', 14],
    ['Fruit and vegetables', 'ordinary', 7],
    ['Dairy and eggs', 'ordinary', 7],
    ['Frozen', 'ordinary', 90],
    ['Prepared food', 'prepared_food', 4],
    ['Raw meat and fish', 'raw_meat_fish', 2],
    ['Baby food and formula', 'infant_food', null],
    ['Drinks', 'ordinary', 180],
    ['Hygiene', 'ordinary', null],
    ['Diapers', 'ordinary', null],
    ['Clothing', 'ordinary', null],
    ['Household', 'ordinary', null],
    ['Medicines', 'medicine', null],
    ['Harm reduction', 'overdose_reversal', null],
  ];

export async function addStarterCategories(work: Work): Promise<void> {
  await work.tx.insert(
    Category,
    starterCategories.map(([name, kind, shelfLifeDays]) => ({
      id: newId(),
      groupId: work.member.groupId,
      name,
      kind,
      shelfLifeDays,
    })),
  );
}
