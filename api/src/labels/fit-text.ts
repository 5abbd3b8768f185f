import { isRightToLeft, textPieces, type MeasureText, type TextPiece } from './measure-text';
import type { LabelFont } from './standard-font';

/** A rectangle in millimetres from the label's top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line of text, in millimetres from the label's top left corner. */
export interface PlacedText {
  readonly text: string;
  readonly font: LabelFont;
  readonly sizeMm: number;
  /** Left end, whatever the writing direction. */
  readonly x: number;
  readonly baseline: number;
  /** How wide it is when drawn. */
  readonly widthMm: number;
}

export interface TextBlock {
  readonly title: string;
  readonly lines: readonly string[];
  readonly dates: readonly string[];
}

/** 5 pt, the smallest print people read at arm's length. */
export const smallestTextMm = 1.76;
const largestTitleMm = 10;
const largestDetailMm = 5;
/** Line height in em: an accented capital over a descender does not touch it. */
const lineHeight = 1.16;
/** From the top of a line to its baseline, in em. */
const ascent = 0.93;
const ellipsis = '…';

interface Line {
  readonly text: string;
  readonly font: LabelFont;
  readonly sizeMm: number;
}

/** A text with the widths of its pieces in em, measured once for all the sizes that are tried. */
interface Measured {
  readonly font: LabelFont;
  readonly pieces: readonly TextPiece[];
  readonly widths: readonly number[];
  readonly space: number;
}

interface MeasuredBlock {
  readonly title: Measured;
  readonly lines: readonly Measured[];
  readonly dates: readonly Measured[];
}

/**
 * Lays a label's words into a box: as large as fits, the name broken into lines. What does not fit even in the smallest
 * size is shortened with an ellipsis, and lines, then dates, are left out from the last on; the name is always there,
 * unless the box is lower than one line.
 */
export function fitText(
  block: TextBlock,
  box: Box,
  measure: MeasureText,
  align: 'start' | 'center',
): PlacedText[] {
  const measured = (text: string, font: LabelFont): Measured => {
    const pieces = textPieces(text);
    return {
      font,
      pieces,
      widths: pieces.map((piece) => measure(piece.text, font)),
      space: measure(' ', font),
    };
  };
  const title = measured(block.title, 'bold');
  const lines = block.lines.map((text) => measured(text, 'sans'));
  const dates = block.dates.map((text) => measured(text, 'bold'));
  for (let kept = lines.length + dates.length; kept >= 0; kept -= 1) {
    const keptLines = lines.slice(0, Math.max(0, kept - dates.length));
    const fitted = fitWhole({ title, lines: keptLines, dates: dates.slice(0, kept) }, box, measure);
    if (fitted) return place(fitted, box, measure, align);
  }
  return [];
}

function fitWhole(block: MeasuredBlock, box: Box, measure: MeasureText): Line[] | undefined {
  const largest = Math.min(largestTitleMm, box.height * 0.36, box.width * 0.17);
  let best: Line[] | undefined;
  for (let sizeMm = largest; sizeMm > smallestTextMm; sizeMm *= 0.92) {
    // A fifth smaller is a fair price for not breaking the name into one line more.
    if (best && sizeMm < 0.8 * (best[0]?.sizeMm ?? 0)) return best;
    const fitted = linesAt(block, box, measure, sizeMm, 3, false);
    if (fitted && (!best || fitted.length < best.length)) best = fitted;
    if (best && best.length === 1 + block.lines.length + block.dates.length) return best;
  }
  if (best) return best;
  for (let titleLines = 3; titleLines > 0; titleLines -= 1) {
    const fitted = linesAt(block, box, measure, smallestTextMm, titleLines, true);
    if (fitted) return fitted;
  }
  return undefined;
}

function linesAt(
  { title, lines, dates }: MeasuredBlock,
  box: Box,
  measure: MeasureText,
  titleMm: number,
  titleLines: number,
  shorten: boolean,
): Line[] | undefined {
  const detailMm = Math.min(largestDetailMm, Math.max(smallestTextMm, titleMm * 0.62));
  const dateMm = Math.min(largestDetailMm * 1.2, Math.max(smallestTextMm, titleMm * 0.72));
  const placed: Line[] = [];
  let height = 0;
  const add = (text: Measured, sizeMm: number, most: number): boolean => {
    const wrapped = wrap(text, box.width / sizeMm, measure, most, shorten);
    if (!wrapped) return false;
    height += wrapped.length * sizeMm * lineHeight;
    for (const line of wrapped) placed.push({ text: line, font: text.font, sizeMm });
    return height <= box.height;
  };
  const detailLines = shorten ? 1 : 2;
  const fits =
    add(title, titleMm, titleLines) &&
    lines.every((text) => add(text, oneLine(text, detailMm, box.width), detailLines)) &&
    dates.every((text) => add(text, oneLine(text, dateMm, box.width), detailLines));
  return fits ? placed : undefined;
}

/** The size, at most `wanted`, in which a text stays on one line; `wanted` where that would be too small to read. */
function oneLine({ widths, pieces, space }: Measured, wanted: number, width: number): number {
  const em = widths.reduce(
    (sum, piece, index) => sum + piece + (index > 0 && pieces[index]?.spaced ? space : 0),
    0,
  );
  const size = (width / em) * 0.999;
  return size >= wanted || size < smallestTextMm ? wanted : size;
}

/** Breaks a text into at most `most` lines of `width` em; undefined when it does not fit and must not be shortened. */
function wrap(
  { font, pieces, widths, space }: Measured,
  width: number,
  measure: MeasureText,
  most: number,
  shorten: boolean,
): string[] | undefined {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let index = 0;
  for (const piece of pieces) {
    const pieceWidth = widths[index] ?? 0;
    index += 1;
    if (pieceWidth > width && !shorten) return undefined;
    const gap = line !== '' && piece.spaced ? space : 0;
    if (line !== '' && used + gap + pieceWidth > width) {
      if (lines.length + 1 === most) {
        if (!shorten) return undefined;
        return [...lines, shortened(`${line}${piece.spaced ? ' ' : ''}${piece.text}`, font, width, measure)];
      }
      lines.push(line);
      line = piece.text;
      used = pieceWidth;
    } else {
      line += (gap > 0 ? ' ' : '') + piece.text;
      used += gap + pieceWidth;
    }
    if (used > width) {
      // One word wider than the label: it keeps a line of its own, shortened.
      line = shortened(line, font, width, measure);
      used = measure(line, font);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** As many characters of the text as fit in `width` em before an ellipsis. */
function shortened(text: string, font: LabelFont, width: number, measure: MeasureText): string {
  const characters = [...text.replace(/…$/u, '')];
  while (characters.length > 0) {
    characters.pop();
    const candidate = characters.join('').trimEnd() + ellipsis;
    if (measure(candidate, font) <= width) return candidate;
  }
  return ellipsis;
}

function place(
  lines: readonly Line[],
  box: Box,
  measure: MeasureText,
  align: 'start' | 'center',
): PlacedText[] {
  let top = box.y;
  return lines.map(({ text, font, sizeMm }) => {
    const widthMm = Math.min(box.width, measure(text, font) * sizeMm);
    const slack = box.width - widthMm;
    const x = box.x + (align === 'center' ? slack / 2 : isRightToLeft(text) ? slack : 0);
    const baseline = top + sizeMm * ascent;
    top += sizeMm * lineHeight;
    return { text, font, sizeMm, x, baseline, widthMm };
  });
}
