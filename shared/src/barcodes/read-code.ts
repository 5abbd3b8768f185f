import { hasCheckDigit, isDigits } from './check-digit';
import type { CodeReading, InvalidReading } from './code-reading';
import { associationProblem, contradiction } from './gs1-associations';
import { readBracketedText } from './gs1-bracketed';
import { readDigitalLink } from './gs1-digital-link';
import { type Gs1Element, groupSeparator, readElementString } from './gs1-element-string';
import { gs1Reading } from './gs1-reading';
import { type Gtin, isRestrictedCirculation, normalizeGtin } from './gtin';
import { readOwnCode } from './own-code';
import { readPlu } from './plu';
import { type Refusal, type RefusalReason, isRefusal, refuse } from './refusal';
import { type Identified, type Symbology, symbologyIdentified, symbologyNamed } from './symbology';
import { expandUpcE } from './upc-e';

export interface ReadCodeOptions {
  /** The kind of bar code as BarcodeDetector or ZXing names it (`upc_e`, `ean_13`, `code_128`, `qr_code` …), where it is known. */
  readonly symbology?: string;
  /** The calendar day of the person who scans, `YYYY-MM-DD`: places two-digit years in their century. */
  readonly today?: string;
  /** Read GTINs of fewer than 14 digits in Digital Links. Off: the standard refuses them since its edition 1.2. */
  readonly shortGtinsInLinks?: boolean;
  /** Refuse elements that GS1 does not let stand together or alone. Off: a reader takes what it can get. */
  readonly strictAssociations?: boolean;
}

const longestInput = 512;
const longestText = 200;

/**
 * Reads whatever a scanner sends or a person types: GTIN-8, -12, -13 and -14, UPC-E, GS1 elements (as scanned, in brackets or as a Digital
 * Link), PLU codes, our own labels, or other text. A symbology identifier in front (`]C1`) and spaces around are allowed.
 *
 * Pure, and never throws: what cannot be read is `invalid` with a reason. Time grows with the length of the text and no faster; more
 * than 512 characters are refused. FNC1 is ASCII 29; a text that begins with `^` and a digit has `^` for FNC1, as in print.
 *
 * Eight digits are a GTIN-8 when its check digit fits; they are UPC-E when `symbology` says so or only the expansion fits.
 * Digits of any other length are refused, unless they come from a symbology that carries free data: a misread is likelier than a use.
 */
export function readCode(raw: string, options: ReadCodeOptions = {}): CodeReading {
  if (raw.length > longestInput) return invalid('too_long', `A code has at most ${longestInput} characters.`);
  const text = raw.trim();
  if (text === '') return invalid('empty', 'The code is empty.');
  if (isDigits(text)) return digitsReading(text, symbologyNamed(options.symbology), options);
  if (text.startsWith(']')) return identifiedReading(symbologyIdentified(text), options);
  if (text.startsWith(groupSeparator)) return elementsReading(readElementString(text.slice(1)), options);
  if (/^\^(?:[0-9]|$)/.test(text)) {
    return elementsReading(readElementString(text.slice(1).replaceAll('^', groupSeparator)), options);
  }
  return dataReading(text, symbologyNamed(options.symbology), options);
}

function identifiedReading(identified: Identified | null, options: ReadCodeOptions): CodeReading {
  if (!identified)
    return invalid('characters', 'The code begins with "]" but not with a symbology identifier such as ]C1.');
  const { symbology, data, supplement } = identified;
  if (data === '') return invalid('empty', 'The code holds no data.');
  if (symbology === 'gs1') {
    // Some scanners send the FNC1 of the first place as well.
    return elementsReading(
      readElementString(data.startsWith(groupSeparator) ? data.slice(1) : data),
      options,
    );
  }
  if (symbology === 'ean13' || symbology === 'ean8')
    return eanReading(data, symbology === 'ean13' ? 13 : 8, supplement, options);
  return isDigits(data) ? digitsReading(data, symbology, options) : dataReading(data, symbology, options);
}

/** EAN of a known length; a composite component may follow, as a message of its own behind `|]e0`. */
function eanReading(
  data: string,
  length: 8 | 13,
  supplement: boolean,
  options: ReadCodeOptions,
): CodeReading {
  const digits = data.slice(0, length);
  const rest = data.slice(length);
  if (digits.length < length) return invalid('length', `An EAN-${length} has ${length} digits.`);
  if (!isDigits(digits)) return invalid('characters', `An EAN-${length} has only digits.`);
  const gtin = normalizeGtin(digits);
  if (gtin === null) return checkDigitInvalid(digits);
  if (rest.startsWith('|]e0')) {
    const component = readElementString(rest.slice(4));
    return elementsReading(isRefusal(component) ? component : [['01', gtin], ...component], options);
  }
  if (rest === '' || (supplement && isDigits(rest) && (rest.length === 2 || rest.length === 5)))
    return gtinReading(gtin);
  return invalid('length', `An EAN-${length} has ${length} digits.`);
}

function digitsReading(
  digits: string,
  symbology: Symbology | undefined,
  options: ReadCodeOptions,
): CodeReading {
  if (symbology === 'upce' && digits.length >= 6 && digits.length <= 8) {
    const gtin = expandUpcE(digits);
    return gtin === null ? checkDigitInvalid(digits) : gtinReading(gtin);
  }
  if (digits.length === 8 || (digits.length >= 12 && digits.length <= 14)) {
    const gtin =
      normalizeGtin(digits) ?? (digits.length === 8 && symbology !== 'ean8' ? expandUpcE(digits) : null);
    return gtin === null ? checkDigitInvalid(digits) : gtinReading(gtin);
  }
  if (symbology === undefined || symbology === 'any') {
    const plu = readPlu(digits);
    if (plu) return { kind: 'plu', ...plu };
  }
  if (beginsWithKey(digits, symbology)) return elementsReading(readElementString(digits), options);
  if (symbology === 'any') return textReading(digits);
  return invalid('length', `A product number has 8, 12, 13 or 14 digits, not ${digits.length}.`);
}

function dataReading(data: string, symbology: Symbology | undefined, options: ReadCodeOptions): CodeReading {
  if (data.includes(groupSeparator)) return elementsReading(readElementString(data), options);
  if (/^\([0-9)]/.test(data)) return elementsReading(readBracketedText(data), options);
  const link = readDigitalLink(data, { shortGtins: options.shortGtinsInLinks ?? false });
  if (link) return elementsReading(link, options);
  const own = readOwnCode(data);
  if (own === 'check_digit')
    return invalid('check_digit', 'The last symbol of the label code does not fit the others.');
  if (own !== null) return { kind: 'own', code: own };
  if (beginsWithKey(data, symbology)) return elementsReading(readElementString(data), options);
  if (symbology === undefined && /^[0-9][0-9 -]{11,20}$/.test(data)) {
    // As people copy a number from under the bars, in its groups.
    const digits = data.replace(/[ -]/g, '');
    if (digits.length >= 12 && digits.length <= 14) return digitsReading(digits, symbology, options);
  }
  return textReading(data);
}

/**
 * GS1 elements of which FNC1 was lost on the way are known by the number that comes first: (01) and a GTIN whose check digit fits, and,
 * where the symbology can carry elements at all, (02) likewise or (00) and an SSCC.
 */
function beginsWithKey(data: string, symbology: Symbology | undefined): boolean {
  const ai = data.slice(0, 2);
  const key = ai === '01' || (ai === '02' && symbology === 'any') ? data.slice(2, 16) : data.slice(2, 20);
  if (ai !== '01' && !(symbology === 'any' && (ai === '02' || ai === '00'))) return false;
  return key.length === (ai === '00' ? 18 : 14) && isDigits(key) && hasCheckDigit(key);
}

function elementsReading(elements: readonly Gs1Element[] | Refusal, options: ReadCodeOptions): CodeReading {
  if (isRefusal(elements)) return { kind: 'invalid', ...elements };
  const problem = options.strictAssociations ? associationProblem(elements) : contradiction(elements);
  if (problem) return { kind: 'invalid', ...problem };
  const reading = gs1Reading(elements, options.today);
  return isRefusal(reading) ? { kind: 'invalid', ...reading } : reading;
}

const gtinReading = (gtin: Gtin): CodeReading => ({
  kind: 'gtin',
  gtin,
  restricted: isRestrictedCirculation(gtin),
});

function textReading(text: string): CodeReading {
  if (text.length > longestText)
    return invalid('too_long', `A code that is no product code has at most ${longestText} characters.`);
  // Control characters, halves of characters, and marks that turn the direction of the text around.
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(text))
    return invalid('characters', 'The code has a character that cannot be printed.');
  if (!/[\p{L}\p{N}]/u.test(text)) return invalid('characters', 'The code has neither letters nor digits.');
  return { kind: 'text', text };
}

const checkDigitInvalid = (digits: string): InvalidReading =>
  /^0+$/.test(digits)
    ? invalid('impossible_value', 'A number of nothing but zeros is no product.')
    : invalid('check_digit', 'The check digit does not fit: a digit was read or typed wrong.');

const invalid = (reason: RefusalReason, detail: string): InvalidReading => ({
  kind: 'invalid',
  ...refuse(reason, detail),
});
