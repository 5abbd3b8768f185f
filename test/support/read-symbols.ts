import { readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PNG } from 'pngjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** An image of opaque RGBA pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A symbol found in a picture; x and y are the middle of it, in pixels. */
export interface FoundSymbol {
  readonly format: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

let prepared = false;

/** Reads every barcode in a picture with the library the scan page uses; the wasm comes from node_modules. */
export async function readSymbols(picture: Picture): Promise<FoundSymbol[]> {
  if (!prepared) {
    const file = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const wasmBinary = new Uint8Array(file).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    prepared = true;
  }
  const image = { ...picture, colorSpace: 'srgb' as const };
  const found = await readBarcodes(image, { tryHarder: true, maxNumberOfSymbols: 255 });
  return found
    .filter(({ isValid }) => isValid)
    .map(({ format, text, position: { topLeft, topRight, bottomLeft, bottomRight } }) => {
      const corners = [topLeft, topRight, bottomLeft, bottomRight];
      const middle = (axis: 'x' | 'y'): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / 4;
      return { format, text, x: middle('x'), y: middle('y') };
    });
}

export function readPng(bytes: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, data: new Uint8ClampedArray(data) };
}

/** Renders the pages of a PDF as a printer of `dpi` would. */
export async function renderPdf(bytes: Uint8Array, dpi: number): Promise<Picture[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const pictures: Picture[] = [];
    for (const page of document.pages()) {
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const dots = (points: number): number => Math.round((points / 72) * dpi);
      const size = { width: dots(originalWidth), height: dots(originalHeight) };
      const { width, height, data } = await page.render({ ...size, scale: 1, render: 'bitmap' });
      pictures.push({ width, height, data: new Uint8ClampedArray(data) });
    }
    document.destroy();
    return pictures;
  } finally {
    library.destroy();
  }
}

/** The words on the pages of a PDF, as a reader would copy them; letters drawn as outlines are no words. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const text = [...document.pages()].map((page) => page.getText()).join('\n');
    document.destroy();
    return text.replace(/\s+/g, ' ');
  } finally {
    library.destroy();
  }
}

/** The part of a picture from x, y; parts outside are white. */
export function crop(picture: Picture, x: number, y: number, width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let row = Math.max(0, -y); row < height && y + row < picture.height; row += 1) {
    const start = ((y + row) * picture.width + Math.max(0, x)) * 4;
    const end = ((y + row) * picture.width + Math.min(picture.width, x + width)) * 4;
    data.set(picture.data.subarray(start, end), (row * width + Math.max(0, -x)) * 4);
  }
  return { width, height, data };
}
