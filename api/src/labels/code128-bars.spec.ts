import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { code128Bars } from './code128-bars';

describe('the bars of a Code 128', () => {
  it('are those of bwip-js for our own codes', () => {
    const letters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
    const part = fc
      .array(fc.constantFrom(...letters), { minLength: 5, maxLength: 5 })
      .map((some) => some.join(''));
    // bwip-js takes code set C for four digits in a row; ours stays in B, which readers take as well.
    const mixed = part.filter((text) => !/\d{4}/.test(text));
    fc.assert(
      fc.property(mixed, mixed, (first, second) => {
        const text = `CS-${first}-${second}`;
        const [drawn] = bwipjs.raw({ bcid: 'code128', text });
        expect(code128Bars(text)).toEqual(drawn && 'sbs' in drawn ? [...drawn.sbs] : []);
      }),
      { numRuns: 200 },
    );
  });

  it('are none for characters outside printable ASCII', () => {
    expect([code128Bars('ñ'), code128Bars('a\tb'), code128Bars('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
