import { type PlacedText, smallestTextMm } from './fit-text';
import type { LabelSize } from './label-content';
import type { LabelDrawing } from './layout-label';
import { isRightToLeft, type MeasureText, textPieces } from './measure-text';
import type { Paragraph } from './prepared-food-words';

const largestMm = 5;
const lineHeight = 1.2;
const ascent = 0.95;
const padMm = 2;
/** Between paragraphs, in the smallest text's em. */
const gapEm = 0.28;

/**
 * Places paragraphs one below the other, as large as all of them fit. Where even the smallest readable print is too large, those
 * that may go are left out, the last first. Null when what must stand there does not fit.
 */
export function layOutPreparedFood(
  paragraphs: readonly Paragraph[],
  size: LabelSize,
  measure: MeasureText,
): LabelDrawing | null {
  for (let kept: readonly Paragraph[] | null = paragraphs; kept !== null; kept = withoutLast(kept)) {
    for (let mm = largestMm; mm >= smallestTextMm; mm *= 0.96) {
      const texts = placed(kept, size, measure, mm);
      if (texts) return { ...size, symbol: noSymbol, texts };
    }
  }
  return null;
}

const noSymbol: LabelDrawing['symbol'] = {
  ...{ x: 0, y: 0, moduleMm: 1, rectangles: [] },
  clear: { x: 0, y: 0, width: 0, height: 0 },
};

function withoutLast(paragraphs: readonly Paragraph[]): readonly Paragraph[] | null {
  const at = paragraphs.findLastIndex(({ mayGo }) => mayGo);
  return at < 0 ? null : paragraphs.filter((_, n) => n !== at);
}

function placed(
  paragraphs: readonly Paragraph[],
  size: LabelSize,
  measure: MeasureText,
  mm: number,
): PlacedText[] | null {
  const width = size.widthMm - 2 * padMm;
  const texts: PlacedText[] = [];
  let top = padMm;
  for (const { text, font, em } of paragraphs) {
    const sizeMm = mm * em;
    for (const line of wrapped(text, width / sizeMm, (part) => measure(part, font))) {
      const widthMm = measure(line, font) * sizeMm;
      if (widthMm > width + 0.01) return null;
      const x = isRightToLeft(line) ? size.widthMm - padMm - widthMm : padMm;
      texts.push({ text: line, font, sizeMm, x, baseline: top + sizeMm * ascent, widthMm });
      top += sizeMm * lineHeight;
    }
    top += mm * gapEm;
  }
  return top - mm * gapEm <= size.heightMm - padMm ? texts : null;
}

/** Lines of at most `width` em; a word that is longer has one of its own. */
function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of textPieces(text)) {
    const longer = line === '' ? piece.text : `${line}${piece.spaced ? ' ' : ''}${piece.text}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = piece.text;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
