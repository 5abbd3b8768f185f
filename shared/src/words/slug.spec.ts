import { isSlug, slugOf } from './slug';

describe('slugOf', () => {
  it.each([
    ['Oak Street Fridge', 'oak-street-fridge'],
    ['  Café  Niño & Söhne ', 'cafe-nino-sohne'],
    ['18 Mill Street', '18-mill-street'],
    ['مطبخ', 'site'],
    ['?', 'site'],
    ['Oak مطبخ Street', 'oak-street'],
  ])('makes of %j the address %j', (name, slug) => {
    expect(slugOf(name, 'site')).toBe(slug);
  });

  it('keeps whole words of a long name, with room for a number behind them', () => {
    const slug = slugOf('neighbours '.repeat(30), 'site');
    expect(slug).toMatch(/^(neighbours-)*neighbours$/);
    expect(slug.length).toBeLessThanOrEqual(56);
  });
});

describe('isSlug', () => {
  it.each(['a', '-oak', 'oak-', 'oak--street', 'Oak', 'oak_street', 'oak.street', 'x'.repeat(61), '', 7])(
    'refuses %j',
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );

  it.each(['oak', 'oak-street-2', '18'])('takes %j', (text) => {
    expect(isSlug(text)).toBe(true);
  });
});
