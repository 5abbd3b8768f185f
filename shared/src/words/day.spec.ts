import { addDays, dayOf, isDay, startOfDay } from './day';
import { isInstant } from './instant';

describe('days', () => {
  it('end on the last day with four digits, in every time zone', () => {
    const end = new Date('9999-12-31T23:59:59.999Z');
    expect([addDays('9999-12-31', 1), dayOf(end, 'Pacific/Kiritimati')]).toEqual([
      '9999-12-31',
      '9999-12-31',
    ]);
    expect([addDays('9999-12-30', 1), addDays('9999-12-31', -1)]).toEqual(['9999-12-31', '9999-12-30']);
    expect(startOfDay('9999-12-31', 'Pacific/Kiritimati').toISOString()).toBe('9999-12-30T10:00:00.000Z');
  });

  it('exist, from 1900 on', () => {
    const days = [
      '2028-02-29',
      '1900-01-01',
      '9999-12-31',
      '2027-02-29',
      '1899-12-31',
      '10000-01-01',
      '0001-01-01',
    ];
    expect(days.map(isDay)).toEqual([true, true, true, false, false, false, false]);
  });
});

describe('instants', () => {
  it.each([
    ['2026-11-22T10:15:00Z', true],
    ['1900-01-01T00:00:00+15:59', true],
    ['9999-12-31T23:59:59Z', true],
    ['9999-12-31T23:59:59-15:59', false],
    ['2026-11-22T10:15:00', false],
    ['2026-02-30T10:15:00Z', false],
    ['+275760-09-13T00:00:00Z', false],
    ['2026-11-22T24:00:00Z', false],
  ])('%s: %s', (text, isOne) => {
    expect(isInstant(text)).toBe(isOne);
  });
});
