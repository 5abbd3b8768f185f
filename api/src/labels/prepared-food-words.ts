import {
  type Allergen,
  type AllergenAnswer,
  allergensOf,
  discardAfter,
  type Kitchen,
  type PreparedFoodLanguage,
  type PrintPreparedFood,
} from '@shared/labels/prepared-food.contract';
import type { Preset } from '@shared/people/people.contract';
import type { Day } from '@shared/words/day';
import { labelPhrases } from './label-phrases';
import type { LabelFont } from './standard-font';

/** One paragraph of a label; `em` is its size against the smallest. */
export interface Paragraph {
  readonly text: string;
  readonly font: LabelFont;
  readonly em: number;
  /** Left out first where there is no room. Never what somebody's health hangs on. */
  readonly mayGo: boolean;
}

interface Phrases {
  readonly discard: string;
  readonly contains: string;
  readonly without: string;
  readonly notStated: string;
  readonly noneStated: string;
  readonly keepCold: string;
  readonly kitchens: Record<Kitchen, string>;
  readonly allergens: Record<Allergen, string>;
}

const phrases: Record<PreparedFoodLanguage, Phrases> = {
  en: {
    discard: 'Eat by, then throw out:',
    contains: 'CONTAINS:',
    without: 'Without:',
    notStated: 'Not stated:',
    noneStated: 'Allergens: not stated',
    keepCold: 'Keep cold',
    kitchens: { home: 'Home kitchen', inspected: 'Inspected kitchen' },
    allergens: {
      ...{ milk: 'milk', egg: 'egg', fish: 'fish', crustaceans: 'shellfish', tree_nuts: 'tree nuts' },
      ...{
        peanut: 'peanut',
        wheat: 'wheat',
        soy: 'soy',
        sesame: 'sesame',
        gluten: 'gluten',
        celery: 'celery',
      },
      ...{ mustard: 'mustard', lupin: 'lupin', molluscs: 'molluscs', sulphites: 'sulphites' },
    },
  },
  es: {
    discard: 'Comer hasta, luego tirar:',
    contains: 'CONTIENE:',
    without: 'Sin:',
    notStated: 'No se indica:',
    noneStated: 'Alérgenos: no se indican',
    keepCold: 'Mantener frío',
    kitchens: { home: 'Cocina casera', inspected: 'Cocina inspeccionada' },
    allergens: {
      ...{ milk: 'leche', egg: 'huevo', fish: 'pescado', crustaceans: 'mariscos', tree_nuts: 'frutos secos' },
      ...{
        peanut: 'cacahuate',
        wheat: 'trigo',
        soy: 'soya',
        sesame: 'sésamo',
        gluten: 'gluten',
        celery: 'apio',
      },
      ...{ mustard: 'mostaza', lupin: 'altramuz', molluscs: 'moluscos', sulphites: 'sulfitos' },
    },
  },
};

/** What a label of prepared food says, in the order of importance: what it is, when it goes, what is in it. */
export function preparedFoodWords(
  request: PrintPreparedFood,
  preset: Preset,
  keepsDays: number,
): Paragraph[] {
  const languages = request.languages ?? ['en'];
  const last = discardAfter(request.madeOn, keepsDays);
  return [
    { text: request.contents.replace(/\s+/g, ' ').trim(), font: 'bold', em: 1.5, mayGo: false },
    ...languages.flatMap((language) => inLanguage(request, preset, last, language)),
  ];
}

function inLanguage(
  request: PrintPreparedFood,
  preset: Preset,
  last: Day,
  language: PreparedFoodLanguage,
): Paragraph[] {
  const words = phrases[language];
  const dated = labelPhrases(language);
  const listed = (some: readonly Allergen[]) => some.map((one) => words.allergens[one]).join(', ');
  const { inIt, without, notStated } = sorted(request.allergens, preset);
  const paragraphs: Paragraph[] = [
    { text: dated.madeOn(request.madeOn), font: 'sans', em: 1.1, mayGo: false },
    { text: dated.dated(words.discard)(last), font: 'bold', em: 1.25, mayGo: false },
  ];
  const add = (text: string, font: LabelFont, mayGo = false) => paragraphs.push({ text, font, em: 1, mayGo });
  if (inIt.length > 0) add(`${words.contains} ${listed(inIt)}`, 'bold');
  if (inIt.length + without.length === 0) add(words.noneStated, 'bold');
  else if (notStated.length > 0) add(`${words.notStated} ${listed(notStated)}`, 'sans');
  if (request.keepCold ?? true) add(words.keepCold, 'bold');
  if (without.length > 0) add(`${words.without} ${listed(without)}`, 'sans', true);
  if (request.kitchen) add(words.kitchens[request.kitchen], 'sans', true);
  return paragraphs;
}

/** Answers beyond the preset's list are told too; of the list, what nobody answered is not stated. */
function sorted(answers: readonly AllergenAnswer[], preset: Preset) {
  const asked = allergensOf[preset];
  const said = new Map(answers.map(({ allergen, isInIt }) => [allergen, isInIt]));
  return {
    inIt: [...said].flatMap(([allergen, isInIt]) => (isInIt ? [allergen] : [])),
    without: [...said].flatMap(([allergen, isInIt]) => (isInIt ? [] : [allergen])),
    notStated: asked.filter((allergen) => !said.has(allergen)),
  };
}
