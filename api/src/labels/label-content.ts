/** Symbologies for our own codes. QR is the default: any phone's camera reads it. */
export const ownSymbologies = ['qr', 'datamatrix', 'code128'] as const;

/** Symbologies for a retail GTIN, named after the number of digits they carry: 13, 12, 8 and 14. */
export const retailSymbologies = ['ean13', 'upca', 'ean8', 'itf14'] as const;

export type OwnSymbology = (typeof ownSymbologies)[number];
export type RetailSymbology = (typeof retailSymbologies)[number];
export type Symbology = OwnSymbology | RetailSymbology;

/** What the symbol encodes, in which symbology. A retail `text` is a GTIN of 8 to 14 digits, zero-padded or not. */
export type LabelSymbol =
  | { readonly kind: 'own'; readonly text: string; readonly symbology: OwnSymbology }
  | { readonly kind: 'retail'; readonly text: string; readonly symbology: RetailSymbology };

/** What one label says. The encoded text is always printed in readable form as well. */
export interface LabelContent {
  readonly symbol: LabelSymbol;
  /** The item's name, the biggest words on the label. Only the first `maxTitleLength` code points are kept. */
  readonly title: string;
  /** Size, unit, lot code: printed small, the last are left out first where room is short. */
  readonly lines: readonly string[];
  /** Sentences such as "Use by 31 Jan 2027": printed bold, left out only after every line of `lines`. */
  readonly dates: readonly string[];
}

/** The size of one label, in millimetres. */
export interface LabelSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export const maxTitleLength = 200;
export const maxLineLength = 100;
export const maxLines = 6;
/** Longest own code that is drawn; ours have 14 characters. */
export const maxOwnCodeLength = 80;

/** The label is too small for a symbol that scanners could read; another symbology or a bigger label would do. */
export class LabelTooSmall extends Error {
  constructor(
    readonly symbology: Symbology,
    readonly size: LabelSize,
  ) {
    super(`A ${symbology} symbol does not fit on a label of ${size.widthMm} × ${size.heightMm} mm`);
    this.name = 'LabelTooSmall';
  }
}

/** The text cannot be encoded in the symbology: wrong length, wrong check digit, or characters it does not have. */
export class CodeNotEncodable extends Error {
  constructor(
    readonly symbology: Symbology,
    readonly text: string,
  ) {
    super(`The code cannot be drawn as ${symbology}`);
    this.name = 'CodeNotEncodable';
  }
}
