import { spreadHandOut } from './spread-hand-out';

const zone = 'America/New_York';
const spread = (quantity: number, from: string, to: string) =>
  spreadHandOut(quantity, new Date(from), new Date(to), zone).map(
    ({ at, quantity: share }) => `${at.toISOString()} ${share}`,
  );

describe('spreading a hand-out over the time between two visits', () => {
  it('is one share within a day, in the middle of the time', () => {
    expect(spread(7, '2026-11-20T14:00:00Z', '2026-11-20T18:00:00Z')).toEqual(['2026-11-20T16:00:00.000Z 7']);
  });

  it('gives each calendar day of the group as much as its part of the time', () => {
    // 12 hours of the first day (New York is 5 hours behind), 24 of the second, 12 of the third.
    expect(spread(8, '2026-11-20T17:00:00Z', '2026-11-22T17:00:00Z')).toEqual([
      '2026-11-20T23:00:00.000Z 2',
      '2026-11-21T17:00:00.000Z 4',
      '2026-11-22T11:00:00.000Z 2',
    ]);
  });

  it('gives whole units, and no share of nothing', () => {
    expect(spread(1, '2026-11-16T17:00:00Z', '2026-11-20T17:00:00Z')).toEqual(['2026-11-20T11:00:00.000Z 1']);
  });

  it('knows the days on which clocks are changed', () => {
    // Clocks go back on the first of November: it has 25 hours.
    expect(spread(49, '2026-11-01T04:00:00Z', '2026-11-03T05:00:00Z')).toEqual([
      '2026-11-01T16:30:00.000Z 25',
      '2026-11-02T17:00:00.000Z 24',
    ]);
  });

  it('is at the visit when no time lies between', () => {
    expect(spread(3, '2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z')).toEqual(['2026-11-20T14:00:00.000Z 3']);
  });

  it.each([
    [1_000, '2016-01-01T00:00:00Z', '2026-11-20T00:00:00Z'],
    [1_000_000_000, '1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
    [13, '2026-03-01T00:00:00Z', '2026-05-20T11:22:33Z'],
  ])('stays within the time, in few shares that add up: %i from %s to %s', (quantity, from, to) => {
    const shares = spreadHandOut(quantity, new Date(from), new Date(to), zone);
    expect(shares.length).toBeLessThanOrEqual(61);
    expect(shares.reduce((sum, share) => sum + share.quantity, 0)).toBe(quantity);
    for (const { at, quantity: share } of shares) {
      expect([share > 0, at >= new Date(from), at <= new Date(to)]).toEqual([true, true, true]);
    }
  });
});
