import type { Day } from '../words/day';
import type { Gs1Element } from './gs1-element-string';
import type { Gtin } from './gtin';
import type { RefusalReason } from './refusal';

/** A product number and nothing else: what a till reads, or the case number on a carton. */
export interface GtinReading {
  readonly kind: 'gtin';
  readonly gtin: Gtin;
  /** The number means something in one shop or region only; see `isRestrictedCirculation`. */
  readonly restricted: boolean;
}

/** What GS1 elements say about the goods at hand. A field is absent when the code does not state it. */
export interface Gs1Reading {
  readonly kind: 'gs1';
  /** Every element in the order scanned, also those that no field below is made of. */
  readonly elements: readonly Gs1Element[];
  /** (01): the product, or the case as a product of its own. */
  readonly gtin?: Gtin;
  /** (02): the product that a logistic unit holds `count` of. */
  readonly contentGtin?: Gtin;
  /** Of `gtin`, else of `contentGtin`. */
  readonly restricted: boolean;
  /** (10) */
  readonly lotCode?: string;
  /** (17), else the day of (7003). After this day the goods must not be eaten. */
  readonly useBy?: Day;
  /** (15) */
  readonly bestBy?: Day;
  /** (16) */
  readonly sellBy?: Day;
  /** (11) */
  readonly madeOn?: Day;
  /** (13) */
  readonly packedOn?: Day;
  /** Net weight, (310n) kilograms or (320n) pounds, rounded to whole grams. */
  readonly weightGrams?: number;
  /** Net volume, (315n) litres, rounded to whole millilitres. */
  readonly volumeMl?: number;
  /** (30) items in a pack of variable count, or (37) items in a logistic unit. */
  readonly count?: number;
  /** (21) */
  readonly serial?: string;
  /** (00): the pallet or parcel, 18 digits. */
  readonly sscc?: string;
}

export interface PluReading {
  readonly kind: 'plu';
  /** Without the 9 that marks organic produce. */
  readonly plu: string;
  readonly organic: boolean;
}

/** One of our own labels, in its written form `CS-XXXXX-XXXXX`. */
export interface OwnReading {
  readonly kind: 'own';
  readonly code: string;
}

/** Readable, and none of the kinds above: a web address, the number of another system. Printable, 200 characters at most. */
export interface TextReading {
  readonly kind: 'text';
  readonly text: string;
}

export interface InvalidReading {
  readonly kind: 'invalid';
  readonly reason: RefusalReason;
  /** One English sentence. Screens show the text of `reason` in their own language. */
  readonly detail: string;
}

export type CodeReading = GtinReading | Gs1Reading | PluReading | OwnReading | TextReading | InvalidReading;
