import type { Client } from 'pg';
import { v7 as newId } from 'uuid';
import { careItems } from '@api/demo/care-items';
import { clothingItems } from '@api/demo/clothing-items';
import { foodItems } from '@api/demo/food-items';
import type { Language } from '@api/demo/item-row';
import type { LabelledNeed } from './labelled-needs';

/** The demonstration's catalogue without its eight weeks: for questions about names. */
export async function fillCatalogue(db: Client, groupId: string, language: Language): Promise<void> {
  const items = [...foodItems(language), ...careItems(language), ...clothingItems(language)];
  await db.query(
    `insert into item (id, group_id, name, unit, family, variant, created_at)
     select id, $1, name, unit, family, variant, now()
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as t (id, name, unit, family, variant)`,
    [
      ...[groupId, items.map(() => newId()), items.map(({ name }) => name), items.map(({ unit }) => unit)],
      ...[items.map(({ family }) => family), items.map(({ variant }) => variant)],
    ],
  );
}

/** The share of needs whose first match would do; or, where the catalogue has nothing for them, that have none. */
export function shareRight(
  labels: readonly LabelledNeed[],
  firstMatch: ReadonlyMap<string, string | undefined>,
): number {
  const right = labels.filter(({ place, meets }) => {
    const first = firstMatch.get(place);
    return first === undefined ? meets.length === 0 : meets.some((name) => first.startsWith(name));
  });
  return right.length / labels.length;
}

/** The needs of the shared data by where they stand, as labels name them. */
export function needsByPlace(rows: readonly NeedRow[]): Map<string, string> {
  return new Map(
    rows.map((row) => [`${row.need_id.slice(0, 8)} ${row.list.slice(0, 1)}${row.position}`, row.item_text]),
  );
}

/** One line of `needs/givefood_needs.csv`. */
export interface NeedRow {
  readonly need_id: string;
  readonly list: string;
  readonly position: string;
  readonly item_text: string;
}
