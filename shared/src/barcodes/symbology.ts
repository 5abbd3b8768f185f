/** What kind of bar code the text came from, as far as it changes how the text is read. */
export type Symbology =
  /** EAN-13 or UPC-A; also UPC-E that the scanner has expanded. */
  | 'ean13'
  | 'ean8'
  | 'upce'
  /** Interleaved 2 of 5: case numbers. Part of one can be read as a shorter one. */
  | 'itf'
  /** Known to carry GS1 elements: FNC1 was in the first place. */
  | 'gs1'
  /** May carry GS1 elements, or anything else. */
  | 'any';

/**
 * The kind behind a name given by BarcodeDetector or ZXing (`upc_e`, `EAN-13`, `QRCode`, `DataBarExpanded` …).
 * Undefined for no name and for one that says nothing here.
 */
export function symbologyNamed(name: string | undefined): Symbology | undefined {
  switch (name?.toLowerCase().replace(/[^a-z0-9]/g, '')) {
    case 'ean13':
    case 'upca':
      return 'ean13';
    case 'ean8':
      return 'ean8';
    case 'upce':
      return 'upce';
    case 'itf':
    case 'itf14':
      return 'itf';
    case 'code128':
    case 'code39':
    case 'code93':
    case 'codabar':
    case 'qrcode':
    case 'microqrcode':
    case 'rmqrcode':
    case 'datamatrix':
    case 'aztec':
    case 'pdf417':
    case 'maxicode':
    case 'databar':
    case 'databaromni':
    case 'databarlimited':
    case 'databarexpanded':
    case 'rss14':
    case 'rssexpanded':
      return 'any';
    default:
      return undefined;
  }
}

export interface Identified {
  readonly symbology: Symbology;
  readonly data: string;
  /** True for EAN-13 with a two- or five-digit supplement behind it (magazines, books). */
  readonly supplement: boolean;
}

/**
 * Splits off the symbology identifier that many scanners send first (ISO/IEC 15424, General Specifications figure 5.1.2-1), such as `]C1`.
 * Null when the text does not begin with one.
 */
export function symbologyIdentified(text: string): Identified | null {
  const found = /^\]([A-Za-z])([0-9A-Za-z])/.exec(text);
  const code = found?.[1];
  const modifier = found?.[2] ?? '';
  if (code === undefined || !'ABCDEFGHIJKLMNOPQRSTUXZdehpz'.includes(code)) return null;
  const supplement = code === 'E' && modifier === '3';
  return { symbology: identified(code, modifier), data: text.slice(3), supplement };
}

/** FNC1 in the first place: GS1-128, GS1 DataBar and composites, GS1 DataMatrix, QR, DotCode and Aztec. */
const gs1Modifiers = new Map([
  ['C', '1'],
  ['e', '0123'],
  ['d', '25'],
  ['Q', '34'],
  ['J', '14'],
  ['z', '14'],
]);

function identified(code: string, modifier: string): Symbology {
  if (code === 'E') return modifier === '4' ? 'ean8' : modifier === '0' || modifier === '3' ? 'ean13' : 'any';
  if (code === 'I') return 'itf';
  return gs1Modifiers.get(code)?.includes(modifier) ? 'gs1' : 'any';
}
