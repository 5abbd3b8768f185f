import type { DirectoryProduct } from '@shared/catalog/catalog.contract';

/** Why a line of a product list is refused. */
export const productLineProblems = [
  'code_missing',
  'code_unreadable',
  'check_digit',
  /** The number means something in one shop only, so it is never learned for everybody. */
  'restricted',
  'name_missing',
  'columns',
  'quote',
  'encoding',
  'too_long',
] as const;
export type ProductLineProblem = (typeof productLineProblems)[number];

export interface RefusedProductLine {
  /** The line of the file on which the entry begins; the header is line 1. */
  line: number;
  code: ProductLineProblem;
  /** The product's code as it stands in the file, its first 40 characters. */
  barcode: string;
  /** One English sentence. */
  reason: string;
}

/** How far a product list is read: entries, and what became of them. `read` is the sum of the other four. */
export interface ProductListProgress {
  read: number;
  added: number;
  changed: number;
  /** Also entries that say again what the file said before. */
  unchanged: number;
  refused: number;
  /** Bytes of the file, as they were sent. */
  bytes: number;
}

/** What an upload of a product list did. Nothing of a file with an unreadable header is loaded; bad lines are listed. */
export interface ProductListReply extends ProductListProgress {
  /** The first 1,000 lines that were refused, and why. */
  refusedLines: RefusedProductLine[];
  seconds: number;
}

/** The last line of an upload's answer when the file could not be read to its end; what came before it is loaded. */
export interface ProductListBroken extends ProductListProgress {
  problem: { code: string; detail: string };
}

export interface DirectoryReply {
  /** How many products the directory knows. */
  products: number;
}

export interface DirectoryProductReply extends DirectoryProduct {
  /** GTIN-14. */
  gtin: string;
}
