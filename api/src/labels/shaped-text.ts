import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';
import type { LabelFont } from './standard-font';

/** A text to be shaped: ligatures, joined letters, marks and right-to-left order as its script wants them. */
export interface TextToShape {
  readonly text: string;
  readonly font: LabelFont;
}

/** The outline of a text, 1000 units to the em, y downwards, baseline at 0; what it covers lies between left and right. */
export interface ShapedText {
  readonly path: string;
  readonly left: number;
  readonly right: number;
}

export const unitsPerEm = 1000;

/**
 * Arimo and Cousine have the widths of Helvetica and Courier, so a line measured for the PDF is as long in the PNG.
 * DejaVu adds Arabic and some twenty other scripts.
 */
const fontFiles = [
  require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
  require.resolve('@expo-google-fonts/cousine/700Bold/Cousine_700Bold.ttf'),
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
];

/** Scripts that the fonts above have. For any other, the machine's own fonts are searched too, which takes longer. */
const coveredScripts =
  /^[\p{Script=Common}\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Georgian}]*$/u;

/** Fonts for drawing `texts`. */
export function fontOptions(texts: Iterable<string>): NonNullable<ResvgRenderOptions['font']> {
  let loadSystemFonts = false;
  for (const text of texts) loadSystemFonts ||= !coveredScripts.test(text);
  return {
    fontFiles,
    loadSystemFonts,
    defaultFontFamily: 'Arimo',
    sansSerifFamily: 'Arimo',
    monospaceFamily: 'Cousine',
  };
}

/** The attributes that choose a font in an SVG. */
export const svgFontAttributes: Record<LabelFont, string> = {
  bold: `font-family="Helvetica,Arial,Arimo,'Liberation Sans',sans-serif" font-weight="700"`,
  sans: `font-family="Helvetica,Arial,Arimo,'Liberation Sans',sans-serif"`,
  mono: `font-family="'Courier New',Cousine,'Liberation Mono',monospace" font-weight="700"`,
};

/** Named for the scripts that only DejaVu has: left to itself, the fallback would forget that the name is bold. */
const notInArimo = /[\p{Script=Arabic}\p{Script=Armenian}\p{Script=Georgian}]/u;
const dejaVuAttributes: Record<LabelFont, string> = {
  bold: `font-family="DejaVu Sans" font-weight="700"`,
  sans: `font-family="DejaVu Sans"`,
  mono: `font-family="DejaVu Sans" font-weight="700"`,
};

export const shapedTextKey = ({ text, font }: TextToShape): string => `${font} ${text}`;

/** Escapes text for XML content and attributes; characters that XML forbids are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Shapes all texts in one go (loading fonts is what costs: about 2 ms a call). Keyed by `shapedTextKey`; a text
 * without ink, or of characters that no font at hand has, may be missing or drawn as boxes, never an error.
 */
export function shapeTexts(texts: readonly TextToShape[]): Map<string, ShapedText> {
  const shaped = new Map<string, ShapedText>();
  if (texts.length === 0) return shaped;
  const elements = texts.map(({ text, font }, index) => {
    const attributes = notInArimo.test(text) ? dejaVuAttributes[font] : svgFontAttributes[font];
    return `<text id="t${index}" font-size="${unitsPerEm}" ${attributes}>${escapeXml(text)}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${elements.join('')}</svg>`;
  const outlines = new Resvg(svg, { font: fontOptions(texts.map(({ text }) => text)) }).toString();
  for (const group of outlines.split('<g id="t').slice(1)) {
    const text = texts[Number.parseInt(group, 10)];
    const path = [...group.matchAll(/ d="([^"]*)"/g)].map((match) => match[1]).join(' ');
    if (text && path) shaped.set(shapedTextKey(text), { path, ...extent(path) });
  }
  return shaped;
}

function extent(path: string): { left: number; right: number } {
  const numbers = path.match(/-?[\d.]+/g) ?? [];
  let left = Infinity;
  let right = -Infinity;
  for (let index = 0; index < numbers.length; index += 2) {
    const x = Number(numbers[index]);
    left = Math.min(left, x);
    right = Math.max(right, x);
  }
  return { left, right };
}
