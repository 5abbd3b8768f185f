import bwipjs from 'bwip-js/node';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readCode } from '@shared/barcodes/read-code';
import { decodeFrame, decodePhoto, type Look, type Picture, turned45 } from './decode-strategy';

const images = join(
  process.env['SHARED_DATA'] ?? join(__dirname, '../../../../../shared/data'),
  'barcode_images',
);
const manifest = join(images, 'manifest.csv');

const look: Look = (picture, options) =>
  readBarcodes({ ...picture, colorSpace: 'srgb' } as unknown as ImageData, options);

function picture(png: Buffer): Picture {
  const { data, width, height } = PNG.sync.read(png);
  return { data: new Uint8ClampedArray(data), width, height };
}

beforeAll(async () => {
  const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

const drawn = async (bcid: string, text: string, more: object = {}) =>
  picture(
    await bwipjs.toBuffer({
      bcid,
      ...(/qr|matrix/.test(bcid) ? {} : { height: 15 }),
      text,
      scale: 3,

      padding: 12,
      backgroundcolor: 'FFFFFF',
      ...more,
    }),
  );

describe('decoding a frame', () => {
  it.each([
    ['ean13', '5901234123457', '5901234123457', 'EAN13'],
    ['upca', '036000291452', '0036000291452', 'UPCA'],
    ['ean8', '96385074', '96385074', 'EAN8'],
    ['qrcode', 'CS-AB12C-3D4E5', 'CS-AB12C-3D4E5', 'QRCode'],
    ['datamatrix', 'CS-AB12C-3D4E5', 'CS-AB12C-3D4E5', 'DataMatrix'],
    ['code128', 'SHELF-7', 'SHELF-7', 'Code128'],
  ])('reads %s', async (bcid, text, read) => {
    const [code] = await decodeFrame(look, await drawn(bcid, text), 0);
    expect([text, read]).toContain(code?.text);
  });

  it('reads GS1 elements with their separators and says that they are some', async () => {
    const elements = '(01)09521234543213(10)AB12(17)270131';
    const [code] = await decodeFrame(look, await drawn('gs1-128', elements), 0);
    expect(code?.text).toBe(']C10109521234543213' + '10AB12\u001d17270131');
  });

  it('wants two frames to agree on an ITF code, which can be read in part', async () => {
    const [code] = await decodeFrame(look, await drawn('itf14', '15901234123454'), 0);
    expect(code).toMatchObject({ text: '15901234123454', agreeing: 2 });
  });

  it('reads bars held at 45° in the fourth frame without a code', async () => {
    const straight = await drawn('ean13', '5901234123457', { height: 30, padding: 60 });
    const askew = turned45(straight);
    const found = [];
    for (let misses = 0; misses < 4; misses++) found.push((await decodeFrame(look, askew, misses)).length);
    expect(found.at(-1)).toBe(1);
  });

  it('finds nothing where there is nothing', async () => {
    const blank = { data: new Uint8ClampedArray(320 * 240 * 4).fill(200), width: 320, height: 240 };
    expect(await decodeFrame(look, blank, 3)).toEqual([]);
  });
});

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What the rest of the room makes of a code: its product number, else its text. */
function meaning(text: string, symbology: string): string {
  const reading = readCode(text, { symbology });
  return reading.kind === 'gtin' ? reading.gtin : words(text);
}

type Row = Readonly<
  Record<'file' | 'expected_text' | 'expected_gtin14' | 'reference_zxing_wasm_3_1_4', string>
>;

/** The rows of a CSV text with a head; fields in quotes may hold commas and line breaks. */
function rowsOf(csv: string): Row[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') lines.push([]);
  }
  const [head = [], ...rows] = lines.filter((line) => line.length > 1);
  return rows.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n] ?? ''])) as Row);
}

const describeWithImages = existsSync(manifest) ? describe : describe.skip;

describeWithImages('real photos (skipped where they are absent)', () => {
  const photos = existsSync(manifest) ? rowsOf(readFileSync(manifest, 'utf8')) : [];

  it('are read at least as well as by the engine alone trying hard', async () => {
    const lost: string[] = [];
    let solved = 0;
    let gained = 0;
    const began = performance.now();
    for (const {
      file,
      expected_gtin14: gtin,
      expected_text: expected,
      reference_zxing_wasm_3_1_4: reference,
    } of photos) {
      const path = join(images, file);
      if (!existsSync(path) || expected === '') continue;
      const codes = await decodePhoto(look, picture(readFileSync(path)));
      const right = codes.some((code) => meaning(code.text, code.symbology) === (gtin || words(expected)));
      if (right) solved += 1;
      if (right && reference !== 'correct') gained += 1;
      if (!right && reference === 'correct')
        lost.push(`${file}: ${codes.map((code) => code.text).join(' ')}`);
    }
    console.info({ photos: photos.length, solved, gained, ms: Math.round(performance.now() - began) });
    expect(lost).toEqual([]);
  });
});
