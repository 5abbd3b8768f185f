import bwipjs from 'bwip-js/node';
import { correction, generate } from 'lean-qr';
import { code128Bars } from './code128-bars';
import { CodeNotEncodable, maxOwnCodeLength, type LabelSymbol, type RetailSymbology } from './label-content';

/** A filled rectangle: x, y, width, height. */
export type Rectangle = readonly [x: number, y: number, width: number, height: number];

/** A bar of a linear symbol: x and width in modules; guard bars reach down between the digits. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly guard: boolean;
}

/** A square symbol. `rectangles` are its dark modules, in modules, from the top left of the symbol without quiet zone. */
export interface MatrixSymbol {
  readonly shape: 'matrix';
  readonly modules: number;
  readonly quiet: number;
  readonly rectangles: readonly Rectangle[];
}

/** A linear symbol; `modules` is its width without the quiet zones. */
export interface LinearSymbol {
  readonly shape: 'linear';
  readonly modules: number;
  readonly quietLeft: number;
  readonly quietRight: number;
  readonly bars: readonly Bar[];
  /** Readable text: under the whole symbol, or in groups whose digits stand under their bars (EAN and UPC). */
  readonly groups: readonly DigitGroup[];
  readonly readable: string;
  /** ITF-14 carries a horizontal bar above and below, so that a slanted scan cannot read half of it. */
  readonly bearer: boolean;
}

/** Digits under an EAN or UPC symbol, 7 modules a digit from `x`; a small digit stands outside the guard bars. */
export interface DigitGroup {
  readonly text: string;
  readonly x: number;
  readonly small: boolean;
}

export type SymbolModules = MatrixSymbol | LinearSymbol;

/** Quiet zones in modules left and right, as the GS1 General Specifications ask. */
const linearQuiet = {
  code128: [10, 10],
  ean13: [11, 7],
  upca: [9, 9],
  ean8: [7, 7],
  itf14: [10, 10],
} as const;
const retailLength: Record<RetailSymbology, number> = { ean8: 8, upca: 12, ean13: 13, itf14: 14 };

/** The symbol a GTIN wears in a shop, from its GTIN-14 (or shorter) digits: the shortest that keeps every digit. */
export function retailSymbology(gtin: string): RetailSymbology {
  const digits = gtin.padStart(14, '0');
  if (digits.startsWith('000000')) return 'ean8';
  if (digits.startsWith('00')) return 'upca';
  return digits.startsWith('0') ? 'ean13' : 'itf14';
}

/**
 * The modules of a symbol. Throws `CodeNotEncodable` for a wrong check digit, a GTIN longer than the symbology carries,
 * or characters outside printable ASCII.
 */
export function symbolModules(symbol: LabelSymbol): SymbolModules {
  if (symbol.kind === 'retail') return retailSymbol(symbol.symbology, symbol.text);
  if (!/^[ -~]+$/.test(symbol.text) || symbol.text.length > maxOwnCodeLength) {
    throw new CodeNotEncodable(symbol.symbology, symbol.text);
  }
  if (symbol.symbology === 'code128') return code128(symbol.text);
  return symbol.symbology === 'qr' ? qrModules(symbol.text) : dataMatrix(symbol.text);
}

/** Level Q repairs a quarter of the symbol, and 14 characters still fit the smallest version, 21 × 21. */
export function qrModules(text: string): MatrixSymbol {
  const bitmap = generate(text, { minCorrectionLevel: correction.Q });
  const rectangles = rectanglesOf(bitmap.size, (x, y) => bitmap.get(x, y));
  return { shape: 'matrix', modules: bitmap.size, quiet: 4, rectangles };
}

/** The standard asks for a quiet zone of one module; two forgive a sloppy cut. */
function dataMatrix(text: string): MatrixSymbol {
  const [drawn] = bwipjs.raw({ bcid: 'datamatrix', text });
  if (!drawn || !('pixs' in drawn)) throw new CodeNotEncodable('datamatrix', text);
  const { pixs, pixx } = drawn;
  const rectangles = rectanglesOf(pixx, (x, y) => pixs[y * pixx + x] === 1);
  return { shape: 'matrix', modules: pixx, quiet: 2, rectangles };
}

/** Dark modules as horizontal runs: a third of the rectangles that single modules would take. */
function rectanglesOf(size: number, dark: (x: number, y: number) => boolean): Rectangle[] {
  const rectangles: Rectangle[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!dark(x, y)) continue;
      const start = x;
      while (x + 1 < size && dark(x + 1, y)) x += 1;
      rectangles.push([start, y, x - start + 1, 1]);
    }
  }
  return rectangles;
}

function code128(text: string): LinearSymbol {
  const widths = code128Bars(text);
  if (!widths) throw new CodeNotEncodable('code128', text);
  const [quietLeft, quietRight] = linearQuiet.code128;
  const { bars, modules } = barsOf(widths, () => false);
  return { shape: 'linear', modules, quietLeft, quietRight, bars, groups: [], readable: text, bearer: false };
}

function retailSymbol(symbology: RetailSymbology, text: string): LinearSymbol {
  const digits = retailDigits(symbology, text);
  const drawn = rawBars(symbology, digits);
  // bwip-js gives wide bars of an ITF-14 as 2 modules; GS1 wants 2.25 to 3, and 3 keeps every edge on a whole module.
  const widths = symbology === 'itf14' ? drawn.sbs.map((width) => (width > 1 ? 3 : 1)) : drawn.sbs;
  const { bars, modules } = barsOf(widths, (index) => (drawn.bbs[index] ?? 0) < 0);
  const [quietLeft, quietRight] = linearQuiet[symbology];
  const bearer = symbology === 'itf14';
  const groups = digitGroups(symbology, digits);
  return { shape: 'linear', modules, quietLeft, quietRight, bars, groups, readable: digits, bearer };
}

function retailDigits(symbology: RetailSymbology, text: string): string {
  const length = retailLength[symbology];
  const padded = text.padStart(14, '0');
  if (!/^\d{14}$/.test(padded) || /[1-9]/.test(padded.slice(0, 14 - length))) {
    throw new CodeNotEncodable(symbology, text);
  }
  return padded.slice(14 - length);
}

function rawBars(symbology: RetailSymbology, digits: string): { sbs: number[]; bbs: number[] } {
  try {
    const [drawn] = bwipjs.raw({ bcid: symbology, text: digits, includetext: true });
    if (drawn && 'sbs' in drawn) return drawn;
  } catch (error) {
    // bwip-js says "bwipp.…" for what is wrong with the digits; anything else is a bug and goes on.
    if (!(error instanceof Error) || !error.message.includes('bwipp')) throw error;
  }
  throw new CodeNotEncodable(symbology, digits);
}

function barsOf(
  widths: readonly number[],
  guard: (index: number) => boolean,
): { bars: Bar[]; modules: number } {
  const bars: Bar[] = [];
  let x = 0;
  widths.forEach((width, index) => {
    if (index % 2 === 0) bars.push({ x, width, guard: guard(index / 2) });
    x += width;
  });
  return { bars, modules: x };
}

/** Where the digits stand under an EAN or UPC symbol, in modules from its first bar (GS1 General Specifications). */
function digitGroups(symbology: RetailSymbology, digits: string): DigitGroup[] {
  switch (symbology) {
    case 'ean13':
      return [
        { text: digits.slice(0, 1), x: -9, small: false },
        { text: digits.slice(1, 7), x: 3, small: false },
        { text: digits.slice(7), x: 50, small: false },
      ];
    case 'upca':
      return [
        { text: digits.slice(0, 1), x: -7, small: true },
        { text: digits.slice(1, 6), x: 10.5, small: false },
        { text: digits.slice(6, 11), x: 49.5, small: false },
        { text: digits.slice(11), x: 97, small: true },
      ];
    case 'ean8':
      return [
        { text: digits.slice(0, 4), x: 3, small: false },
        { text: digits.slice(4), x: 36, small: false },
      ];
    case 'itf14':
      return [];
  }
}
