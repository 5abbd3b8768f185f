import type { PlacedText } from './fit-text';
import type { LabelContent, LabelSize } from './label-content';
import { layOutLabels } from './lay-out-labels';
import type { LabelDrawing, PlacedSymbol } from './layout-label';
import { escapeXml, shapedTextKey, svgFontAttributes, unitsPerEm, type ShapedText } from './shaped-text';
import { isRightToLeft } from './measure-text';

/** Bars in a vector file are aligned to this grid: office printers have 600 or 1200 dots an inch. */
export const vectorDpi = 600;

/**
 * A label as an SVG document of its real size. Letters stay text, so that the reader's own fonts draw every script;
 * `textLength` keeps each line as long as it was laid out, whatever font is found. It needs no style and no script.
 */
export function drawLabelSvg(content: LabelContent, size: LabelSize): string {
  const { drawings } = layOutLabels([content], size, vectorDpi);
  return drawings
    .map((drawing) => drawingSvg(drawing, `${content.title} ${content.symbol.text}`, svgText))
    .join('');
}

/** A label that is laid out already, as an SVG document of its real size. */
export function drawingSvg(
  drawing: LabelDrawing,
  title: string,
  drawText: (text: PlacedText) => string,
): string {
  const { widthMm, heightMm } = drawing;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" ` +
    `viewBox="0 0 ${decimal(widthMm)} ${decimal(heightMm)}" role="img">` +
    `<title>${escapeXml(title)}</title>${svgBody(drawing, drawText)}</svg>`
  );
}

const decimal = (value: number): string => String(Math.round(value * 1e4) / 1e4);

/** Paper, symbol and words of a label as SVG elements, in millimetres. */
export function svgBody(drawing: LabelDrawing, drawText: (text: PlacedText) => string): string {
  const paper = `<path fill="#fff" d="M0 0H${decimal(drawing.widthMm)}V${decimal(drawing.heightMm)}H0z"/>`;
  return paper + svgSymbol(drawing.symbol) + drawing.texts.map(drawText).join('');
}

function svgSymbol({ x, y, moduleMm, rectangles }: PlacedSymbol): string {
  const path = rectangles
    .map(
      ([left, top, width, height]) =>
        `M${decimal(left)} ${decimal(top)}h${width}v${decimal(height)}h-${width}z`,
    )
    .join('');
  // Six decimals: over a hundred modules, four would shift the last by a tenth of a dot.
  const transform = `translate(${x.toFixed(6)} ${y.toFixed(6)}) scale(${moduleMm.toFixed(6)})`;
  return `<path shape-rendering="crispEdges" transform="${transform}" d="${path}"/>`;
}

/** A line as text. Long enough lines get `textLength`; stretching a single character would only distort it. */
export function svgText({ text, font, sizeMm, x, baseline, widthMm }: PlacedText): string {
  const rtl = isRightToLeft(text);
  const length = text.length > 1 ? ` textLength="${decimal(widthMm)}" lengthAdjust="spacingAndGlyphs"` : '';
  return (
    `<text x="${decimal(rtl ? x + widthMm : x)}" y="${decimal(baseline)}" font-size="${decimal(sizeMm)}" ` +
    `${svgFontAttributes[font]}${rtl ? ' direction="rtl"' : ''}${length}>${escapeXml(text)}</text>`
  );
}

/** A line as outlines, no wider than it was laid out. */
export function svgOutline(text: PlacedText, shaped: ReadonlyMap<string, ShapedText>): string {
  const outline = shaped.get(shapedTextKey(text));
  if (!outline) return '';
  const { scaleX, scaleY, left } = outlinePlacement(text, outline);
  return `<path transform="translate(${decimal(left)} ${decimal(text.baseline)}) scale(${scaleX} ${scaleY})" d="${outline.path}"/>`;
}

/** How an outline is scaled from its own units to millimetres, and where its origin goes. */
export function outlinePlacement(
  { sizeMm, x, widthMm }: PlacedText,
  { left, right }: ShapedText,
): { readonly scaleX: number; readonly scaleY: number; readonly left: number } {
  const scaleY = sizeMm / unitsPerEm;
  const inkMm = Math.max(1e-3, (right - left) * scaleY);
  const scaleX = scaleY * Math.min(1, widthMm / inkMm);
  const slack = widthMm - (right - left) * scaleX;
  return { scaleX, scaleY, left: x + slack / 2 - left * scaleX };
}
