import { checkDigitFor, isDigits } from './check-digit';
import { type Gtin, normalizeGtin } from './gtin';

/**
 * UPC-E, the short bar code on small American packs, is a GTIN-12 with zeros left out (General Specifications 5.2.2.4.2): number system
 * 0 or 1, six digits of which the last says where the zeros were, and the check digit of the full number.
 *
 * Takes 8 digits as printed; or 7 (number system and six digits when the first is 0 or 1, otherwise six digits and a check digit), or 6,
 * as some scanners are set to send. What is left out is number system 0 and a check digit that cannot be verified.
 * Null when it does not expand to a GTIN.
 */
export function expandUpcE(digits: string): Gtin | null {
  if (!isDigits(digits)) return null;
  const knowsSystem =
    digits.length === 8 || (digits.length === 7 && (digits.startsWith('0') || digits.startsWith('1')));
  const system = knowsSystem ? digits.charAt(0) : '0';
  if (system !== '0' && system !== '1') return null;
  const rest = knowsSystem ? digits.slice(1) : digits;
  if (rest.length !== 6 && rest.length !== 7) return null;
  const body = `${system}${withZeros(rest.slice(0, 6))}`;
  return normalizeGtin(body + (rest.charAt(6) || checkDigitFor(body)));
}

/** The ten digits of maker and item that six stand for. */
function withZeros(six: string): string {
  const last = six.charAt(5);
  if (last <= '2') return `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`;
  if (last === '3') return `${six.slice(0, 3)}00000${six.slice(3, 5)}`;
  if (last === '4') return `${six.slice(0, 4)}00000${six.slice(4, 5)}`;
  return `${six.slice(0, 5)}0000${last}`;
}
