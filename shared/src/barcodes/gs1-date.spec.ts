import { readGs1Date } from './gs1-date';

describe('A GS1 date', () => {
  it.each([
    ['270131', '2026-11-22', '2027-01-31', 'a day'],
    ['270200', '2026-11-22', '2027-02-28', 'a month is read as its last day'],
    ['280200', '2026-11-22', '2028-02-29', 'of a leap year too'],
    ['760101', '2026-11-22', '2076-01-01', '50 years ahead'],
    ['770101', '2026-11-22', '1977-01-01', '51 years ahead is 49 back'],
    ['000101', '2049-12-31', '2000-01-01', '49 years back'],
    ['000101', '2050-01-01', '2100-01-01', '50 years back is 50 ahead'],
    ['990101', '2100-06-01', '2099-01-01', 'last year, at the turn of a century'],
    ['000229', '2026-11-22', '2000-02-29', 'the leap day of 2000'],
    ['000229', '2060-01-01', null, '2100 has no leap day'],
    ['270229', '2026-11-22', null, 'nor has 2027'],
    ['271301', '2026-11-22', null, 'no such month'],
    ['270001', '2026-11-22', null, 'no month'],
    ['270132', '2026-11-22', null, 'no such day'],
  ])('%s, on %s, is %s (%s)', (digits, today, day, _why) => {
    expect(readGs1Date(digits, today)).toBe(day);
  });

  it('is placed in the window of 2026 where the day is not known', () => {
    expect(readGs1Date('270131')).toBe('2027-01-31');
  });
});
