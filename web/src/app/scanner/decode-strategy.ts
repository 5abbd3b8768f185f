import type { ReaderOptions } from 'zxing-wasm/reader';

/** Pixels as a canvas gives them: RGBA, row by row. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export interface Symbol {
  readonly text: string;
  readonly format: string;
  /** Such as `]C1`: with FNC1 in the first place. */
  readonly symbologyIdentifier: string;
  readonly isValid: boolean;
}

/** One look at a picture. */
export type Look = (picture: Picture, options: ReaderOptions) => Promise<readonly Symbol[]>;

/** A code as the rest of the room takes it. */
export interface DecodedCode {
  readonly text: string;
  /** The kind of bar code, as ZXing names it. */
  readonly symbology: string;
  /** How many frames must agree: two where a part of the bars can read as a shorter code. */
  readonly agreeing: number;
}

/** What stands on goods and on our own labels. Fewer kinds are faster, and misread less. */
const common = {
  formats: ['EANUPC', 'ITF', 'Code128', 'DataBar', 'QRCode', 'DataMatrix'],
  textMode: 'Plain',
  eanAddOnSymbol: 'Ignore',
  returnErrors: false,
} satisfies ReaderOptions;

/** Solves what is clean and straight or turned by quarters, at two to five times the speed of the thorough look. */
const fast: ReaderOptions = { ...common, tryHarder: false, tryInvert: false, maxNumberOfSymbols: 4 };
const thorough: ReaderOptions = {
  ...common,
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
};
/** How many misses lie between two looks at the frame turned by 45°. */
const turnEvery = 4;

/**
 * Looks for codes in one frame of a running camera: fast, then thoroughly, then now and then turned by 45°, since bars held
 * askew are the one thing that the thorough look does not try. `misses` counts the frames without a code before this one.
 */
export async function decodeFrame(look: Look, picture: Picture, misses: number): Promise<DecodedCode[]> {
  const found = await inTurn([
    () => look(picture, fast),
    () => look(picture, thorough),
    ...(misses % turnEvery === turnEvery - 1 ? [() => look(turned45(picture), thorough)] : []),
  ]);
  return found.map(codeOf);
}

/** Looks for codes in a single photo: everything is tried, since there is no next frame. */
export async function decodePhoto(look: Look, picture: Picture): Promise<DecodedCode[]> {
  const found = await inTurn([
    () => look(picture, thorough),
    () => look(picture, { ...thorough, binarizer: 'GlobalHistogram' }),
    () => look(picture, { ...thorough, tryDenoise: true }),
    () => look(turned45(picture), thorough),
    () => look(doubled(picture), thorough),
  ]);
  // There is no second frame to agree.
  return found.map((symbol) => ({ ...codeOf(symbol), agreeing: 1 }));
}

async function inTurn(looks: readonly (() => Promise<readonly Symbol[]>)[]): Promise<readonly Symbol[]> {
  for (const look of looks) {
    const found = (await look()).filter((symbol) => symbol.isValid && symbol.text !== '');
    if (found.length > 0) return found;
  }
  return [];
}

/** Codes with FNC1 in the first place carry GS1 elements: the identifier in front says so to whoever reads the text. */
const gs1Identifiers = new Set([']C1', ']e0', ']d2', ']Q3']);

function codeOf({ text, format, symbologyIdentifier }: Symbol): DecodedCode {
  return {
    text: gs1Identifiers.has(symbologyIdentifier) ? symbologyIdentifier + text : text,
    symbology: format,
    agreeing: format.startsWith('ITF') ? 2 : 1,
  };
}

const diagonal = Math.SQRT1_2;

/** The middle of the picture turned by 45°, grey, of the same size; what lies outside is white. */
export function turned45({ data, width, height }: Picture): Picture {
  const out = new Uint8ClampedArray(data.length).fill(255);
  const middleX = width / 2;
  const middleY = height / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = (x - middleX) * diagonal;
      const dy = (y - middleY) * diagonal;
      const fromX = Math.round(middleX + dx - dy);
      const fromY = Math.round(middleY + dx + dy);
      if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) continue;
      const from = (fromY * width + fromX) * 4;
      const to = (y * width + x) * 4;
      out[to] = data[from] ?? 255;
      out[to + 1] = data[from + 1] ?? 255;
      out[to + 2] = data[from + 2] ?? 255;
    }
  }
  return { data: out, width, height };
}

/** The picture twice as large, for codes of which a bar is hardly a pixel wide. Large pictures stay as they are. */
export function doubled(picture: Picture): Picture {
  const { data, width, height } = picture;
  if (width * height > 1_000_000) return picture;
  const out = new Uint8ClampedArray(data.length * 4);
  for (let y = 0; y < height * 2; y++) {
    for (let x = 0; x < width * 2; x++) {
      // Half-way between neighbours, so that edges stay where they are.
      const x0 = x >> 1;
      const y0 = y >> 1;
      const x1 = Math.min(width - 1, x0 + (x & 1));
      const y1 = Math.min(height - 1, y0 + (y & 1));
      const a = (y0 * width + x0) * 4;
      const b = (y1 * width + x1) * 4;
      const to = (y * width * 2 + x) * 4;
      for (let channel = 0; channel < 3; channel++)
        out[to + channel] = ((data[a + channel] ?? 0) + (data[b + channel] ?? 0)) >> 1;
      out[to + 3] = 255;
    }
  }
  return { data: out, width: width * 2, height: height * 2 };
}
