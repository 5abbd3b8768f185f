import fc from 'fast-check';
import type { Box, PlacedText } from './fit-text';
import { LabelTooSmall, ownSymbologies, type LabelContent } from './label-content';
import { labelSheets } from './label-sheets';
import { layOutLabels } from './lay-out-labels';
import type { LabelDrawing } from './layout-label';

/** Tallest ink above the baseline and deepest below, in em, of the fonts used. */
const inkAbove = 0.93;
const inkBelow = 0.23;

const textBox = ({ x, baseline, widthMm, sizeMm, font, text }: PlacedText): Box => {
  // Codes are capitals and digits: nothing below the baseline.
  const below = font === 'mono' && /^[A-Z0-9-]*$/.test(text) ? 0.02 : inkBelow;
  const above = font === 'mono' ? 0.66 : inkAbove;
  return { x, y: baseline - above * sizeMm, width: widthMm, height: (above + below) * sizeMm };
};
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;
const words = fc.oneof(
  fc.string({ maxLength: 120, unit: 'binary' }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom(
    'فول أسود معلب',
    '黑豆罐头黑豆罐头黑豆罐头黑豆罐头',
    'Verduras en conserva '.repeat(9),
    'W'.repeat(200),
    '',
  ),
);
const retail = fc.constantFrom(
  { kind: 'retail' as const, symbology: 'ean13' as const, text: '5901234123457' },
  { kind: 'retail' as const, symbology: 'upca' as const, text: '036000291452' },
  { kind: 'retail' as const, symbology: 'ean8' as const, text: '96385074' },
  { kind: 'retail' as const, symbology: 'itf14' as const, text: '10012345678902' },
);
const own = fc.constantFrom(...ownSymbologies).map((symbology) => ({
  kind: 'own' as const,
  symbology,
  text: 'CS-7K3M9-QX2PD',
}));
const contents: fc.Arbitrary<LabelContent> = fc.record({
  symbol: fc.oneof(own, retail),
  title: words,
  lines: fc.array(words, { maxLength: 4 }),
  dates: fc.array(words, { maxLength: 2 }),
});

function layOut(
  content: LabelContent,
  sheet: (typeof labelSheets)[number],
  dpi: number,
): LabelDrawing | undefined {
  try {
    return layOutLabels([content], sheet, dpi).drawings[0];
  } catch (error) {
    if (error instanceof LabelTooSmall) return undefined;
    throw error;
  }
}

describe('the layout of a label', () => {
  it('keeps words on the label, off the symbol and off each other, whatever they are', () => {
    const check = (content: LabelContent, sheet: (typeof labelSheets)[number], dpi: number): void => {
      const drawing = layOut(content, sheet, dpi);
      if (!drawing) return;
      const edge = { x: 0, y: 0, width: sheet.widthMm, height: sheet.heightMm };
      const inside = ({ x, y, width, height }: Box): boolean =>
        x >= -0.01 && y >= -0.01 && x + width <= edge.width + 0.01 && y + height <= edge.height + 0.01;
      const boxes = drawing.texts.map(textBox);
      expect(boxes.filter((box) => !inside(box))).toEqual([]);
      expect(inside(drawing.symbol.clear)).toBe(true);
      // The digits of EAN and UPC stand in their quiet zones and between their guard bars, as the standard has it.
      const eanDigits = content.symbol.kind === 'retail' && content.symbol.symbology !== 'itf14';
      const free = drawing.texts.flatMap((text, index) =>
        eanDigits && text.font === 'mono' ? [] : (boxes[index] ?? []),
      );
      expect(free.filter((box) => overlap(box, drawing.symbol.clear))).toEqual([]);
      boxes.forEach((box, index) => {
        expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
      });
    };
    fc.assert(
      fc.property(contents, fc.constantFrom(...labelSheets), fc.constantFrom(203.2, 300, 600), check),
      {
        numRuns: 300,
      },
    );
  });

  it('makes modules whole dots and keeps the quiet zone', () => {
    const content: LabelContent = {
      symbol: { kind: 'own', symbology: 'qr', text: 'CS-7K3M9-QX2PD' },
      title: 'Black beans',
      lines: [],
      dates: [],
    };
    for (const sheet of labelSheets) {
      const symbol = layOut(content, sheet, sheet.dpi)?.symbol;
      const dots = ((symbol?.moduleMm ?? 0) * sheet.dpi) / 25.4;
      expect(dots).toBeCloseTo(Math.round(dots), 6);
      expect(symbol?.moduleMm).toBeGreaterThan(0.35);
    }
  });

  it('prints what matters most: the name and the date stay when details are left out', () => {
    const content: LabelContent = {
      symbol: { kind: 'own', symbology: 'qr', text: 'CS-7K3M9-QX2PD' },
      title: 'Crema de cacahuate orgánica sin azúcar añadida, frasco grande',
      lines: ['Jar 340 g', 'Lot L23', 'Shelf 4', 'Donated'],
      dates: ['Use by 31 Jan 2027'],
    };
    const tiny = labelSheets.filter(({ id }) => id === 'avery-5167');
    const texts = tiny.flatMap((sheet) => layOut(content, sheet, 600)?.texts ?? []).map(({ text }) => text);
    expect(texts[0]).toMatch(/^Crema de/);
    expect(texts).toContain('Use by 31 Jan 2027');
    expect(texts).toContain('CS-7K3M9-QX2PD');
  });
});
