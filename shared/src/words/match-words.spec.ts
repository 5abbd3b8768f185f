import { plainWords } from '@shared/words/plain-words';
import { searchFit, wordFit } from './match-words';

describe('matching words', () => {
  it('takes words without case, accents and marks', () => {
    expect(plainWords('Pañales, talla 4 — CRÈME  Œuf Straße')).toEqual([
      ...['panales', 'talla', '4', 'creme', 'oeuf', 'strasse'],
    ]);
    expect(plainWords('¡!… %')).toEqual([]);
  });

  it.each([
    ['beans', 'beans', 'bean', 'beets'],
    ['bea', 'beans', 'black', 'rice'],
    ['baens', 'beans', 'bags', 'bananas'],
    ['mlik', 'milk', 'ml', 'mix'],
    ['tampon', 'tampons', 'shampoo', 'pan'],
    ['naxolone', 'naloxone', 'nasal', 'lozenges'],
  ])('fits "%s" better to "%s" than to "%s" and "%s"', (searched, best, ...others) => {
    for (const other of others) expect(wordFit(searched, best)).toBeGreaterThan(wordFit(searched, other));
  });

  it('forgives nothing in numbers and in words of two letters', () => {
    expect(wordFit('4', '5')).toBe(0);
    expect(wordFit('400', '4000')).toBe(0);
    expect(wordFit('xl', 'xs')).toBe(0);
    expect(wordFit('4t', '4toddler')).toBeGreaterThan(0);
  });

  it('wants every word, in any order', () => {
    const name = plainWords('Black beans, can 400 g');
    expect(searchFit(['beans', 'black'], name)).toBeGreaterThan(0.9);
    expect(searchFit(['black', 'rice'], name)).toBe(0);
    expect(searchFit(['blackbeans'], name)).toBeGreaterThan(0.8);
  });
});
