import type { LabelContent, LabelSize } from './label-content';
import { labelWords, type LabelWords } from './label-words';
import { layoutLabel, type LabelDrawing } from './layout-label';
import { measureTexts } from './measure-text';
import { shapeTexts, type ShapedText, type TextToShape } from './shaped-text';
import { isStandardText } from './standard-font';

/** Labels laid out, and the outlines of their lines that are not in the standard fonts, by `shapedTextKey`. */
export interface LaidOutLabels {
  readonly drawings: readonly LabelDrawing[];
  readonly shaped: ReadonlyMap<string, ShapedText>;
}

/**
 * Lays out several labels of one size, with bars aligned to `dpi`. Their foreign words are shaped together, twice in
 * all, however many they are. Throws like `layoutLabel`.
 */
export function layOutLabels(contents: readonly LabelContent[], size: LabelSize, dpi: number): LaidOutLabels {
  const words = contents.map(labelWords);
  const measure = measureTexts(words.flatMap(textsOf));
  const { widthMm, heightMm } = size;
  const drawings = words.map((label) => layoutLabel(label, { widthMm, heightMm }, dpi, measure));
  const foreign = drawings.flatMap(({ texts }) => texts.filter(({ text }) => !isStandardText(text)));
  return { drawings, shaped: shapeTexts(foreign) };
}

function textsOf({ title, lines, dates }: LabelWords): TextToShape[] {
  return [
    { text: title, font: 'bold' },
    ...lines.map((text) => ({ text, font: 'sans' as const })),
    ...dates.map((text) => ({ text, font: 'bold' as const })),
  ];
}
