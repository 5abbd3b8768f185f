import { gtinText, isRestrictedCirculation, normalizeGtin } from '@shared/barcodes/gtin';
import type { RefusedProductLine } from '@shared/directory/directory.contract';
import { withoutDirections } from '@shared/words/text';
import type { ProductColumns } from './product-columns';

/** One product of a list, ready for the directory. */
export interface ListedProduct {
  /** GTIN-14. */
  readonly gtin: string;
  readonly name: string;
  readonly brand: string | null;
  readonly quantityText: string | null;
  readonly category: string | null;
}

type Refused = Omit<RefusedProductLine, 'line'>;

/** What one line says of a product, or why it is refused. */
export function readProduct(
  fields: readonly string[],
  columns: ProductColumns,
): { product: ListedProduct } | { refused: Refused } {
  const barcode = (fields[columns.code] ?? '').trim();
  const refuse = (code: Refused['code'], reason: string) => ({
    refused: { code, barcode: barcode.slice(0, 40), reason },
  });
  if (fields.length > columns.width && fields.slice(columns.width).some((field) => field.trim() !== '')) {
    return refuse('columns', `The line has ${fields.length} columns and the header ${columns.width}.`);
  }
  if (barcode === '') return refuse('code_missing', 'The line has no product code.');
  const gtin = normalizeGtin(barcode);
  if (gtin === null) {
    return /^(\d{8}|\d{12,14})$/.test(barcode)
      ? refuse('check_digit', 'The check digit of the product code does not fit.')
      : refuse('code_unreadable', 'A product code has 8, 12, 13 or 14 digits and nothing else.');
  }
  if (isRestrictedCirculation(gtin)) {
    return refuse('restricted', `${gtinText(gtin)} means something in one shop only: it is not learned.`);
  }
  const name = words(fields, columns.names, 300);
  if (name === null) return refuse('name_missing', 'The product has no name.');
  if (name.includes('\ufffd')) return refuse('encoding', 'The name has bytes that are not UTF-8.');
  return {
    product: {
      gtin,
      name,
      brand: words(fields, columns.brands, 200),
      quantityText: words(fields, columns.quantities, 100),
      category: categoryWords(words(fields, columns.categories, 2_000)),
    },
  };
}

/** The first of the columns that holds something, at most `most` characters of it. */
function words(fields: readonly string[], columns: readonly number[], most: number): string | null {
  for (const column of columns) {
    const text = plainText(fields[column] ?? '');
    if (text !== '') return text.length > most ? shortened(text, most) : text;
  }
  return null;
}

const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#39': "'", apos: "'" };

/** Without control characters and runs of blanks; with the characters that some lists write as HTML does. */
function plainText(text: string): string {
  const trimmed = text.trim();
  // Most fields need nothing more, and this runs for millions of lines.
  if (!/[\p{Cc}\p{Cf}&]|\s\s/u.test(trimmed)) return trimmed;
  return withoutDirections(trimmed)
    .replace(/&(quot|amp|lt|gt|#39|apos);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function shortened(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

/** Tags such as `en:plant-based-foods,en:breads` as words; at most 300 characters, whole tags. */
function categoryWords(text: string | null): string | null {
  if (text === null) return null;
  const isTags = /^[a-z]{2}:[^ ]+$/.test(text);
  const plain = isTags
    ? text
        .split(',')
        .map((tag) => tag.replace(/^[a-z]{2}:/, '').replaceAll('-', ' '))
        .join(', ')
    : text;
  if (plain.length <= 300) return plain;
  const cut = plain.lastIndexOf(',', 300);
  return cut > 0 ? plain.slice(0, cut) : shortened(plain, 300);
}
