import { Encodings, Font, FontNames } from '@pdf-lib/standard-fonts';

/** What text on a label looks like: the name and dates bold, details plain, codes monospaced. */
export type LabelFont = 'bold' | 'sans' | 'mono';

/** Names of the fonts every PDF reader brings along (PDF 1.7, 9.6.2.2). */
export const standardFontNames: Record<LabelFont, FontNames> = {
  bold: FontNames.HelveticaBold,
  sans: FontNames.Helvetica,
  mono: FontNames.CourierBold,
};

interface Metrics {
  /** Code in WinAnsiEncoding by code point; Latin-1 characters have their own code point. */
  readonly codes: ReadonlyMap<number, number>;
  /** Advance in em by code in WinAnsiEncoding; 0 where there is no character. */
  readonly widths: Float64Array;
}

const known = new Map<LabelFont, Metrics>();

function metricsOf(font: LabelFont): Metrics {
  const loaded = known.get(font);
  if (loaded) return loaded;
  const standard = Font.load(standardFontNames[font]);
  const codes = new Map<number, number>();
  const widths = new Float64Array(256);
  for (const codePoint of Encodings.WinAnsi.supportedCodePoints) {
    const { code, name } = Encodings.WinAnsi.encodeUnicodeCodePoint(codePoint);
    codes.set(codePoint, code);
    widths[code] = (standard.getWidthOfGlyph(name) ?? 500) / 1000;
  }
  const metrics = { codes, widths };
  known.set(font, metrics);
  return metrics;
}

/** Printable ASCII, whose codes are the same in Unicode and WinAnsiEncoding. */
const isAscii = (code: number): boolean => code >= 32 && code < 127;

/** Whether the standard fonts have every character of the text: western European languages, Spanish among them. */
export function isStandardText(text: string): boolean {
  const { codes } = metricsOf('sans');
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (!isAscii(unit) && !codes.has(unit)) return false;
  }
  return true;
}

/** Width of the text in em, without kerning; undefined when the font does not have all its characters. */
export function standardTextWidth(text: string, font: LabelFont): number | undefined {
  const { codes, widths } = metricsOf(font);
  let width = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const code = isAscii(unit) ? unit : codes.get(unit);
    if (code === undefined) return undefined;
    width += widths[code] ?? 0;
  }
  return width;
}

/**
 * The text as a PDF literal string in WinAnsiEncoding, e.g. `(caf\351)`. Characters the standard fonts do not have are
 * left out: ask `isStandardText` first.
 */
export function pdfLiteral(text: string): string {
  if (/^[ -'*-[\]-~]*$/.test(text)) return `(${text})`;
  const { codes } = metricsOf('sans');
  let literal = '(';
  for (let index = 0; index < text.length; index += 1) {
    const code = codes.get(text.charCodeAt(index));
    if (code === undefined) continue;
    const character = String.fromCharCode(code);
    literal += code > 126 ? `\\${code.toString(8).padStart(3, '0')}` : character.replace(/[()\\]/, '\\$&');
  }
  return `${literal})`;
}
