import { fitText, smallestTextMm, type Box, type PlacedText } from './fit-text';
import { LabelTooSmall, type LabelSize, type Symbology } from './label-content';
import type { LabelWords } from './label-words';
import type { MeasureText } from './measure-text';
import type { LinearSymbol, MatrixSymbol, Rectangle } from './symbol-modules';
import { symbolModules } from './symbol-modules';

/** A symbol on a label. Rectangles are in modules of `moduleMm`, from the symbol's own top left corner at x, y (mm). */
export interface PlacedSymbol {
  readonly x: number;
  readonly y: number;
  readonly moduleMm: number;
  readonly rectangles: readonly Rectangle[];
  /** What must stay white around it, quiet zones included, in millimetres; may reach to the label's edge. */
  readonly clear: Box;
}

/** A label ready to be drawn: every position in millimetres from the top left corner, y downwards. */
export interface LabelDrawing extends LabelSize {
  readonly symbol: PlacedSymbol;
  readonly texts: readonly PlacedText[];
}

interface Frame {
  readonly size: LabelSize;
  /** Room kept free at the edges: printers feed up to a millimetre askew. */
  readonly pad: number;
  /** The printer's dot in millimetres: modules are whole dots wide, symbols begin on a dot. */
  readonly dot: number;
  readonly measure: MeasureText;
}

const roundTo = (value: number, step: number): number => Math.round(value / step) * step;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Width of a character of the monospaced font, in em. */
const monoAdvance = 0.6;
const largestCodeMm = 4.2;
const detailSeparator = ' · ';

/**
 * Narrowest and widest module in millimetres. EAN, UPC: the GS1 General Specifications, where 0.249 (75 %) is the
 * least allowed to printers on demand; the others: what hand scanners and phones read at arm's length.
 */
const moduleLimits: Record<Symbology, readonly [least: number, most: number]> = {
  qr: [0.249, 2.5],
  datamatrix: [0.249, 2.5],
  code128: [0.19, 0.5],
  ean13: [0.249, 0.4],
  upca: [0.249, 0.4],
  ean8: [0.249, 0.5],
  itf14: [0.19, 0.66],
};

/**
 * Places symbol and words on a label. `dpi` is the resolution bars are aligned to. Throws `LabelTooSmall` when the
 * symbol's modules would be too narrow to scan, and `CodeNotEncodable`. Words never touch the symbol's quiet zone and
 * are never cut off by the edge.
 */
export function layoutLabel(
  words: LabelWords,
  size: LabelSize,
  dpi: number,
  measure: MeasureText,
): LabelDrawing {
  const symbol = symbolModules(words.symbol);
  const pad = clamp(Math.min(size.widthMm, size.heightMm) * 0.06, 1, 3);
  const frame: Frame = { size, pad, dot: 25.4 / dpi, measure };
  if (symbol.shape === 'linear') return layoutLinear(symbol, words, frame);
  return size.widthMm >= size.heightMm * 1.4
    ? layoutBeside(symbol, words, frame)
    : layoutStacked(symbol, words, frame);
}

/** The module closest below `wanted` that is a whole number of dots, an even one where there are enough to choose. */
function snapModule(wanted: number, symbology: Symbology, frame: Frame): number {
  const [least, most] = moduleLimits[symbology];
  let dots = Math.floor(Math.min(wanted, most) / frame.dot + 1e-6);
  // Files for 600 dpi are printed at 300 as well; half a dot there would make bars uneven.
  if (frame.dot < 0.05 && dots >= 6) dots -= dots % 2;
  const moduleMm = dots * frame.dot;
  if (moduleMm < least) throw new LabelTooSmall(symbology, frame.size);
  return moduleMm;
}

/** The largest module with which the symbol's quiet zone stays on the label and its dark part within the padding. */
function largestModule(symbol: MatrixSymbol, width: number, height: number, pad: number): number {
  const side = Math.min(width, height);
  return Math.min(side / (symbol.modules + 2 * symbol.quiet), (side - 2 * pad) / symbol.modules);
}

/** Symbol at the left, words at its right; the code under the symbol where there is room, else last in the words. */
function layoutBeside(symbol: MatrixSymbol, words: LabelWords, frame: Frame): LabelDrawing {
  const { size, pad, measure } = frame;
  const total = symbol.modules + 2 * symbol.quiet;
  const wanted = Math.min(
    largestModule(symbol, size.heightMm, size.heightMm, pad),
    (0.42 * size.widthMm) / total,
  );
  const moduleMm = snapModule(wanted, words.symbol.symbology, frame);
  const side = total * moduleMm;
  const codeUnder = codeSize(words.symbol.text, side - pad, largestCodeMm);
  const under = codeUnder >= 2.6 && size.heightMm - 2 * pad - side >= codeUnder;
  const top = under ? (size.heightMm - side - codeUnder) / 2 : (size.heightMm - side) / 2;
  const left = Math.max(0, pad - symbol.quiet * moduleMm);
  const placed = placeMatrix(symbol, left, top, moduleMm, frame.dot);
  const textLeft = placed.clear.x + side + Math.max(0.4, pad - symbol.quiet * moduleMm);
  const column = { x: textLeft, width: size.widthMm - pad - textLeft };
  const codeMm = under ? codeUnder : codeSize(words.symbol.text, column.width, largestCodeMm);
  const codeText = under
    ? placeCode(
        words.symbol.text,
        codeMm,
        { x: placed.clear.x, width: side },
        placed.clear.y + side,
        'center',
      )
    : placeCode(words.symbol.text, codeMm, column, size.heightMm - pad - codeMm, 'start');
  const height = (under ? size.heightMm - pad : size.heightMm - pad - codeMm - 0.3) - pad;
  const texts = fitText(words, { ...column, y: pad, height }, measure, 'start');
  return { ...size, symbol: placed, texts: [...texts, codeText] };
}

/** Words above, symbol below them, code at the foot: for square and tall labels. */
function layoutStacked(symbol: MatrixSymbol, words: LabelWords, frame: Frame): LabelDrawing {
  const { size, pad, measure } = frame;
  const total = symbol.modules + 2 * symbol.quiet;
  const width = size.widthMm - 2 * pad;
  const codeMm = codeSize(words.symbol.text, width, clamp(size.heightMm * 0.06, smallestTextMm, 6));
  const wanted = Math.min(
    largestModule(symbol, size.widthMm, size.heightMm, pad),
    (0.56 * size.heightMm) / total,
  );
  const moduleMm = snapModule(wanted, words.symbol.symbology, frame);
  const side = total * moduleMm;
  const codeTop = size.heightMm - pad - codeMm;
  const placed = placeMatrix(symbol, (size.widthMm - side) / 2, codeTop - side, moduleMm, frame.dot);
  const box = { x: pad, y: pad, width, height: placed.clear.y - pad };
  const texts = fitText(words, box, measure, 'center');
  const codeText = placeCode(words.symbol.text, codeMm, { x: pad, width }, codeTop, 'center');
  return { ...size, symbol: placed, texts: [...texts, codeText] };
}

/** Words above, bars below over the width they need, digits or code at the foot. */
function layoutLinear(symbol: LinearSymbol, words: LabelWords, frame: Frame): LabelDrawing {
  const { size, pad, dot, measure } = frame;
  const total = symbol.modules + symbol.quietLeft + symbol.quietRight;
  // Quiet zones may reach into the padding; the bars of an ITF-14 that run above and below it may not.
  const printed = symbol.bearer ? total : symbol.modules;
  const wanted = Math.min(size.widthMm / total, (size.widthMm - 2 * pad) / printed);
  const moduleMm = snapModule(wanted, words.symbol.symbology, frame);
  const grouped = symbol.groups.length > 0;
  const width = size.widthMm - 2 * pad;
  const codeMm = grouped
    ? (7 * moduleMm) / monoAdvance
    : codeSize(symbol.readable, width, clamp(size.heightMm * 0.13, smallestTextMm, largestCodeMm));
  const foot = grouped ? codeMm * digitHeight + moduleMm : codeMm * 0.8 + 0.5;
  const bottom = roundTo(size.heightMm - pad - foot, dot);
  const height = roundTo(clamp(size.heightMm * 0.46 - foot, 3.2, 22), dot);
  const x = roundTo((size.widthMm - total * moduleMm) / 2 + symbol.quietLeft * moduleMm, dot);
  const y = bottom - height;
  const rectangles = linearRectangles(symbol, height / moduleMm);
  const bearer = symbol.bearer ? bearerModules * moduleMm : 0;
  const clear = {
    x: x - symbol.quietLeft * moduleMm,
    y: y - 0.3,
    width: total * moduleMm,
    height: height + (grouped ? 5 * moduleMm : 0) + 0.3,
  };
  const box = { x: pad, y: pad, width, height: clear.y - pad };
  if (box.height < smallestTextMm * 1.16) throw new LabelTooSmall(words.symbol.symbology, size);
  // Little height is left above bars, and much width: details share one line.
  const lines =
    words.lines.length > 1 && size.heightMm < 45 ? [words.lines.join(detailSeparator)] : words.lines;
  const texts = fitText({ ...words, lines }, box, measure, 'center');
  const readable = grouped
    ? symbol.groups.map((group) => placeDigits(group, x, bottom, moduleMm, codeMm))
    : [placeCode(symbol.readable, codeMm, { x: pad, width }, bottom + Math.max(0.2, bearer / 4), 'center')];
  return { ...size, symbol: { x, y, moduleMm, rectangles, clear }, texts: [...texts, ...readable] };
}

/** GS1 General Specifications: at least twice a narrow bar where no printing plate is used. */
const bearerModules = 2;
/** Height of a digit of the monospaced font, in em. */
const digitHeight = 0.66;

function linearRectangles(symbol: LinearSymbol, height: number): Rectangle[] {
  const inset = symbol.bearer ? bearerModules : 0;
  const bars = symbol.bars.map(({ x, width, guard }): Rectangle => [
    x,
    inset,
    width,
    height - 2 * inset + (guard ? 5 : 0),
  ]);
  if (!symbol.bearer) return bars;
  const across = symbol.modules + symbol.quietLeft + symbol.quietRight;
  return [[-symbol.quietLeft, 0, across, inset], ...bars, [-symbol.quietLeft, height - inset, across, inset]];
}

function placeMatrix(
  symbol: MatrixSymbol,
  left: number,
  top: number,
  moduleMm: number,
  dot: number,
): PlacedSymbol {
  const quiet = symbol.quiet * moduleMm;
  const side = symbol.modules * moduleMm + 2 * quiet;
  const x = roundTo(left + quiet, dot);
  const y = roundTo(top + quiet, dot);
  const clear = { x: x - quiet, y: y - quiet, width: side, height: side };
  return { x, y, moduleMm, rectangles: symbol.rectangles, clear };
}

/** The largest print of a code that keeps within `width`. */
function codeSize(code: string, width: number, most: number): number {
  return Math.min(most, width / (code.length * monoAdvance));
}

function placeCode(
  code: string,
  sizeMm: number,
  across: { readonly x: number; readonly width: number },
  top: number,
  align: 'start' | 'center',
): PlacedText {
  const widthMm = code.length * monoAdvance * sizeMm;
  const x = align === 'center' ? across.x + (across.width - widthMm) / 2 : across.x;
  return { text: code, font: 'mono', sizeMm, x, baseline: top + sizeMm * 0.78, widthMm };
}

/** Digits under an EAN or UPC symbol: seven modules a digit is exactly the width of the font at `sizeMm`. */
function placeDigits(
  group: { readonly text: string; readonly x: number; readonly small: boolean },
  x: number,
  barsBottom: number,
  moduleMm: number,
  sizeMm: number,
): PlacedText {
  const size = group.small ? sizeMm * 0.7 : sizeMm;
  return {
    text: group.text,
    font: 'mono',
    sizeMm: size,
    x: x + group.x * moduleMm,
    baseline: barsBottom + moduleMm + sizeMm * digitHeight,
    widthMm: group.text.length * monoAdvance * size,
  };
}
