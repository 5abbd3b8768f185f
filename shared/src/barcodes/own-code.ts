/**
 * The code on our own labels, `CS-XXXXX-XXXXX`: ten symbols of Crockford's base 32 (no I, L, O, U), nine drawn at random and one that
 * checks them. It says nothing about the item: the group's database knows what it is stuck on.
 *
 * The check is a sum in the field of 32 elements (x⁵ + x² + 1) in which each place has its own weight, α⁹ … α⁰. So every single wrong
 * symbol and every swap of two symbols, neighbours or not, is found; any other damage passes one time in 32.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbols = 10;

/** Multiplication by α. */
const timesAlpha = (value: number): number => (value & 16 ? ((value << 1) ^ 37) & 31 : value << 1);

/** A new code from at least six random bytes (45 bits of them are used). Throws a RangeError for fewer. */
export function makeOwnCode(randomBytes: Uint8Array): string {
  if (randomBytes.length < 6) throw new RangeError('An own code needs six random bytes');
  let bits = 0;
  let held = 0;
  let next = 0;
  const values: number[] = [];
  while (values.length < symbols - 1) {
    if (held < 5) {
      bits = ((bits << 8) | (randomBytes[next++] ?? 0)) & 0xfff;
      held += 8;
    }
    held -= 5;
    values.push((bits >> held) & 31);
  }
  // With weight 1 in the last place, the symbol that brings the sum to zero is the sum of the others.
  values.push(timesAlpha(weighed(values)));
  return written(values);
}

/**
 * A code as typed or scanned, in its written form. Case does not matter, hyphens may be missing, O is read as 0 and I and L as 1.
 * Null for other text, `'check_digit'` for text of this form whose check symbol is wrong.
 */
export function readOwnCode(text: string): string | 'check_digit' | null {
  const found = /^CS-?([0-9A-TV-Z]{5})-?([0-9A-TV-Z]{5})$/i.exec(text);
  if (!found) return null;
  const typed = `${found[1] ?? ''}${found[2] ?? ''}`.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const values = [...typed].map((symbol) => alphabet.indexOf(symbol));
  return weighed(values) === 0 ? written(values) : 'check_digit';
}

/** Horner's rule: the first symbol gets the highest power of α, the last the power 0. */
const weighed = (values: readonly number[]): number =>
  values.reduce((sum, value) => timesAlpha(sum) ^ value, 0);

function written(values: readonly number[]): string {
  const text = values.map((value) => alphabet.charAt(value)).join('');
  return `CS-${text.slice(0, 5)}-${text.slice(5)}`;
}
