import { drawDrawingPdf } from '@api/labels/draw-label-sheet';
import { pointsPerMm } from '@api/labels/label-content-stream';
import { frameMm, layOutPoster, type Poster } from './lay-out-poster';

/** A poster as a PDF of one page; the fonts are those that every reader brings along, other scripts are drawn as outlines. */
export function drawPoster(poster: Poster): Promise<Uint8Array> {
  const { drawing, shaped } = layOutPoster(poster);
  const [x, width, height] = [
    frameMm * pointsPerMm,
    (drawing.widthMm - 2 * frameMm) * pointsPerMm,
    (drawing.heightMm - 2 * frameMm) * pointsPerMm,
  ];
  const frame = `q 4 w 1 j ${[x, x, width, height].map((number) => number.toFixed(2)).join(' ')} re S Q\n`;
  return drawDrawingPdf(drawing, shaped, frame);
}
