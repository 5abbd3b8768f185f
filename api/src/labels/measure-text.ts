import { isStandardText, standardTextWidth, type LabelFont } from './standard-font';
import { shapedTextKey, shapeTexts, unitsPerEm, type TextToShape } from './shaped-text';

/** A part of a text that stays on one line. */
export interface TextPiece {
  readonly text: string;
  /** Whether a space stands before it when it is not the first on its line. */
  readonly spaced: boolean;
}

/** Width of a text in em. */
export type MeasureText = (text: string, font: LabelFont) => number;

/** Chinese, Japanese and Thai are written without spaces: a line may end anywhere (in Thai that is rough). */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Where a text may be broken into lines. */
export function textPieces(text: string): TextPiece[] {
  if (isStandardText(text)) {
    return text.split(' ').flatMap((word) => (word === '' ? [] : { text: word, spaced: true }));
  }
  return text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => {
      if (!unspaced.test(word)) return [{ text: word, spaced: true }];
      return [...word].map((character, index) => ({ text: character, spaced: index === 0 }));
    });
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const letter = /\p{Letter}/u;

/** Whether the text reads from right to left: whether its first letter does. */
export function isRightToLeft(text: string): boolean {
  if (isStandardText(text)) return false;
  for (const character of text) if (letter.test(character)) return rightToLeft.test(character);
  return false;
}

/** Space on both sides of a word's ink, in em. */
const sideBearing = 0.08;

/**
 * A measure for the given texts. Those in the standard fonts are measured by their tables; the words of others are
 * shaped once, all together, so pass every text that will be measured.
 */
export function measureTexts(texts: readonly TextToShape[]): MeasureText {
  const words = new Map<string, TextToShape>();
  for (const { text, font } of texts) {
    if (isStandardText(text)) continue;
    for (const piece of textPieces(text)) {
      if (!isStandardText(piece.text))
        words.set(shapedTextKey({ text: piece.text, font }), { text: piece.text, font });
    }
  }
  const shaped = shapeTexts([...words.values()]);
  const wordWidth = (text: string, font: LabelFont): number => {
    const outline = shaped.get(shapedTextKey({ text, font }));
    if (outline) return (outline.right - outline.left) / unitsPerEm + sideBearing;
    // Part of a word (before an ellipsis), or a word without ink: an em a character is more than any script needs.
    return standardTextWidth(text, font) ?? [...text].length;
  };
  return (text, font) => {
    const width = standardTextWidth(text, font);
    if (width !== undefined) return width;
    const space = standardTextWidth(' ', font) ?? 0;
    return textPieces(text).reduce(
      (sum, piece, index) => sum + wordWidth(piece.text, font) + (piece.spaced && index > 0 ? space : 0),
      0,
    );
  };
}
