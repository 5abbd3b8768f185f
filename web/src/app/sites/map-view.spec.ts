import { clusters, drawnAt, latitudeOf, placeOf, roundAbove, viewOf, zoomed } from './map-view';

const size = { width: 800, height: 600 };

describe('the map', () => {
  it('draws every place within it, north up and east to the right', () => {
    const [london, york] = [placeOf(51.5, -0.1), placeOf(53.96, -1.08)];
    const view = viewOf([london, york], size);
    const [l, y] = [drawnAt(london, view, size), drawnAt(york, view, size)];
    expect(l.x).toBeGreaterThan(y.x);
    expect(l.y).toBeGreaterThan(y.y);
    for (const { x, y: down } of [l, y]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(size.width);
      expect(down).toBeGreaterThan(0);
      expect(down).toBeLessThan(size.height);
    }
    expect(latitudeOf(london.y)).toBeCloseTo(51.5, 6);
  });

  it('draws as one what lies together, and apart what was zoomed in on', () => {
    const places = [placeOf(40.7, -74), placeOf(40.7001, -74.0001), placeOf(41.5, -73)];
    const view = viewOf(places, size);
    expect(
      clusters(places, view, size)
        .map(({ members }) => members.length)
        .sort(),
    ).toEqual([1, 2]);
    const near = zoomed({ ...view, ...places[0] }, 4_000);
    expect(clusters(places, near, size).every(({ members }) => members.length === 1)).toBe(true);
  });

  it('has a view for no place, and for one', () => {
    expect(viewOf([], size).scale).toBeGreaterThan(0);
    const view = viewOf([placeOf(10, 10)], size);
    expect(drawnAt(placeOf(10, 10), view, size)).toEqual({ x: 400, y: 300 });
  });

  it('rounds up to what people can read', () => {
    expect([0.3, 1, 3, 7, 120].map(roundAbove)).toEqual([0.5, 1, 5, 10, 200]);
  });
});
