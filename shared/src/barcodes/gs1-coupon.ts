/**
 * The two coupon formats of North America. A free store has no use for them; a scan of one is told apart from a damaged code all the same.
 * Sources: GS1 US, "North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols" and "GS1 AI (8112) Coupon Data
 * Specification", as checked by the GS1 Barcode Syntax Dictionary.
 */

/** Takes digits from the left; a step that does not fit makes everything after it fail. */
class CouponDigits {
  private at = 0;
  constructor(private readonly digits: string) {}

  /** One digit that must be among `allowed`. */
  one(allowed: string): string | null {
    const digit = this.digits.charAt(this.at);
    if (digit === '' || !allowed.includes(digit)) return null;
    this.at++;
    return digit;
  }

  /** So many digits of any value. */
  many(count: number): string | null {
    const taken = this.digits.slice(this.at, this.at + count);
    if (taken.length < count) return null;
    this.at += count;
    return taken;
  }

  /** A digit among `allowed`, and as many digits as it says and `more`. The digit `none` announces nothing. */
  counted(allowed: string, more: number, none?: string): boolean {
    const length = this.one(allowed);
    if (length === null) return false;
    return length === none || this.many(Number(length) + more) !== null;
  }

  /** Passes over the digit that opens an optional field. */
  opens(field: string): boolean {
    if (this.digits.charAt(this.at) !== field) return false;
    this.at++;
    return true;
  }

  atEnd = (): boolean => this.at === this.digits.length;
}

const anyDigit = '0123456789';

/** AI (8110): the coupon code with its purchase requirements and optional fields 1–6 and 9, in that order. */
export function isCouponCode(digits: string, isDate: (yymmdd: string) => boolean): boolean {
  const data = new CouponDigits(digits);
  const purchase = () => data.counted('12345', 0) && data.one('012349') !== null && data.many(3) !== null;

  if (!(data.counted('0123456', 6) && data.many(6) !== null && data.counted('12345', 0) && purchase()))
    return false;
  if (data.opens('1') && !(data.one('0123') !== null && purchase() && data.counted('01234569', 6, '9')))
    return false;
  if (data.opens('2') && !(purchase() && data.counted('01234569', 6, '9'))) return false;

  let expiry: string | null = null;
  if (data.opens('3')) {
    expiry = data.many(6);
    if (expiry === null || !isDate(expiry)) return false;
  }
  if (data.opens('4')) {
    const start = data.many(6);
    if (start === null || !isDate(start) || (expiry !== null && start > expiry)) return false;
  }
  if (data.opens('5') && !data.counted(anyDigit, 6)) return false;
  if (data.opens('6') && !data.counted('1234567', 6)) return false;
  if (data.opens('9')) {
    const flags =
      data.one('01256') !== null &&
      data.one('012') !== null &&
      data.one(anyDigit) !== null &&
      data.one('01') !== null;
    if (!flags) return false;
  }
  return data.atEnd();
}

/** AI (8112): format, funder, offer and serial number of a positive offer file coupon. */
export function isCouponOffer(digits: string): boolean {
  const data = new CouponDigits(digits);
  const read =
    data.one('01') !== null &&
    data.counted('0123456', 6) &&
    data.many(6) !== null &&
    data.counted(anyDigit, 6);
  return read && data.atEnd();
}
