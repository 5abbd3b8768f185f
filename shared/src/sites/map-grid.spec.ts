import { gridOf } from './map-grid';
import { placeOf, scaleOfZoom } from './map-view';

it('writes no figure of a parallel over those of the meridians', () => {
  const size = { width: 400, height: 360 };
  const all = Array.from({ length: 60 }, (_, n) =>
    gridOf({ ...placeOf(40 + n / 500, -74), scale: scaleOfZoom(10) }, size),
  ).flat();
  const parallels = all.filter(({ key }) => key.startsWith('p'));
  expect(parallels.filter(({ text, y1 }) => (text === '') !== y1 < 34)).toEqual([]);
  expect(parallels.some(({ text }) => text === '') && parallels.some(({ text }) => text !== '')).toBe(true);
});
