import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Preset } from '@shared/people/people.contract';
import { IsDay, IsId, IsWords } from '@shared/rules/field-rules';
import { addDays, type Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';

/** What people may have to be told about prepared food. */
export const allergens = [
  'milk',
  'egg',
  'fish',
  'crustaceans',
  'tree_nuts',
  'peanut',
  'wheat',
  'soy',
  'sesame',
  'gluten',
  'celery',
  'mustard',
  'lupin',
  'molluscs',
  'sulphites',
] as const;
export type Allergen = (typeof allergens)[number];

/**
 * Nine in the US (FALCPA and the FASTER Act), fourteen in the UK and EU, where all cereals with gluten, wheat among them, count
 * as one.
 */
export const allergensOf: Readonly<Record<Preset, readonly Allergen[]>> = {
  us: allergens.slice(0, 9),
  eu: allergens.filter((one) => one !== 'wheat'),
};

/** The labels that prepared food gets: a large one for a tray, a small one for a box. Width × height, millimetres. */
export const preparedFoodSizes = ['62x100', '50x30'] as const;
export type PreparedFoodSize = (typeof preparedFoodSizes)[number];

export const preparedFoodLanguages = ['en', 'es'] as const;
export type PreparedFoodLanguage = (typeof preparedFoodLanguages)[number];

export const kitchens = ['home', 'inspected'] as const;
export type Kitchen = (typeof kitchens)[number];

export class AllergenAnswer {
  @IsIn(allergens) allergen!: Allergen;
  /** Whether it is in it. What nobody answers is printed as not stated. */
  @IsBoolean() isInIt!: boolean;
}

export class PrintPreparedFood {
  /** What it is: "Lentil soup with carrots". */
  @IsWords(160) contents!: string;
  @IsDay() madeOn!: Day;
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique((answer: AllergenAnswer) => answer.allergen)
  @ValidateNested({ each: true })
  @Type(() => AllergenAnswer)
  allergens!: AllergenAnswer[];
  @IsOptional() @IsIn(kitchens) kitchen?: Kitchen;
  /** Yes when not said. */
  @IsOptional() @IsBoolean() keepCold?: boolean;
  /** Days that it keeps from the day it was made on; those of the site, else of the group's preset, when not said. */
  @IsOptional() @IsInt() @Min(1) @Max(7) keepsDays?: number;
  /** The site that it is for: its own days hold. */
  @IsOptional() @IsId() siteId?: Id;
  @IsIn(preparedFoodSizes) size!: PreparedFoodSize;
  /** English when not said. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(preparedFoodLanguages, { each: true })
  languages?: PreparedFoodLanguage[];
  /** Labels, each a page of its own; 1 when not said. */
  @IsOptional() @IsInt() @Min(1) @Max(100) copies?: number;
  /** PDF when not said; one label as SVG. */
  @IsOptional() @IsIn(['pdf', 'svg']) format?: 'pdf' | 'svg';
}

/** The last day on which prepared food is eaten: the day it was made on and so many days after it. */
export function discardAfter(madeOn: Day, keepsDays: number): Day {
  return addDays(madeOn, keepsDays);
}
