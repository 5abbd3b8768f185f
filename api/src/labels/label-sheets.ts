import type { LabelSize } from './label-content';

/** A sheet of labels, or a roll, whose "sheet" is one label. All lengths in millimetres. */
export interface LabelSheet extends LabelSize {
  readonly id: string;
  /** What the box says; the same in every language. */
  readonly name: string;
  readonly paper: 'a4' | 'letter' | 'roll';
  readonly pageWidthMm: number;
  readonly pageHeightMm: number;
  readonly columns: number;
  readonly rows: number;
  /** Distance from the edge of the page to the first label. */
  readonly marginLeftMm: number;
  readonly marginTopMm: number;
  /** Distance between the edges of neighbouring labels. */
  readonly gapXMm: number;
  readonly gapYMm: number;
  /** Dots per inch to which bars are aligned: the printer's own for rolls, 600 for office printers. */
  readonly dpi: number;
}

const pages = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } } as const;

/** All die-cut sheets below are laid out symmetrically on the page, so the margins follow from the sizes and gaps. */
function dieCut(
  id: string,
  name: string,
  paper: keyof typeof pages,
  [columns, rows]: readonly [number, number],
  [widthMm, heightMm]: readonly [number, number],
  [gapXMm, gapYMm]: readonly [number, number],
): LabelSheet {
  const page = pages[paper];
  return {
    id,
    name,
    paper,
    pageWidthMm: page.width,
    pageHeightMm: page.height,
    columns,
    rows,
    widthMm,
    heightMm,
    marginLeftMm: (page.width - columns * widthMm - (columns - 1) * gapXMm) / 2,
    marginTopMm: (page.height - rows * heightMm - (rows - 1) * gapYMm) / 2,
    gapXMm,
    gapYMm,
    dpi: 600,
  };
}

function roll(id: string, name: string, widthMm: number, heightMm: number, dpi: number): LabelSheet {
  return {
    id,
    name,
    paper: 'roll',
    pageWidthMm: widthMm,
    pageHeightMm: heightMm,
    columns: 1,
    rows: 1,
    widthMm,
    heightMm,
    marginLeftMm: 0,
    marginTopMm: 0,
    gapXMm: 0,
    gapYMm: 0,
    dpi,
  };
}

const inch = 25.4;

/**
 * The sheets people can buy nearly everywhere: label sizes as printed on the box by Avery (US and UK), Avery Zweckform
 * (L47xx, 3474), Brother (DK-11209) and DYMO (11354). Start and pitch of 5167, L7160 and L7651 were compared with the
 * gLabels project's templates (github.com/jimevins/glabels-qt), which lie within 0.4 mm. For L7163 gLabels has a gap of
 * 3.9 mm where 2.5 is used here; the others were compared with nothing yet. Other makers sell the same die cuts.
 */
export const labelSheets: readonly LabelSheet[] = [
  dieCut('avery-5160', 'Avery 5160 / 5260', 'letter', [3, 10], [2.625 * inch, inch], [0.125 * inch, 0]),
  dieCut('avery-5163', 'Avery 5163 / 5263', 'letter', [2, 5], [4 * inch, 2 * inch], [0.1875 * inch, 0]),
  dieCut('avery-5167', 'Avery 5167 / 5267', 'letter', [4, 20], [1.75 * inch, 0.5 * inch], [0.3125 * inch, 0]),
  dieCut(
    'avery-22806',
    'Avery 22806 / 94107',
    'letter',
    [3, 4],
    [2 * inch, 2 * inch],
    [0.625 * inch, (1.75 / 3) * inch],
  ),
  dieCut('avery-l7160', 'Avery L7160', 'a4', [3, 7], [63.5, 38.1], [2.54, 0]),
  dieCut('avery-l7163', 'Avery L7163', 'a4', [2, 7], [99.1, 38.1], [2.5, 0]),
  dieCut('avery-l7651', 'Avery L7651', 'a4', [5, 13], [38.1, 21.2], [2.5, 0]),
  dieCut('avery-l4737', 'Avery L4737', 'a4', [3, 9], [63.5, 29.6], [2.54, 0]),
  dieCut('avery-l4736', 'Avery L4736', 'a4', [4, 12], [45.7, 21.2], [2.54, 0]),
  dieCut('a4-70x37', 'A4 24 × 70 × 37 mm (3474)', 'a4', [3, 8], [70, 37], [0, 0]),
  roll('brother-62x29', 'Brother DK-11209 62 × 29 mm', 62, 29, 300),
  roll('dymo-57x32', 'DYMO 11354 57 × 32 mm', 57, 32, 300),
  roll('roll-4x6', '4 × 6 in', 4 * inch, 6 * inch, 203.2),
];

/** The sheet of that id, or undefined. */
export function labelSheet(id: string): LabelSheet | undefined {
  return labelSheets.find((sheet) => sheet.id === id);
}

/** Top left corner of a label, in millimetres from the page's top left corner. `position` counts along rows from 0. */
export function labelPosition(
  sheet: LabelSheet,
  position: number,
): { readonly x: number; readonly y: number } {
  const column = position % sheet.columns;
  const row = Math.floor(position / sheet.columns) % sheet.rows;
  return {
    x: sheet.marginLeftMm + column * (sheet.widthMm + sheet.gapXMm),
    y: sheet.marginTopMm + row * (sheet.heightMm + sheet.gapYMm),
  };
}
