/**
 * The GS1 check digit (General Specifications 7.9.1, modulo 10): from the right, digits weigh 1, 3, 1, 3 … and the sum is a multiple of
 * ten. It finds every single wrong digit and most swapped neighbours. Leading zeros change nothing, which is why every GTIN length agrees.
 */

/** True when the last digit checks the others. `digits` must be digits only. */
export function hasCheckDigit(digits: string): boolean {
  return digits.length > 1 && weighed(digits) % 10 === 0;
}

/** The digit that completes `digits` (given without it). */
export function checkDigitFor(digits: string): string {
  return String((10 - (weighed(`${digits}0`) % 10)) % 10);
}

function weighed(digits: string): number {
  let sum = 0;
  let weight = 1;
  for (let at = digits.length - 1; at >= 0; at--) {
    sum += weight * (digits.charCodeAt(at) - 48);
    weight = 4 - weight;
  }
  return sum;
}

/** True for one or more of 0–9 and nothing else (other scripts' digits are not digits here). */
export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}
