import { bestLanguage } from './language';

describe('the language of the page', () => {
  it('is the one chosen here before', () => {
    expect(bestLanguage('es', ['en-US'])).toBe('es');
  });

  it('is the first the browser asks for that has a catalogue, whatever its region', () => {
    expect(bestLanguage(null, ['ht', 'es-419', 'en'])).toBe('es');
  });

  it('is English when none is known', () => {
    expect(bestLanguage('xx', ['zz'])).toBe('en');
  });
});
