import { drawnAt, type MapView, type Size } from './map-view';
import type { MapTiles } from './sites.contract';

/** A tile as it lies under a drawing, in its pixels. */
export interface DrawnTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** More are no map but a mosaic: where tiles begin only closer, nothing is drawn. */
const tilesAtMost = 60;

/** The tiles that lie under a view, of the zoom level that comes nearest to it. */
export function tilesUnder(
  view: MapView,
  size: Size,
  { leastZoom, mostZoom }: Pick<MapTiles, 'leastZoom' | 'mostZoom'>,
): DrawnTile[] {
  const nearest = Math.round(Math.log2((view.scale * 360) / 256));
  const z = Math.max(leastZoom, Math.min(mostZoom, nearest));
  const across = 2 ** z;
  const degrees = 360 / across;
  const side = degrees * view.scale;
  const column = (pixels: number) => Math.floor((view.x + pixels / view.scale + 180) / degrees);
  const row = (pixels: number) => Math.floor((view.y + pixels / view.scale + 180) / degrees);
  const within = (number: number) => Math.max(0, Math.min(across - 1, number));
  const [west, east] = [within(column(-size.width / 2)), within(column(size.width / 2))];
  const [north, south] = [within(row(-size.height / 2)), within(row(size.height / 2))];
  if ((east - west + 1) * (south - north + 1) > tilesAtMost) return [];
  const tiles: DrawnTile[] = [];
  for (let y = north; y <= south; y++) {
    for (let x = west; x <= east; x++) {
      const corner = drawnAt({ x: x * degrees - 180, y: y * degrees - 180 }, view, size);
      tiles.push({ z, x, y, left: corner.x, top: corner.y, side });
    }
  }
  return tiles;
}

/** Where this server hands out a tile, whoever made it. */
export function tilePath({ z, x, y }: Pick<DrawnTile, 'z' | 'x' | 'y'>): string {
  return `/api/v1/tiles/${z}/${x}/${y}`;
}
