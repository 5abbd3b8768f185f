import { hasCheckDigit, isDigits } from './check-digit';
import { isListedCode } from './gs1-code-lists';
import { isCouponCode, isCouponOffer } from './gs1-coupon';
import { daysIn } from './gs1-date';
import type { RefusalReason } from './refusal';

/**
 * The checks that the values of Application Identifiers must pass, under the names that the GS1 Barcode Syntax Dictionary gives them.
 * Each looks at one component whose length and characters are already right and says whether it can be.
 */
type Linter = (value: string) => boolean;

export interface Gs1Linter {
  readonly passes: Linter;
  readonly reason: RefusalReason;
  /** Completes the sentence "… must be …". */
  readonly must: string;
}

const value = (must: string, passes: Linter): Gs1Linter => ({ passes, reason: 'impossible_value', must });
const date = (must: string, passes: Linter): Gs1Linter => ({ passes, reason: 'impossible_date', must });
const check = (must: string, passes: Linter): Gs1Linter => ({ passes, reason: 'check_digit', must });

const upTo =
  (limit: number): Linter =>
  (digits) =>
    Number(digits) <= limit;
const isCountryNumber: Linter = (code) => isListedCode('countryNumber', code);
const isCountryLetters: Linter = (code) => isListedCode('countryLetters', code);

const isMonth = (month: string): boolean => month >= '01' && month <= '12';

/** A day of a two-digit year. 2000 and 2100 are told apart when the date is read; the linter lets 29 February pass in year 00. */
const isShortDate: Linter = (yymmdd) => {
  const month = yymmdd.slice(2, 4);
  const day = Number(yymmdd.slice(4, 6));
  return isMonth(month) && day >= 1 && day <= daysIn(2000 + Number(yymmdd.slice(0, 2)), Number(month));
};

const isLongDate: Linter = (yyyymmdd) => {
  const month = yyyymmdd.slice(4, 6);
  const day = Number(yyyymmdd.slice(6, 8));
  return isMonth(month) && day >= 1 && day <= daysIn(Number(yyyymmdd.slice(0, 4)), Number(month));
};

/** `PPTT`: piece of total, neither of them zero. */
const isPieceOfTotal: Linter = (digits) => {
  const half = digits.length / 2;
  const piece = Number(digits.slice(0, half));
  return piece >= 1 && piece <= Number(digits.slice(half));
};

/** `1/3`: position and end, without leading zeros. */
const isPositionInSequence: Linter = (text) => {
  const found = /^([1-9][0-9]*)\/([1-9][0-9]*)$/.exec(text);
  return found !== null && Number(found[1]) <= Number(found[2]);
};

/** ISO 13616: the account number followed by country and check digits, letters as 10–35, leaves 1 when divided by 97. */
const isIban: Linter = (text) => {
  if (text.length <= 10 || !/^[0-9A-Z]+$/.test(text) || !isCountryLetters(text.slice(0, 2))) return false;
  let rest = 0;
  for (const symbol of text.slice(4) + text.slice(0, 4)) {
    const digit = parseInt(symbol, 36);
    rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97;
  }
  return rest === 1;
};

const characters82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const characters32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const primes = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
];

/** The check character pair of alphanumeric keys (General Specifications 7.9.5): prime weights from the right, modulo 1021. */
const hasCheckPair: Linter = (text) => {
  const body = text.slice(0, -2);
  if (text.length < 2) return false;
  let sum = 0;
  for (let at = 0; at < body.length; at++) {
    sum += characters82.indexOf(body.charAt(at)) * (primes[body.length - 1 - at] ?? 0);
  }
  sum %= 1021;
  return text.slice(-2) === characters32.charAt(sum >> 5) + characters32.charAt(sum & 31);
};

const linters = {
  csum: check('a number whose check digit fits', hasCheckDigit),
  csumalpha: check('a key whose two check characters fit', hasCheckPair),
  iban: check('a bank account number (IBAN)', isIban),
  yymmdd: date('a day that exists', isShortDate),
  yymmd0: date('a day or month that exists', (digits) =>
    digits.endsWith('00') ? isMonth(digits.slice(2, 4)) : isShortDate(digits),
  ),
  yyyymmdd: date('a day that exists', isLongDate),
  hh: date('an hour, 00 to 23', upTo(23)),
  mi: date('minutes, 00 to 59', upTo(59)),
  ss: date('seconds, 00 to 59', upTo(59)),
  hhmi: date('a time of day', (digits) => digits.slice(0, 2) <= '23' && digits.slice(2) <= '59'),
  iso3166: value('a country number of ISO 3166', isCountryNumber),
  iso3166999: value('a country number of ISO 3166 or 999', (code) => code === '999' || isCountryNumber(code)),
  iso3166alpha2: value('two letters of a country in ISO 3166', isCountryLetters),
  iso4217: value('a currency number of ISO 4217', (code) => isListedCode('currencyNumber', code)),
  iso5218: value('0, 1, 2 or 9', (code) => '0129'.includes(code)),
  packagetype: value('a package type that GS1 lists', (code) => isListedCode('packageType', code)),
  mediatype: value('a media type that is in use', (code) => (code >= '01' && code <= '10') || code >= '80'),
  gcppos1: value(
    'a key that begins with a company prefix',
    (text) => text.length >= 4 && isDigits(text.slice(0, 4)),
  ),
  hasnondigit: value('a key with a character that is no digit', (text) => !isDigits(text)),
  hyphen: value('a hyphen', (text) => /^-+$/.test(text)),
  importeridx: value('a letter, digit, hyphen or underscore', (text) => /^[-_0-9A-Za-z]$/.test(text)),
  latitude: value('a latitude', upTo(1_800_000_000)),
  longitude: value('a longitude', upTo(3_600_000_000)),
  nonzero: value('more than zero', (digits) => /[1-9]/.test(digits)),
  nozeroprefix: value('a number without leading zeros', (digits) => !digits.startsWith('0')),
  pcenc: value('text with whole percent sequences', (text) => !/%(?![0-9A-Fa-f]{2})/.test(text)),
  pieceoftotal: value('a piece and its total', isPieceOfTotal),
  posinseqslash: value('a position and its end, such as 1/3', isPositionInSequence),
  winding: value('0, 1 or 9', (code) => '019'.includes(code)),
  yesno: value('0 or 1', (code) => code === '0' || code === '1'),
  zero: value('0', (code) => code === '0'),
  couponcode: value('a coupon', (digits) => isDigits(digits) && isCouponCode(digits, isShortDate)),
  couponposoffer: value('a coupon', (digits) => isDigits(digits) && isCouponOffer(digits)),
} satisfies Record<string, Gs1Linter>;

const byName = new Map<string, Gs1Linter>(Object.entries(linters));

/** The check of that name. Throws for a name that is not in the list: the table and this file belong together. */
export function gs1Linter(name: string): Gs1Linter {
  const linter = byName.get(name);
  if (!linter) throw new Error(`No GS1 linter is called ${name}`);
  return linter;
}
