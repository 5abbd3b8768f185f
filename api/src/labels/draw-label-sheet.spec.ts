import { crop, readSymbols, renderPdf, type Picture } from '../../../test/support/read-symbols';
import { drawLabelPdf, drawLabelSheet } from './draw-label-sheet';
import type { LabelContent, LabelSymbol } from './label-content';
import { labelPosition, labelSheet, labelSheets, type LabelSheet } from './label-sheets';

const titles = [
  'Black beans',
  'Crema de cacahuate orgánica sin azúcar añadida, frasco grande para familias con niñas y niños',
  'فول أسود معلب',
  'Diapers size 4',
];
const own = (index: number, symbology: 'qr' | 'datamatrix' | 'code128' = 'qr'): LabelContent => ({
  symbol: { kind: 'own', text: `CS-7K3M9-QX${String(index).padStart(3, '2')}`, symbology },
  title: titles[index % titles.length] ?? '',
  lines: ['Can 400 g', `Lot L${index}`],
  dates: ['Use by 31 Jan 2027'],
});
const retail: LabelSymbol[] = [
  { kind: 'retail', symbology: 'ean13', text: '5901234123457' },
  { kind: 'retail', symbology: 'upca', text: '036000291452' },
  { kind: 'retail', symbology: 'ean8', text: '96385074' },
  { kind: 'retail', symbology: 'itf14', text: '10012345678902' },
];
const sheetOf = (id: string): LabelSheet => {
  const sheet = labelSheet(id);
  if (!sheet) throw new Error(`no sheet ${id}`);
  return sheet;
};

/** What a scanner reads on each label of a page, cut out by the sheet's own geometry. */
async function readGrid(page: Picture, sheet: LabelSheet, dpi: number, count?: number): Promise<string[]> {
  const read: string[] = [];
  const dots = (millimetres: number): number => Math.round((millimetres / 25.4) * dpi);
  for (let position = 0; position < (count ?? sheet.columns * sheet.rows); position += 1) {
    const { x, y } = labelPosition(sheet, position);
    const cut = crop(page, dots(x), dots(y), dots(sheet.widthMm), dots(sheet.heightMm));
    read.push((await readSymbols(cut)).map(({ text }) => text).join(' '));
  }
  return read;
}

describe('a sheet of labels', () => {
  it.each(labelSheets.map((sheet) => [sheet.id, sheet] as const))(
    '%s: every label is read at its place, after those skipped',
    async (_, sheet) => {
      const places = sheet.columns * sheet.rows;
      const skip = Math.min(3, places - 1);
      const contents = Array.from({ length: places - skip }, (_, index) =>
        own(index, index % 5 === 4 ? 'datamatrix' : 'qr'),
      );
      const labels = contents.map((content) => ({ content, copies: 1 }));
      const pages = await renderPdf(await drawLabelSheet({ sheet, skip, labels }), 300);
      expect(pages).toHaveLength(1);
      const expected = [...Array<string>(skip).fill(''), ...contents.map(({ symbol }) => symbol.text)];
      expect(await readGrid(pages[0] as Picture, sheet, 300)).toEqual(expected);
    },
  );

  it.each(labelSheets.map((sheet) => [sheet.id, sheet] as const))(
    '%s: retail symbols are read',
    async (_, sheet) => {
      const labels = retail.map((symbol, index) => ({ content: { ...own(index), symbol }, copies: 1 }));
      const pages = await renderPdf(await drawLabelSheet({ sheet, skip: 0, labels }), 600);
      const read = (
        await Promise.all(pages.map((page) => readGrid(page, sheet, 600, 4 / pages.length)))
      ).flat();
      expect(read.map((text) => text.padStart(14, '0'))).toEqual(
        retail.map(({ text }) => text.padStart(14, '0')),
      );
    },
  );

  it('goes on over several pages, copies side by side', async () => {
    const sheet = sheetOf('avery-5163');
    const labels = [
      { content: own(1, 'code128'), copies: 7 },
      { content: own(2, 'code128'), copies: 1 },
      { content: own(3), copies: 9 },
    ];
    const pages = await renderPdf(await drawLabelSheet({ sheet, skip: 4, labels }), 203.2);
    const read = (await Promise.all(pages.map((page) => readGrid(page, sheet, 203.2)))).flat();
    const expected = [
      ...Array<string>(4).fill(''),
      ...labels.flatMap(({ content, copies }) => Array<string>(copies).fill(content.symbol.text)),
    ];
    expect(pages).toHaveLength(3);
    expect(read).toEqual([...expected, ...Array<string>(30 - expected.length).fill('')]);
  });

  it('does not carry a thousand copies a thousand times', async () => {
    const sheet = sheetOf('avery-5160');
    const file = await drawLabelSheet({ sheet, skip: 0, labels: [{ content: own(1), copies: 1000 }] });
    expect(file.length).toBeLessThan(40_000);
  });

  it('refuses more than two thousand labels, and a page without room', async () => {
    const sheet = sheetOf('avery-5160');
    const draw = (copies: number, skip = 0): Promise<Uint8Array> =>
      drawLabelSheet({ sheet, skip, labels: [{ content: own(1), copies }] });
    await expect(draw(2001)).rejects.toThrow(RangeError);
    await expect(draw(0)).rejects.toThrow(RangeError);
    await expect(draw(1.5)).rejects.toThrow(RangeError);
    await expect(draw(1, 30)).rejects.toThrow(RangeError);
    await expect(draw(1, -1)).rejects.toThrow(RangeError);
  });

  it('draws one label on a page of its size', async () => {
    const [page] = await renderPdf(await drawLabelPdf(own(1), { widthMm: 62, heightMm: 29 }), 300);
    expect([page?.width, page?.height]).toEqual([732, 343]);
    expect((await readSymbols(page as Picture)).map(({ text }) => text)).toEqual([own(1).symbol.text]);
  });
});
