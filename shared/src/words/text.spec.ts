import { isWords, withoutDirections } from './text';

describe('text that people wrote', () => {
  it.each([
    'Rosa',
    '  Rosa ',
    '田中',
    'روزا',
    'می\u200cخواهم',
    '👩\u200d🌾',
    '\u200fשלום',
    'two\nlines',
    '!',
    '4',
  ])('is %j', (text) => {
    expect(isWords(text, 60)).toBe(true);
  });

  it.each([
    '',
    '  ',
    '\u200b',
    '\u200d\u200c',
    '\ufeff',
    '\u2060',
    '\u3164',
    '\u2800',
    '\u0301',
    '\u200e',
    '\n',
  ])('has something to see: %j is refused', (text) => {
    expect(isWords(text, 60)).toBe(false);
  });

  it.each(['a\u202eb', '\u2066a', 'a\tb', 'a\u0000', '\ud800'])(
    'turns and controls nothing: %j is refused',
    (text) => {
      expect(isWords(text, 60)).toBe(false);
    },
  );

  it('is at most so long', () => {
    expect([isWords('abc', 3), isWords('abcd', 3)]).toEqual([true, false]);
  });

  it('may be pasted with marks of direction, which go', () => {
    expect(withoutDirections('\u2068Rosa\u2069 \u202eb')).toBe('Rosa b');
  });
});
