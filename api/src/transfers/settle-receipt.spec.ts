import { settleReceipt, type Shipped } from './settle-receipt';
import type { SettledLine } from './transfer-lines';

const line = (itemId: string, lotId: string | null, quantity: number): SettledLine => ({
  itemId,
  lotId,
  quantity,
});
const shipped = (
  itemId: string,
  lotId: string | null,
  quantity: number,
  endsOn: string | null = null,
): Shipped => ({
  ...line(itemId, lotId, quantity),
  endsOn,
});

describe('settling a receipt', () => {
  it('sends on what arrived as shipped', () => {
    const settled = settleReceipt(
      [shipped('beans', 'L1', 12), shipped('rice', null, 5)],
      [line('beans', 'L1', 12), line('rice', null, 5)],
    );
    expect(settled).toEqual({
      arrived: [line('beans', 'L1', 12), line('rice', null, 5)],
      short: [],
      over: [],
    });
  });

  it('finds what is short, what is over and what never was shipped', () => {
    const settled = settleReceipt(
      [shipped('beans', 'L1', 12), shipped('rice', null, 5), shipped('oats', null, 1)],
      [line('beans', 'L1', 10), line('rice', null, 7), line('soap', null, 2)],
    );
    expect(settled.short).toEqual([line('beans', 'L1', 2), line('oats', null, 1)]);
    expect(settled.over).toEqual([line('rice', null, 2), line('soap', null, 2)]);
  });

  it('takes goods received without a lot for those shipped, lot-less first, then the earliest date', () => {
    const settled = settleReceipt(
      [
        shipped('beans', 'undated', 3),
        shipped('beans', 'late', 3, '2027-02-01'),
        shipped('beans', 'early', 3, '2027-01-01'),
        shipped('beans', null, 3),
      ],
      [line('beans', null, 7), line('beans', 'late', 1)],
    );
    expect(settled.arrived).toEqual(
      expect.arrayContaining([line('beans', null, 3), line('beans', 'early', 3), line('beans', 'late', 2)]),
    );
    expect(settled.short).toEqual([line('beans', 'undated', 3), line('beans', 'late', 1)]);
    expect(settled.over).toEqual([]);
  });

  it('keeps what is over without a lot when all that was shipped has arrived', () => {
    const settled = settleReceipt([shipped('beans', 'L1', 3)], [line('beans', null, 5)]);
    expect(settled).toEqual({
      arrived: [line('beans', 'L1', 3), line('beans', null, 2)],
      short: [],
      over: [line('beans', null, 2)],
    });
  });

  it('takes another lot for over, and what was shipped in its place for short', () => {
    const settled = settleReceipt([shipped('beans', 'L1', 3)], [line('beans', 'L2', 3)]);
    expect(settled.short).toEqual([line('beans', 'L1', 3)]);
    expect(settled.over).toEqual([line('beans', 'L2', 3)]);
  });

  it('adds up lines of the same item and lot', () => {
    const settled = settleReceipt(
      [shipped('beans', null, 2), shipped('beans', null, 2)],
      [line('beans', null, 1), line('beans', null, 2)],
    );
    expect(settled).toEqual({ arrived: [line('beans', null, 3)], short: [line('beans', null, 1)], over: [] });
  });
});
