import type { MovementLine } from '@shared/stock/movement-line';
import { changesOf } from './waiting-levels';

const line: MovementLine = {
  id: '0198f000-0000-7000-8000-000000000001',
  reason: 'transfer',
  itemId: 'beans',
  quantity: 12,
  fromSiteId: 'hub',
  toSiteId: 'fridge',
  occurredAt: '2026-01-05T10:00:00.000Z',
};
const request = { id: '0198f000-0000-7000-8000-000000000002', note: 'Slip' };
const nobody = () => null;
const nothing = () => [];
const both = [
  { siteId: 'hub', itemId: 'beans', change: 12 },
  { siteId: 'fridge', itemId: 'beans', change: -12 },
];

describe('what waits on a device', () => {
  it('changes the levels of both ends', () => {
    expect(changesOf({ command: { kind: 'movement', line } }, nobody, nothing)).toEqual(
      both.map((one) => ({ ...one, change: -one.change })),
    );
  });

  it('takes back what was sent long ago, from what the undo itself says', () => {
    const command = { kind: 'reversal', movementId: line.id, request, undoes: line } as const;
    expect(changesOf({ command }, nobody, nothing)).toEqual(both);
  });

  it('takes back packs of a code as the catalogue counts them', () => {
    const { itemId: _, quantity: __, ...rest } = line;
    const undoes: MovementLine = { ...rest, code: '4011', packs: 2 };
    const pack = (code: string) => (code === '4011' ? { itemId: 'beans', per: 6 } : null);
    expect(
      changesOf({ command: { kind: 'reversal', movementId: line.id, request, undoes } }, pack, nothing),
    ).toEqual(both);
  });

  it('goes by what is remembered where an earlier version kept the undo', () => {
    const command = { kind: 'reversal', movementId: line.id, request } as const;
    const remembered = both.map((one) => ({ ...one, change: -one.change }));
    expect(changesOf({ command }, nobody, (id) => (id === line.id ? remembered : []))).toEqual(both);
  });

  it('is by a count what it differs from what was shown, and needs no count any more', () => {
    const { id, occurredAt } = line;
    const lines = [
      { itemId: 'beans', counted: 7 },
      { itemId: 'rice', counted: 4 },
    ];
    const count = { kind: 'count', request: { id, siteId: 'hub', occurredAt, lines } } as const;
    const changes = changesOf({ command: { ...count, expected: [10, 4] } }, nobody, nothing);
    expect(changes).toEqual([
      { siteId: 'hub', itemId: 'beans', change: -3, isCount: true },
      { siteId: 'hub', itemId: 'rice', change: 0, isCount: true },
    ]);
    expect(changesOf({ command: count }, nobody, nothing).map(({ change }) => change)).toEqual([0, 0]);
  });
});
