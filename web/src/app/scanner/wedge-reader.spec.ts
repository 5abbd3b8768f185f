import { type WedgeKey, WedgeReader, type WedgeStep } from './wedge-reader';

const us = (character: string): Partial<WedgeKey> => {
  if (/\d/.test(character)) return { code: `Digit${character}`, key: character };
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, key: character };
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, key: character, shift: true };
  if (character === '-') return { code: 'Minus', key: '-' };
  if (character === '\n') return { code: 'Enter', key: 'Enter' };
  if (character === '\t') return { code: 'Tab', key: 'Tab' };
  throw new Error(`No key for ${character}`);
};

/** Presses keys `gapMs` apart and returns what the reader said to each. */
function type(reader: WedgeReader, keys: readonly Partial<WedgeKey>[], gapMs: number, from = 0): WedgeStep[] {
  return keys.map((key, n) =>
    reader.press({ code: '', key: '', shift: false, ctrl: false, alt: false, ...key, at: from + n * gapMs }),
  );
}

const keysOf = (text: string) => [...text].map(us);

describe('a wedge scanner', () => {
  it('is read to its Enter, which is kept from the page', () => {
    const steps = type(new WedgeReader(), keysOf('5901234123457\n'), 8);
    expect(steps.at(-1)).toEqual({ kind: 'scanned', text: '5901234123457' });
  });

  it('is noticed at the third key, and what it typed into a field before that is taken back', () => {
    const steps = type(new WedgeReader(), keysOf('59012'), 8);
    expect(steps.map((step) => step.kind)).toEqual(['leave', 'leave', 'began', 'swallow', 'swallow']);
    expect(steps[2]).toEqual({ kind: 'began', typed: 2 });
  });

  it('may end with Tab, or with nothing', () => {
    expect(type(new WedgeReader(), keysOf('96385074\t'), 50).at(-1)).toEqual({
      kind: 'scanned',
      text: '96385074',
    });
    const silent = new WedgeReader();
    type(silent, keysOf('96385074'), 10);
    expect(silent.rest()).toBe('96385074');
  });

  it('needs five characters without Enter and four with it', () => {
    const silent = new WedgeReader();
    type(silent, keysOf('4011'), 10);
    expect(silent.rest()).toBeNull();
    expect(type(new WedgeReader(), keysOf('4011\n'), 10).at(-1)).toEqual({ kind: 'scanned', text: '4011' });
  });

  it('is not a hand that types', () => {
    const reader = new WedgeReader();
    const steps = type(reader, keysOf('rice 1'.replace(' ', '-') + '\n'), 90);
    expect(steps.every((step) => step.kind === 'leave')).toBe(true);
    expect(reader.rest()).toBeNull();
  });

  it('is read after a hand that typed just before it', () => {
    const reader = new WedgeReader();
    type(reader, keysOf('ri'), 120);
    expect(type(reader, keysOf('96385074\n'), 5, 1_000).at(-1)).toEqual({
      kind: 'scanned',
      text: '96385074',
    });
  });

  it('may pause within a code on a busy phone, once it was heard as a scanner', () => {
    const reader = new WedgeReader();
    type(reader, keysOf('590123'), 8);
    type(reader, keysOf('412'), 30, 180);
    expect(type(reader, keysOf('3457\n'), 8, 380).at(-1)).toEqual({ kind: 'scanned', text: '5901234123457' });
  });

  it.each([
    ['after a beginning as a scanner', '590123412', 8],
    ['after a short beginning as a scanner', '590', 8],
    ['after one key', '5', 8],
    ['after keys as slow as a hand', '590123412', 70],
  ])('takes no PLU out of the end of a code that broke, %s', (_, beginning, gapMs) => {
    const reader = new WedgeReader();
    type(reader, keysOf(beginning), gapMs);
    const steps = type(reader, keysOf('3457\n'), 8, (beginning.length - 1) * gapMs + 300);
    expect(steps.filter(({ kind }) => kind === 'scanned')).toEqual([]);
    // Nor does its Enter press what is in focus.
    expect(steps.at(-1)).toEqual({ kind: 'swallow' });
  });

  it('takes the whole code when it is scanned again after it broke', () => {
    const reader = new WedgeReader();
    type(reader, keysOf('590123412'), 8);
    type(reader, keysOf('3457\n'), 8, 300);
    expect(type(reader, keysOf('5901234123457\n'), 8, 900).at(-1)).toEqual({
      kind: 'scanned',
      text: '5901234123457',
    });
  });

  it('without Enter waits longer before it takes what could be a piece', () => {
    const reader = new WedgeReader();
    type(reader, keysOf('94011'), 8);
    expect(reader.restsAfterMs).toBeGreaterThan(500);
    type(reader, keysOf('207'), 8, 40);
    expect(reader.restsAfterMs).toBeLessThan(200);
    expect(reader.rest()).toBe('94011207');
    // Two keys that were still to come.
    expect(type(reader, keysOf('34'), 8, 300).map(({ kind }) => kind)).toEqual(['swallow', 'swallow']);
    expect(reader.rest()).toBeNull();
  });

  it('without Enter may scan one code right after another', () => {
    const reader = new WedgeReader();
    type(reader, keysOf('96385074'), 8);
    expect(reader.rest()).toBe('96385074');
    type(reader, keysOf('5901234123457'), 8, 400);
    expect(reader.rest()).toBe('5901234123457');
  });

  it('is not a hand whose fingers roll over some keys within a word', () => {
    const reader = new WedgeReader();
    const at = [0, 110, 230, 265, 300, 335, 460, 590];
    const steps = at.map((from, n) => type(reader, [us('tomatoes'[n] ?? '')], 0, from)[0]?.kind);
    expect(new Set(steps)).toEqual(new Set(['leave']));
    expect(type(reader, keysOf('\n'), 0, 720)).toEqual([{ kind: 'leave' }]);
  });

  it('lets a hand type again soon after it took its quick beginning for a scanner', () => {
    const reader = new WedgeReader();
    type(reader, keysOf('tom'), 40);
    const steps = type(reader, keysOf('atoes'), 120, 200);
    expect(steps.map(({ kind }) => kind)).toEqual(['swallow', 'leave', 'leave', 'leave', 'leave']);
  });

  it.each(['4011', '94011', '5901234123457'])('is not a hand that types %s and Enter', (code) => {
    for (const gapMs of [60, 90, 150, 400]) {
      const reader = new WedgeReader();
      const steps = type(reader, keysOf(code + '\n'), gapMs);
      expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['leave']));
      expect(reader.rest()).toBeNull();
    }
  });

  it('reads letters in their case, and our own labels', () => {
    const keys = [...'CS-AB12C-3d4E5'].flatMap((character) =>
      /[A-Z]/.test(character)
        ? [{ key: 'Shift', code: 'ShiftLeft', shift: true }, us(character)]
        : [us(character)],
    );
    expect(type(new WedgeReader(), [...keys, us('\n')], 4).at(-1)).toEqual({
      kind: 'scanned',
      text: 'CS-AB12C-3d4E5',
    });
  });

  it('reads digits on an AZERTY computer, where the digit keys type other characters', () => {
    const french: Record<string, string> = { 1: '&', 2: 'é', 3: '"', 4: "'", 5: '(', 9: 'ç', 0: 'à', 7: 'è' };
    const keys = [...'5901234123457'].map((digit) => ({ code: `Digit${digit}`, key: french[digit] ?? '' }));
    expect(type(new WedgeReader(), [...keys, us('\n')], 6).at(-1)).toEqual({
      kind: 'scanned',
      text: '5901234123457',
    });
  });

  it('reads a scanner that was set to AZERTY itself and holds Shift for digits', () => {
    const keys = [
      { code: 'KeyQ', key: 'A', shift: true },
      ...[...'59012'].map((digit) => ({ code: `Digit${digit}`, key: digit, shift: true })),
    ];
    expect(type(new WedgeReader(), [...keys, us('\n')], 6).at(-1)).toEqual({
      kind: 'scanned',
      text: 'A59012',
    });
  });

  it('reads y and z on a German computer as the scanner meant them', () => {
    const keys = [
      { code: 'KeyY', key: 'z' },
      { code: 'KeyZ', key: 'y' },
      ...keysOf('12345'),
      { code: 'Slash', key: '-' },
      us('\n'),
    ];
    expect(type(new WedgeReader(), keys, 6).at(-1)).toEqual({ kind: 'scanned', text: 'yz12345/' });
  });

  it('takes the key itself where the browser does not know which key it was', () => {
    const keys = [...'5901234123457'].map((digit) => ({ code: '', key: digit }));
    expect(type(new WedgeReader(), [...keys, { key: 'Enter' }], 6).at(-1)).toEqual({
      kind: 'scanned',
      text: '5901234123457',
    });
  });

  it.each([
    ['ASCII 29', [{ key: '\u001d', ctrl: true }]],
    [
      'Ctrl+]',
      [
        { code: 'ControlLeft', key: 'Control', ctrl: true },
        { code: 'BracketRight', key: ']', ctrl: true },
      ],
    ],
    ['Ctrl+] on a German computer', [{ code: 'BracketRight', key: '+', ctrl: true }]],
    ['F8', [{ code: 'F8', key: 'F8' }]],
    [
      'Alt+029',
      [
        { code: 'AltLeft', key: 'Alt', alt: true },
        { code: 'Numpad0', key: '0', alt: true },
        { code: 'Numpad2', key: '2', alt: true },
        { code: 'Numpad9', key: '9', alt: true },
      ],
    ],
  ])('keeps the group separator sent as %s', (_, separator) => {
    const keys = [...keysOf('10AB12'), ...separator, ...keysOf('17270131'), us('\n')];
    expect(type(new WedgeReader(), keys, 5).at(-1)).toEqual({
      kind: 'scanned',
      text: '10AB12\u001d17270131',
    });
  });

  it('leaves the shortcuts of the browser alone', () => {
    const steps = type(new WedgeReader(), [{ code: 'KeyR', key: 'r', ctrl: true }, us('\n')], 5);
    expect(steps).toEqual([{ kind: 'leave' }, { kind: 'leave' }]);
  });
});
