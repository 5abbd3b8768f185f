import { Resvg } from '@resvg/resvg-js';
import { svgBody, svgOutline, svgText } from './draw-label-svg';
import type { LabelContent, LabelSize } from './label-content';
import { layOutLabels } from './lay-out-labels';
import { fontOptions } from './shaped-text';
import { isStandardText } from './standard-font';

/** Resolutions of label printers and of a good screen; more would only cost memory. */
export const largestDpi = 600;
export const smallestDpi = 150;

/**
 * A label as a PNG of `dpi` dots an inch, every bar a whole number of dots wide. Sizes are rounded down to whole dots.
 * Throws like `layoutLabel`: at few dots an inch a long symbol may need a larger label than in print.
 */
export function drawLabelPng(content: LabelContent, size: LabelSize, dpi: number): Uint8Array {
  const dots = Math.min(largestDpi, Math.max(smallestDpi, dpi));
  const dotMm = 25.4 / dots;
  const { drawings, shaped } = layOutLabels([content], size, dots);
  const [drawing] = drawings;
  if (!drawing) throw new Error('A label was laid out and is not there');
  const width = Math.floor(size.widthMm / dotMm + 1e-6);
  const height = Math.floor(size.heightMm / dotMm + 1e-6);
  const body = svgBody(drawing, (text) =>
    isStandardText(text.text) ? svgText(text) : svgOutline(text, shaped),
  );
  // The view box is exactly the dots' size, so that one dot stays one pixel.
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width * dotMm} ${height * dotMm}">${body}</svg>`;
  return new Resvg(svg, { font: fontOptions([]), background: '#fff' }).render().asPng();
}
