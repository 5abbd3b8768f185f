import { Encodings, Font, FontNames } from '@pdf-lib/standard-fonts';

/** What text on a label looks like: the name and dates bold, details plain, codes monospaced. */
export type LabelFont = 'bold' | 'sans' | 'mono';

/** Names of the fonts every PDF reader brings along (PDF 1.7, 9.6.2.2). */
export const standardFontNames: Record<LabelFont, FontNames> = {
  bold: FontNames.HelveticaBold,
  sans: FontNames.Helvetica,
  mono: FontNames.CourierBold,
};

interface Glyph {
  /** Code in WinAnsiEncoding. */
  readonly code: number;
  /** Advance in em. */
  readonly width: number;
}

const tables = new Map<LabelFont, ReadonlyMap<number, Glyph>>();

function tableOf(font: LabelFont): ReadonlyMap<number, Glyph> {
  const known = tables.get(font);
  if (known) return known;
  const metrics = Font.load(standardFontNames[font]);
  const table = new Map<number, Glyph>();
  for (const codePoint of Encodings.WinAnsi.supportedCodePoints) {
    const { code, name } = Encodings.WinAnsi.encodeUnicodeCodePoint(codePoint);
    table.set(codePoint, { code, width: (metrics.getWidthOfGlyph(name) ?? 500) / 1000 });
  }
  tables.set(font, table);
  return table;
}

/** Whether the standard fonts have every character of the text: western European languages, Spanish among them. */
export function isStandardText(text: string): boolean {
  const table = tableOf('sans');
  for (const character of text) if (!table.has(character.codePointAt(0) ?? 0)) return false;
  return true;
}

/** Width of the text in em, without kerning; characters the font does not have count 0. */
export function standardTextWidth(text: string, font: LabelFont): number {
  const table = tableOf(font);
  let width = 0;
  for (const character of text) width += table.get(character.codePointAt(0) ?? 0)?.width ?? 0;
  return width;
}

const escaped = new Set([0x28, 0x29, 0x5c]);

/** The text as a PDF literal string in WinAnsiEncoding, one byte a character, e.g. `(caf\351)`. */
export function pdfLiteral(text: string): string {
  const table = tableOf('sans');
  let literal = '(';
  for (const character of text) {
    const code = table.get(character.codePointAt(0) ?? 0)?.code;
    if (code === undefined) continue;
    if (escaped.has(code)) literal += '\\' + String.fromCharCode(code);
    else literal += code > 126 ? '\\' + code.toString(8).padStart(3, '0') : String.fromCharCode(code);
  }
  return literal + ')';
}
