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

/** Where a place is drawn. */
export function drawnAt(place: Point, view: MapView, { width, height }: Size): Point {
  return {
    x: width / 2 + (place.x - view.x) * view.scale,
    y: height / 2 + (place.y - view.y) * view.scale,
  };
}

/** Places that lie too close together to be told apart are drawn as one, in their middle. */
export interface Cluster<T> extends Point {
  readonly members: readonly T[];
}

export function clusters<T extends Point>(places: readonly T[], view: MapView, size: Size): Cluster<T>[] {
  const cells = new Map<string, { members: T[]; x: number; y: number }>();
  for (const place of places) {
    const { x, y } = drawnAt(place, view, size);
    if (x < -cell || y < -cell || x > size.width + cell || y > size.height + cell) continue;
    const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
    const one = cells.get(key) ?? { members: [], x: 0, y: 0 };
    one.members.push(place);
    one.x += x;
    one.y += y;
    cells.set(key, one);
  }
  return [...cells.values()].map(({ members, x, y }) => ({
    members,
    x: x / members.length,
    y: y / members.length,
  }));
}

/** A number of the form 1, 2 or 5 times a power of ten, at least so large. */
export function roundAbove(number: number): number {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 5, 10].map((times) => times * power).find((one) => one >= number * 0.999) ?? 10 * power;
}
