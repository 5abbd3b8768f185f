import {
  clusters,
  drawnAt,
  latitudeOf,
  placeOf,
  roundAbove,
  scaleOfZoom,
  viewOf,
  zoomed,
  zoomOfScale,
} from './map-view';

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

  it('draws marks at least a thumb apart, and every place within the drawing in one of them', () => {
    const places = Array.from({ length: 500 }, (_, n) =>
      placeOf(50 + ((n * 7_919) % 499) / 100, ((n * 104_729) % 503) / 100),
    );
    const view = viewOf(places, size);
    const marks = clusters(places, view, size);
    expect(marks.reduce((all, { members }) => all + members.length, 0)).toBe(500);
    for (const one of marks)
      for (const other of marks)
        if (one !== other)
          expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThanOrEqual(48);
  });

  it('has whole zoom levels, as maps of tiles do', () => {
    expect([0, 7, 18].map((zoom) => zoomOfScale(scaleOfZoom(zoom)))).toEqual([0, 7, 18]);
    expect(zoomOfScale(scaleOfZoom(9) * 0.99)).toBe(8);
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
