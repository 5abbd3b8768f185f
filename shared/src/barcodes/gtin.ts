import { hasCheckDigit, isDigits } from './check-digit';

/** A Global Trade Item Number as we keep it: 14 digits, shorter ones filled with zeros on the left, check digit proven. */
export type Gtin = string;

export type RetailSymbology = 'ean13' | 'upca' | 'ean8' | 'itf14';

const lengths = new Set([8, 12, 13, 14]);

/** GTIN-8, -12, -13 or -14 to 14 digits; null for another length, anything but digits, a wrong check digit or nothing but zeros. */
export function normalizeGtin(digits: string): Gtin | null {
  if (!lengths.has(digits.length) || !isDigits(digits) || !hasCheckDigit(digits)) return null;
  const gtin = digits.padStart(14, '0');
  return gtin === '00000000000000' ? null : gtin;
}

/**
 * The digits as people see them under the bars: the shortest standard length that holds them. A number with six leading zeros is a
 * GTIN-8: GS1 leaves the prefixes 0000001–0000099 unused so that the two cannot meet (General Specifications 1.4.2).
 */
export function gtinText(gtin: Gtin): string {
  if (gtin.startsWith('000000')) return gtin.slice(6);
  if (gtin.startsWith('00')) return gtin.slice(2);
  return gtin.startsWith('0') ? gtin.slice(1) : gtin;
}

/** The bar code to print for a GTIN: what a shop till reads, or ITF-14 for a case (indicator digit 1–9). */
export function retailSymbology(gtin: Gtin): RetailSymbology {
  if (gtin.startsWith('000000')) return 'ean8';
  if (gtin.startsWith('00')) return 'upca';
  return gtin.startsWith('0') ? 'ean13' : 'itf14';
}

/**
 * True for numbers that mean something only inside one shop or region, often with a weight or price inside: GS1 prefixes 02, 04 and 20–29
 * (General Specifications 1.4.2 and 2.1.11), and GTIN-8 that begin with 0 or 2 (GS1-8 prefixes 000–099 and 200–299). Two shops use the
 * same number for different goods, so such a code is bound for one group alone. The prefix of a case number follows its indicator digit.
 */
export function isRestrictedCirculation(gtin: Gtin): boolean {
  if (gtin.startsWith('000000')) return gtin.charAt(6) === '0' || gtin.charAt(6) === '2';
  if (gtin.charAt(1) === '2') return true;
  return gtin.charAt(1) === '0' && (gtin.charAt(2) === '2' || gtin.charAt(2) === '4');
}
