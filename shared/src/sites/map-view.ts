/** A place on the map, in units of the drawing: x grows to the east, y to the south. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What part of the world is shown: the place in the middle, and pixels for one degree of longitude. */
export interface MapView extends Point {
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const mostScale = 400_000;
const cell = 48;

/** Mercator, in degrees: shapes stay what they are, as on every map of streets. */
export function placeOf(latitude: number, longitude: number): Point {
  const bounded = Math.max(-85, Math.min(85, latitude));
  const radians = (bounded * Math.PI) / 180;
  return { x: longitude, y: (-Math.log(Math.tan(Math.PI / 4 + radians / 2)) * 180) / Math.PI };
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh((-y * Math.PI) / 180)) * 180) / Math.PI;
}

/** The view that shows all of the places, with a margin. */
export function viewOf(places: readonly Point[], { width, height }: Size): MapView {
  if (places.length === 0) return { x: 0, y: 0, scale: Math.max(0.5, width / 360) };
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, right, top, bottom] = [min(xs), -min(xs.map((x) => -x)), min(ys), -min(ys.map((y) => -y))];
  const room = (span: number, pixels: number) => Math.max(40, pixels - 96) / Math.max(span, 0.005);
  const scale = Math.min(room(right - left, width), room(bottom - top, height));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

const min = (numbers: readonly number[]) => numbers.reduce((least, one) => Math.min(least, one), Infinity);

export function zoomed(view: MapView, times: number): MapView {
  return { ...view, scale: Math.max(0.5, Math.min(mostScale, view.scale * times)) };
}

/** The largest scale at which maps of tiles draw a zoom level or less, and back. Level 0 is the world on 256 pixels. */
export function zoomOfScale(scale: number): number {
  return Math.floor(Math.log2((scale * 360) / 256) + 1e-9);
}

export function scaleOfZoom(zoom: number): number {
  return (256 * 2 ** zoom) / 360;
}

/** Where a place is drawn. */
export function drawnAt(place: Point, view: MapView, { width, height }: Size): Point {
  return {
    x: width / 2 + (place.x - view.x) * view.scale,
    y: height / 2 + (place.y - view.y) * view.scale,
  };
}

/** Places that lie too close together to be told apart, drawn as one where the first of them lies. */
export interface Cluster<T> extends Point {
  readonly members: readonly T[];
}

/** What is drawn of the places, each at least a thumb from the next; what lies outside of the drawing is left out. */
export function clusters<T extends Point>(places: readonly T[], view: MapView, size: Size): Cluster<T>[] {
  // At most one cluster begins in a cell, because the next one is at least a cell's width away.
  const cells = new Map<string, Point & { readonly members: T[] }>();
  for (const place of places) {
    const { x, y } = drawnAt(place, view, size);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
    const near = around
      .map(([right, down]) => cells.get(`${column + right} ${row + down}`))
      .find((one) => one && Math.abs(one.x - x) < cell && Math.abs(one.y - y) < cell);
    if (near) near.members.push(place);
    else cells.set(`${column} ${row}`, { x, y, members: [place] });
  }
  return [...cells.values()];
}

const around = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down] as const));

/** A number of the form 1, 2 or 5 times a power of ten, at least so large. */
export function roundAbove(number: number): number {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 5, 10].map((times) => times * power).find((one) => one >= number * 0.999) ?? 10 * power;
}
