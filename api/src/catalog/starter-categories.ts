import { v7 as newId } from 'uuid';
import type { CategoryKind, WhenWarm } from '@shared/catalog/catalog.contract';
import type { SpokenLanguage } from '@shared/people/people.contract';
import type { Work } from '@api/platform/work';
import { Category } from './category.entity';

/**
 * What a new group starts with; every one can be renamed. Shelf lives are of unopened goods, within what the USDA FoodKeeper
 * gives for what keeps shortest of them (canned fruit, flour, buttermilk, a frozen soup); what becomes of them when they were too warm for too long is the
 * power-outage chart of FoodSafety.gov.
 */
export const starterCategories: readonly (readonly [
  name: string,
  kind: CategoryKind,
  shelfLifeDays: number | null,
  whenWarm: WhenWarm,
])[] = [
  ['Canned and jarred', 'ordinary', 360, 'keep'],
  ['Dry goods', 'ordinary', 180, 'keep'],
  ['Bread and bakery', 'ordinary', 14, 'keep'],
  ['Fruit and vegetables', 'ordinary', 7, 'look'],
  ['Dairy and eggs', 'ordinary', 7, 'discard'],
  ['Frozen', 'ordinary', 90, 'discard'],
  ['Prepared food', 'prepared_food', 4, 'discard'],
  ['Raw meat and fish', 'raw_meat_fish', 2, 'discard'],
  ['Baby food and formula', 'infant_food', null, 'discard'],
  ['Drinks', 'ordinary', 180, 'keep'],
  ['Hygiene', 'ordinary', null, 'keep'],
  ['Diapers', 'ordinary', null, 'keep'],
  ['Clothing', 'ordinary', null, 'keep'],
  ['Household', 'ordinary', null, 'keep'],
  ['Medicines', 'medicine', null, 'look'],
  ['Harm reduction', 'overdose_reversal', null, 'look'],
];

/** The same in Spanish, for a group that is set up in Spanish. */
export const spanishStarterCategories: Readonly<Record<string, string>> = {
  'Canned and jarred': 'Latas y frascos',
  'Dry goods': 'Abarrotes secos',
  'Bread and bakery': 'Pan y repostería',
  'Fruit and vegetables': 'Frutas y verduras',
  'Dairy and eggs': 'Lácteos y huevos',
  Frozen: 'Congelados',
  'Prepared food': 'Comida preparada',
  'Raw meat and fish': 'Carne y pescado crudos',
  'Baby food and formula': 'Alimentos para bebé y fórmula',
  Drinks: 'Bebidas',
  Hygiene: 'Higiene',
  Diapers: 'Pañales',
  Clothing: 'Ropa',
  Household: 'Hogar',
  Medicines: 'Medicinas',
  'Harm reduction': 'Reducción de daños',
};

export async function addStarterCategories(work: Work, language: SpokenLanguage): Promise<void> {
  await work.tx.insert(
    Category,
    starterCategories.map(([name, kind, shelfLifeDays, whenWarm]) => ({
      id: newId(),
      groupId: work.member.groupId,
      name: language === 'es' ? (spanishStarterCategories[name] ?? name) : name,
      kind,
      shelfLifeDays,
      whenWarm,
    })),
  );
}
