import * as fc from 'fast-check';
import { checkDigitFor, hasCheckDigit } from './check-digit';
import { gtinText, isRestrictedCirculation, normalizeGtin, retailSymbology } from './gtin';
import { expandUpcE } from './upc-e';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const checked = (length: number) => digits(length - 1).map((body) => body + checkDigitFor(body));
const anyGtin = fc
  .constantFrom(8, 12, 13, 14)
  .chain(checked)
  .filter((text) => /[1-9]/.test(text));

describe('A GTIN', () => {
  it('has a check digit that finds every single wrong digit', () => {
    fc.assert(
      fc.property(anyGtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), (gtin, place, shift) => {
        const at = place % gtin.length;
        const wrong = gtin.slice(0, at) + String((Number(gtin.charAt(at)) + shift) % 10) + gtin.slice(at + 1);
        expect(hasCheckDigit(gtin)).toBe(true);
        expect(normalizeGtin(wrong)).toBeNull();
      }),
    );
  });

  it('is the same number at every length, and comes back from the digits people see', () => {
    fc.assert(
      fc.property(anyGtin, (text) => {
        const gtin = normalizeGtin(text) ?? '';
        expect(gtin).toBe(text.padStart(14, '0'));
        expect(normalizeGtin(gtin)).toBe(gtin);
        expect(normalizeGtin(gtinText(gtin))).toBe(gtin);
      }),
    );
  });

  it.each([
    ['00041331124508', '041331124508', 'upca'],
    ['09780201310054', '9780201310054', 'ean13'],
    ['00000059001270', '59001270', 'ean8'],
    ['10041331124505', '10041331124505', 'itf14'],
  ])('%s is shown as %s and printed as %s', (gtin, text, symbology) => {
    expect([gtinText(gtin), retailSymbology(gtin)]).toEqual([text, symbology]);
  });

  it.each([
    ['00212345678905', true, 'GS1 prefix 02'],
    ['00412345678903', true, 'GS1 prefix 04'],
    ['02912345678905', true, 'GS1 prefix 29'],
    ['12012345678902', true, 'a case of prefix 20'],
    ['00000021234566', true, 'GTIN-8 that begins with 2'],
    ['00000001234565', true, 'GTIN-8 that begins with 0'],
    ['00000059001270', false, 'GTIN-8 of Poland'],
    ['00312345678906', false, 'GS1 prefix 03, medicines'],
    ['09780201310054', false, 'a book'],
    ['20041331124502', false, 'indicator digit 2 is no prefix'],
  ])('%s has restricted circulation: %s (%s)', (gtin, restricted) => {
    expect(isRestrictedCirculation(gtin)).toBe(restricted);
  });
});

describe('A UPC-E number', () => {
  it.each([
    ['04963406', '00049000006346', 'last digit 0: maker xx000'],
    ['01264904', '00012000006494', 'last digit 0'],
    ['01234531', '00012300000451', 'last digit 3: maker xxx00'],
    ['01234543', '00012340000053', 'last digit 4: maker xxxx0'],
    ['01234565', '00012345000065', 'last digit 6: maker xxxxx'],
    ['11234562', '00112345000062', 'number system 1'],
  ])('%s stands for %s (%s)', (upcE, gtin) => {
    expect(expandUpcE(upcE)).toBe(gtin);
  });

  it('has the check digit of the number that it stands for', () => {
    fc.assert(
      fc.property(fc.constantFrom('0', '1'), digits(6), (system, six) => {
        const gtin = expandUpcE(system + six);
        fc.pre(gtin !== null);
        expect(expandUpcE(system + six + (gtin ?? '').slice(-1))).toBe(gtin);
        expect((gtin ?? '').slice(0, 3)).toBe(`00${system}`);
      }),
    );
  });

  it.each(['21234567', '0123456A', '', '12345', '123456789'])('is not %j', (text) => {
    expect(expandUpcE(text)).toBeNull();
  });
});
