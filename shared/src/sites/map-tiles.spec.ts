import { tilesUnder } from './map-tiles';
import { placeOf, scaleOfZoom } from './map-view';

const size = { width: 400, height: 360 };
const zooms = { leastZoom: 2, mostZoom: 12 };
const keys = (tiles: readonly { z: number; x: number; y: number }[]) =>
  tiles.map(({ z, x, y }) => `${z}/${x}/${y}`);

describe('tiles', () => {
  it('lie under the view, as every map of tiles numbers them', () => {
    // New York: 40.7 N, 74 W is tile 301/385 of level 10.
    const view = { ...placeOf(40.7, -74), scale: scaleOfZoom(10) };
    const tiles = tilesUnder(view, size, zooms);
    expect(keys(tiles)).toContain('10/301/385');
    expect(tiles.every(({ side }) => Math.abs(side - 256) < 1e-6)).toBe(true);
    const [left, right] = [
      Math.min(...tiles.map((tile) => tile.left)),
      Math.max(...tiles.map((tile) => tile.left + tile.side)),
    ];
    expect(left).toBeLessThanOrEqual(0);
    expect(right).toBeGreaterThanOrEqual(size.width);
  });

  it('are enlarged closer than the closest, and left out where they would be too many', () => {
    const close = tilesUnder({ ...placeOf(40.7, -74), scale: scaleOfZoom(14) }, size, zooms);
    expect(close.every(({ z, side }) => z === 12 && Math.abs(side - 1_024) < 1e-6)).toBe(true);
    expect(
      tilesUnder({ ...placeOf(0, 0), scale: scaleOfZoom(0) }, size, { leastZoom: 6, mostZoom: 9 }),
    ).toEqual([]);
  });

  it('end where the world ends', () => {
    const view = { x: 179.9, y: 179.9, scale: scaleOfZoom(2) };
    expect(keys(tilesUnder(view, size, zooms))).toEqual(['2/3/3']);
    expect(keys(tilesUnder({ x: 0, y: 0, scale: 0.5 }, size, { leastZoom: 0, mostZoom: 3 }))).toEqual([
      '0/0/0',
    ]);
  });
});
