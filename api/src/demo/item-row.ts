import type { Unit } from '@shared/words/quantity';

/** A date that goods of an item carry, and how many days after it came in that date usually lies. */
export interface Keeps {
  readonly date: 'use_by' | 'best_by';
  readonly days: number;
}

export const useBy = (days: number): Keeps => ({ date: 'use_by', days });
export const bestBy = (days: number): Keeps => ({ date: 'best_by', days });

/**
 * How eight weeks went for an item: `steady` is brought as it is taken; `scarce` comes in at well below what people
 * take; `gone` stopped coming weeks ago; `windfall` came by the truckload last week.
 */
export type Story = 'steady' | 'scarce' | 'gone' | 'windfall';

/** Where an item is kept, one letter each: `S` free stores, `P` the pantry, `F` fridges. The hub keeps everything but fresh food. */
export type Places = 'S' | 'P' | 'F' | 'SP' | 'SF' | 'PF' | 'SPF';

/** One line of the item tables. */
export type Row = readonly [
  english: string,
  spanish: string,
  unit: Unit,
  /** Base units that one hand-out usually is. */
  handful: number,
  /** Hand-outs on one opening day of a free store of ordinary size. */
  rate: number,
  places: Places,
  keeps?: Keeps | null,
  story?: Story,
];

/** An item of the demonstration, as the tables tell it. */
export interface DemonstrationItem {
  readonly name: string;
  readonly category: string;
  readonly unit: Unit;
  readonly handful: number;
  readonly rate: number;
  readonly places: Places;
  readonly keeps: Keeps | null;
  readonly story: Story;
  readonly family: string | null;
  readonly variant: string | null;
  /** The English name: what barcodes and stories know the item by. */
  readonly key: string;
}

export type Language = 'en' | 'es';

/** Rows of one category. */
export function rows(category: string, table: readonly Row[], language: Language): DemonstrationItem[] {
  return table.map(([english, spanish, unit, handful, rate, places, keeps, story]) => ({
    key: english,
    name: language === 'es' ? spanish : english,
    category,
    unit,
    handful,
    rate,
    places,
    keeps: keeps ?? null,
    story: story ?? 'steady',
    family: null,
    variant: null,
  }));
}

/** One line for each size or kind of a family: the variant in English and Spanish, its rate and its story. */
export type VariantRow = readonly [english: string, spanish: string, rate: number, story?: Story];

/** A family whose members differ in their variant only. They are counted one by one. */
export function family(
  category: string,
  [english, spanish]: readonly [english: string, spanish: string],
  handful: number,
  variants: readonly VariantRow[],
  language: Language,
  keeps: Keeps | null = null,
): DemonstrationItem[] {
  return variants.map(([variant, variante, rate, story]) => ({
    key: `${english}, ${variant}`,
    name: language === 'es' ? `${spanish}, ${variante}` : `${english}, ${variant}`,
    category,
    unit: 'each',
    handful,
    rate,
    places: 'S',
    keeps,
    story: story ?? 'steady',
    family: language === 'es' ? spanish : english,
    variant: language === 'es' ? variante : variant,
  }));
}
