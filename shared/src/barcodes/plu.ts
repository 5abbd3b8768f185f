/** A price look-up code: the number on the sticker of loose fruit and vegetables. */
export interface Plu {
  /** The code of the produce, without the organic 9: `4011` for bananas, organic or not. */
  readonly plu: string;
  readonly organic: boolean;
}

/**
 * Four digits 3000–4999, or five with an 8 or 9 before them (International Federation for Produce Standards, PLU user's guide). A 9 means
 * grown organically. An 8 no longer says anything about how it was grown: 83000–84999 are further numbers of their own.
 * Null for anything else.
 */
export function readPlu(digits: string): Plu | null {
  if (!/^[89]?[34][0-9]{3}$/.test(digits)) return null;
  const organic = digits.length === 5 && digits.startsWith('9');
  return { plu: organic ? digits.slice(1) : digits, organic };
}
