import { labelPosition, labelSheets } from './label-sheets';

describe('the list of label sheets', () => {
  it.each(labelSheets.map((sheet) => [sheet.id, sheet] as const))(
    '%s: every label lies on the page',
    (_, sheet) => {
      const last = labelPosition(sheet, sheet.columns * sheet.rows - 1);
      expect(sheet.marginLeftMm).toBeGreaterThanOrEqual(-1e-9);
      expect(sheet.marginTopMm).toBeGreaterThanOrEqual(-1e-9);
      expect(last.x + sheet.widthMm + sheet.marginLeftMm).toBeCloseTo(sheet.pageWidthMm, 6);
      expect(last.y + sheet.heightMm + sheet.marginTopMm).toBeCloseTo(sheet.pageHeightMm, 6);
    },
  );

  it.each([
    ['avery-5160', 4.7625, 12.7],
    ['avery-5163', 3.96875, 12.7],
    ['avery-5167', 7.14375, 12.7],
    ['avery-22806', 15.875, 15.875],
    ['avery-l7160', 7.21, 15.15],
    ['avery-l7651', 4.75, 10.7],
    ['a4-70x37', 0, 0.5],
  ])('%s begins %f mm from the left and %f mm from the top', (id, left, top) => {
    const sheet = labelSheets.find((one) => one.id === id);
    expect(sheet?.marginLeftMm).toBeCloseTo(left, 6);
    expect(sheet?.marginTopMm).toBeCloseTo(top, 6);
  });

  it('has each id once', () => {
    expect(new Set(labelSheets.map(({ id }) => id)).size).toBe(labelSheets.length);
  });
});
