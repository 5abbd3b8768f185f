import { readPng, readSymbols } from '../../../test/support/read-symbols';
import { drawLabelPng } from './draw-label-png';
import { CodeNotEncodable, LabelTooSmall, type LabelContent, type LabelSymbol } from './label-content';

const ownCode = 'CS-7K3M9-QX2PD';
const label = (symbol: LabelSymbol, title = 'Crema de cacahuate orgánica'): LabelContent => ({
  symbol,
  title,
  lines: ['Jar 340 g', 'Lot L23'],
  dates: ['Use by 31 Jan 2027'],
});
const size = { widthMm: 66.675, heightMm: 25.4 };

const cases: [LabelSymbol, string, string][] = [
  [{ kind: 'own', symbology: 'qr', text: ownCode }, 'QRCode', ownCode],
  [{ kind: 'own', symbology: 'datamatrix', text: ownCode }, 'DataMatrix', ownCode],
  [{ kind: 'own', symbology: 'code128', text: ownCode }, 'Code128', ownCode],
  [{ kind: 'retail', symbology: 'ean13', text: '5901234123457' }, 'EAN13', '5901234123457'],
  [{ kind: 'retail', symbology: 'upca', text: '00036000291452' }, 'EAN13', '0036000291452'],
  [{ kind: 'retail', symbology: 'ean8', text: '96385074' }, 'EAN8', '96385074'],
  [{ kind: 'retail', symbology: 'itf14', text: '10012345678902' }, 'ITF', '10012345678902'],
];

describe('a label as PNG', () => {
  for (const dpi of [203.2, 300]) {
    it.each(cases)(`is read back by a scanner at ${dpi} dpi: %o`, async (symbol, format, text) => {
      const picture = readPng(drawLabelPng(label(symbol), size, dpi));
      const found = await readSymbols(picture);
      expect(found.map((one) => [one.format, one.text])).toEqual([[format, text]]);
    });
  }

  it('is as many dots wide as the label', () => {
    const symbol: LabelSymbol = { kind: 'own', symbology: 'qr', text: ownCode };
    const { width, height } = readPng(drawLabelPng(label(symbol), { widthMm: 62, heightMm: 29 }, 300));
    expect([width, height]).toEqual([732, 342]);
  });

  it('has only whole dots in its bars', () => {
    const symbol: LabelSymbol = { kind: 'own', symbology: 'code128', text: ownCode };
    const { width, height, data } = readPng(drawLabelPng(label(symbol), size, 300));
    const row = Math.round(height * 0.6);
    const shades = new Set(Array.from({ length: width }, (_, x) => data[(row * width + x) * 4]));
    expect([...shades].sort()).toEqual([0, 255]);
  });

  it.each([
    'فول أسود معلب ٤٠٠ غ',
    'שעועית שחורה',
    '黑豆罐头',
    'Чёрная фасоль',
    '🫘 beans',
    'a\u0000b\ud800',
    ' ',
  ])('is drawn and read whatever the language of the name: %s', async (title) => {
    const symbol: LabelSymbol = { kind: 'own', symbology: 'qr', text: ownCode };
    const found = await readSymbols(readPng(drawLabelPng(label(symbol, title), size, 203.2)));
    expect(found.map(({ text }) => text)).toEqual([ownCode]);
  });

  it('refuses bars too narrow to scan', () => {
    const symbol: LabelSymbol = { kind: 'own', symbology: 'code128', text: ownCode };
    expect(() => drawLabelPng(label(symbol), { widthMm: 38.1, heightMm: 21.2 }, 300)).toThrow(LabelTooSmall);
  });

  it.each<LabelSymbol>([
    { kind: 'retail', symbology: 'ean13', text: '5901234123450' },
    { kind: 'retail', symbology: 'ean13', text: '10012345678902' },
    { kind: 'retail', symbology: 'upca', text: '5901234123457' },
    { kind: 'retail', symbology: 'ean8', text: 'nonsense' },
    { kind: 'own', symbology: 'qr', text: 'ñ' },
    { kind: 'own', symbology: 'code128', text: '' },
  ])('refuses what the symbology cannot carry: %o', (symbol) => {
    expect(() => drawLabelPng(label(symbol), size, 300)).toThrow(CodeNotEncodable);
  });
});
