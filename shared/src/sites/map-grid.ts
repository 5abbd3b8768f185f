import { drawnAt, latitudeOf, type MapView, placeOf, roundAbove, type Size } from './map-view';

/** A line of the grid of degrees, with its figure. */
export interface GridLine {
  readonly key: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly textX: number;
  readonly textY: number;
  readonly text: string;
}

/** Meridians and parallels, about a hundred and twenty pixels apart. */
export function gridOf(view: MapView, size: Size): GridLine[] {
  const step = roundAbove(120 / view.scale);
  const lines: GridLine[] = [];
  const [west, east] = [view.x - size.width / 2 / view.scale, view.x + size.width / 2 / view.scale];
  for (let degree = Math.ceil(west / step) * step; degree <= east && lines.length < 40; degree += step) {
    const { x } = drawnAt({ x: degree, y: view.y }, view, size);
    const text = degreesText(degree, step, 'E', 'W');
    lines.push({ key: `m${text}`, x1: x, y1: 0, x2: x, y2: size.height, textX: x + 4, textY: 14, text });
  }
  const north = latitudeOf(view.y - size.height / 2 / view.scale);
  const south = latitudeOf(view.y + size.height / 2 / view.scale);
  for (let degree = Math.ceil(south / step) * step; degree <= north && lines.length < 80; degree += step) {
    const { y } = drawnAt(placeOf(degree, view.x), view, size);
    const figure = degreesText(degree, step, 'N', 'S');
    // At the top it would lie over the figures of meridians.
    const text = y < 34 ? '' : figure;
    lines.push({ key: `p${figure}`, x1: 0, y1: y, x2: size.width, y2: y, textX: 4, textY: y - 4, text });
  }
  return lines;
}

function degreesText(degree: number, step: number, positive: string, negative: string): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  const text = Math.abs(degree).toFixed(digits);
  return Number(text) === 0 ? '0°' : `${text}° ${degree > 0 ? positive : negative}`;
}

/** A length on the ground that people can picture, and its pixels. */
export function scaleBar(view: MapView): { pixels: number; text: string } {
  const kmOfDegree = 111.32 * Math.cos((latitudeOf(view.y) * Math.PI) / 180);
  const km = roundAbove((60 / view.scale) * kmOfDegree);
  const text = km < 1 ? `${Math.round(km * 1_000)} m` : `${km} km`;
  return { pixels: (km / kmOfDegree) * view.scale, text };
}
