import * as fc from 'fast-check';
import { makeOwnCode, readOwnCode } from './own-code';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytes = fc.uint8Array({ minLength: 6, maxLength: 16 });
/** Where the ten symbols stand in `CS-XXXXX-XXXXX`. */
const places = [3, 4, 5, 6, 7, 9, 10, 11, 12, 13];
const place = fc.constantFrom(...places);

const replaced = (code: string, at: number, symbol: string): string =>
  code.slice(0, at) + symbol + code.slice(at + 1);

describe('The code of our own label', () => {
  it('is read back as people write it', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = makeOwnCode(random);
        expect(code).toMatch(/^CS-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
        const sloppy = code.slice(3).replace(/0/g, 'o').replace(/1/g, 'l');
        for (const text of [code, code.toLowerCase(), code.replaceAll('-', ''), `cs${sloppy}`])
          expect(readOwnCode(text)).toBe(code);
      }),
    );
  });

  it('shows every single wrong symbol', () => {
    const code = makeOwnCode(Uint8Array.of(3, 141, 59, 26, 53, 58));
    for (const at of places) {
      for (const symbol of alphabet) {
        if (symbol !== code.charAt(at)) expect(readOwnCode(replaced(code, at, symbol))).toBe('check_digit');
      }
    }
  });

  it('shows every swap of two symbols', () => {
    fc.assert(
      fc.property(bytes, place, place, (random, one, other) => {
        const code = makeOwnCode(random);
        fc.pre(code.charAt(one) !== code.charAt(other));
        const swapped = replaced(replaced(code, one, code.charAt(other)), other, code.charAt(one));
        expect(readOwnCode(swapped)).toBe('check_digit');
      }),
    );
  });

  it('uses 45 random bits', () => {
    const codes = new Set(Array.from({ length: 45 }, (_, bit) => makeOwnCode(oneBit(bit))));
    expect(codes.size).toBe(45);
    expect(codes.has(makeOwnCode(new Uint8Array(6)))).toBe(false);
    expect(() => makeOwnCode(new Uint8Array(5))).toThrow(RangeError);
  });

  it.each(['CS-0000U-00000', 'CS-00000-000000', 'XX-00000-00000', 'CS 00000 00000', ''])(
    'is not %j',
    (text) => {
      expect(readOwnCode(text)).toBeNull();
    },
  );
});

function oneBit(bit: number): Uint8Array {
  const bytes = new Uint8Array(6);
  bytes[bit >> 3] = 128 >> (bit & 7);
  return bytes;
}
