import { starterCategories } from '@api/catalog/starter-categories';
import { foodItems } from '@api/demo/food-items';
import { retailCodes } from '@api/demo/retail-codes';
import { normalizeGtin } from '@shared/barcodes/gtin';
import { sharedData } from '../support/shared-data';

const products = sharedData('products/products.csv');
const names = sharedData('products/gtin_names_bulk.csv');
const storage = sharedData('foodkeeper/storage.csv');

/** Where names of brands do not say what the goods are. */
const kinds: Readonly<Record<string, string>> = {
  nutella: 'hazelnut',
  cheerios: 'oat',
  'cheez-it': 'cracker',
};

/** Food of the demonstration, and the rows of the FoodKeeper that speak about it where it is kept. */
const kept: readonly (readonly [
  item: RegExp,
  product: number,
  storage: 'pantry' | 'refrigerator' | 'freezer',
])[] = [
  [
    /^(black|pinto|baked) beans, can|^chickpeas|peas, can|^(sweet corn|green beans|sliced beets), can/i,
    372,
    'pantry',
  ],
  [/ tomatoes, can|^tomato sauce|^peaches/i, 373, 'pantry'],
  [/^cranberry sauce/i, 565, 'pantry'],
  [/^fruit cocktail/i, 432, 'pantry'],
  [/^applesauce/i, 370, 'pantry'],
  [/^tuna/i, 618, 'pantry'],
  [/^chicken, can/i, 142, 'pantry'],
  [/^sardines|soup, can/i, 372, 'pantry'],
  [/^peanut butter/i, 488, 'pantry'],
  [/ jam, /i, 347, 'pantry'],
  [/^pasta sauce/i, 359, 'pantry'],
  [/^coconut milk/i, 602, 'pantry'],
  [/^(white|jasmine) rice/i, 338, 'pantry'],
  [/^brown rice/i, 339, 'pantry'],
  [/lentils, loose/i, 334, 'pantry'],
  [/^dried pinto beans/i, 333, 'pantry'],
  [/^rolled oats/i, 375, 'pantry'],
  [/^(oat cereal|corn flakes)/i, 374, 'pantry'],
  [/^granola bars/i, 658, 'pantry'],
  [/^(spaghetti|elbow pasta)/i, 335, 'pantry'],
  [/^all-purpose flour/i, 222, 'pantry'],
  [/^cornmeal/i, 218, 'pantry'],
  [/^baking soda/i, 213, 'pantry'],
  [/ oil, /i, 227, 'pantry'],
  [/^ground coffee/i, 541, 'pantry'],
  [/^black tea/i, 410, 'pantry'],
  [/^powdered milk/i, 465, 'pantry'],
  [/^crackers/i, 377, 'pantry'],
  [/^raisins/i, 379, 'pantry'],
  [/^mixed spices/i, 238, 'pantry'],
  [/^(sandwich bread|bagels|rolls)/i, 195, 'pantry'],
  [/^corn tortillas/i, 553, 'pantry'],
  [/^pastries/i, 204, 'pantry'],
  [/^salad greens/i, 415, 'refrigerator'],
  [/^eggs/i, 21, 'refrigerator'],
  [/^yogurt/i, 33, 'refrigerator'],
  [/^cheddar/i, 3, 'refrigerator'],
  [/^butter/i, 1, 'refrigerator'],
  [/^(vegetable chili|lentil soup)/i, 193, 'refrigerator'],
  [/^(chicken and rice|pasta bake|tamales)/i, 185, 'refrigerator'],
  [/^frozen mixed vegetables/i, 331, 'freezer'],
  [/^frozen berries/i, 315, 'freezer'],
  [/^frozen burritos/i, 330, 'freezer'],
  [/^veggie patties/i, 327, 'freezer'],
  [/^ground turkey/i, 115, 'freezer'],
  [/^chicken thighs/i, 118, 'freezer'],
  [/^white fish/i, 144, 'freezer'],
  [/^vegetable juice/i, 567, 'pantry'],
];

/** What keeps shortest, or as long as the group is told, of each starting category with a shelf life. */
const categories: readonly (readonly [name: string, product: number, storage: string])[] = [
  ['Canned and jarred', 373, 'pantry'],
  ['Dry goods', 222, 'pantry'],
  ['Bread and bakery', 195, 'pantry'],
  ['Fruit and vegetables', 290, 'refrigerator'],
  ['Dairy and eggs', 2, 'refrigerator'],
  ['Frozen', 193, 'freezer'],
  ['Prepared food', 185, 'refrigerator'],
  ['Raw meat and fish', 115, 'refrigerator'],
  ['Drinks', 644, 'pantry'],
];

describe('facts about goods that others published', () => {
  const whereData = (...files: unknown[]) => (files.every(Boolean) ? it : it.skip);

  it('are numbers with a valid check digit', () => {
    for (const [code] of retailCodes) expect([code, normalizeGtin(code)]).not.toContain(null);
    expect(new Set(retailCodes.map(([code]) => code)).size).toBe(retailCodes.length);
  });

  whereData(products, names)(
    'are names of the goods with these numbers (skipped where the lists are absent)',
    () => {
      const lines = `${products ?? ''}\n${names ?? ''}`.split('\n');
      const listed = new Map<string, string>();
      for (const line of lines)
        if (!listed.has(line.slice(0, 14))) listed.set(line.slice(0, 14), line.toLowerCase());
      const wrong = retailCodes.flatMap(([code, item]) => {
        const inside = code.length === 14 ? withCheckDigit(`0${code.slice(1, 13)}`) : code.padStart(14, '0');
        const line = listed.get(inside) ?? '';
        const told = Object.entries(kinds).reduce(
          (text, [brand, kind]) => text.replaceAll(brand, kind),
          line,
        );
        const words =
          item
            .toLowerCase()
            .split(',')[0]
            ?.split(/[ -]/)
            .filter((word) => !/^(and|of)$/.test(word)) ?? [];
        return words.some((word) => told.includes(word.replace(/s$/, '')))
          ? []
          : [`${code} ${item}: ${line}`];
      });
      expect(wrong).toEqual([]);
    },
  );

  whereData(storage)(
    'let no food of the demonstration keep longer than it does (skipped where the list is absent)',
    () => {
      const items = foodItems('en');
      for (const [name, product, place] of kept) {
        const found = items.filter(({ key }) => name.test(key));
        expect([name.source, found.length]).not.toContain(0);
        for (const { key, keeps } of found)
          expect([key, (keeps?.days ?? Infinity) <= days(product, place).most]).toEqual([key, true]);
      }
    },
  );

  whereData(storage)('are shelf lives that new groups start with (skipped where the list is absent)', () => {
    const told = starterCategories.filter(([, , shelfLife]) => shelfLife !== null);
    for (const [name, , shelfLife] of told.filter(([, kind]) => kind !== 'infant_food')) {
      const row = categories.find(([category]) => category === name);
      if (!row) throw new Error(`Nothing is known of ${name}.`);
      const { least, most } = days(row[1], row[2]);
      expect([name, (shelfLife ?? 0) >= least && (shelfLife ?? 0) <= most]).toEqual([name, true]);
    }
  });
});

function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Of unopened goods. */
function days(product: number, place: string): { least: number; most: number } {
  const rows = (storage ?? '').split('\n').map((line) => line.split(','));
  const row = rows.find(
    ([id, where, basis, kind]) =>
      Number(id) === product &&
      where === place &&
      kind === 'range' &&
      /^(from_purchase|unspecified)$/.test(basis ?? ''),
  );
  if (!row) throw new Error(`The list says nothing about ${product} in the ${place}.`);
  return { least: Number(row[4]), most: Number(row[5]) };
}
