import type { SyncItem, SyncReply } from '@shared/sync/sync.contract';
import { Catalogue } from './catalogue';

const [east, west, fridge] = ['site-a', 'site-b', 'site-c'];
const head = { now: '2026-11-22T10:00:00Z', reset: false, more: false, cursor: 'c' };
const item = (id: string, codes: [string, number][], name = id): SyncItem => [
  ...([id, name, 'each', null, null, null, `CS-${id}`] as const),
  ...([codes, null, 0] as const),
];
const after = (...replies: Partial<SyncReply>[]) => {
  const catalogue = new Catalogue();
  for (const reply of replies)
    catalogue.apply(JSON.parse(JSON.stringify({ ...head, ...reply })) as SyncReply);
  return catalogue;
};

describe('the catalogue in memory', () => {
  it('finds items by every code, also after a code went from one to the other', () => {
    const catalogue = after({ items: [item('beans', [['1', 12]]), item('rice', [['2', 1]])] });
    expect(catalogue.itemOfCode('1')?.[0]).toBe('beans');
    expect(catalogue.itemOfCode('CS-rice')?.[0]).toBe('rice');
    catalogue.apply({
      ...head,
      items: [
        item('rice', [
          ['1', 6],
          ['2', 1],
        ]),
        item('beans', []),
      ],
    });
    expect(catalogue.itemOfCode('1')?.[0]).toBe('rice');
    catalogue.apply({ ...head, items: [item('rice', [['2', 1]])] });
    expect(catalogue.itemOfCode('1')).toBeUndefined();
  });

  it('takes another name of an item for the item', () => {
    const catalogue = after({ items: [item('beans', [])], aliases: [['made offline', 'beans']] });
    expect(catalogue.item('made offline')?.[0]).toBe('beans');
    expect(catalogue.item('nobody')).toBeUndefined();
  });

  it('keeps levels apart by site, however replies number the sites', () => {
    const catalogue = after(
      {
        siteNumbers: [east, west],
        levels: [
          [
            'beans',
            [
              [0, 5],
              [1, 7, 2, 9, 1],
            ],
          ],
        ],
      },
      { siteNumbers: [fridge, west, east], levels: [['beans', [[2, -1]]]] },
      { siteNumbers: [fridge, west, east], levels: [['beans', [[0, 3]]]] },
    );
    expect(catalogue.levelAt(east, 'beans')?.[1]).toBe(-1);
    expect(catalogue.levelAt(west, 'beans')?.slice(1)).toEqual([7, 2, 9, 1]);
    expect(catalogue.levelAt(fridge, 'beans')?.[1]).toBe(3);
  });

  it('says the same again when it was written together into one page', () => {
    const catalogue = after(
      {
        items: [item('beans', [['1', 12]])],
        lots: [
          ['lot', 'beans', 'L1', '2027-01-31', null, null, 'quality', 'CS-lot'],
          ['used up', 'beans', 'L0', null, null, null, null, null],
        ],
        siteNumbers: [east, west],
        levels: [['beans', [[1, 4]]]],
        lotLevels: [
          ['lot', [[1, 3]]],
          ['used up', [[1, 0]]],
        ],
      },
      { aliases: [['other', 'beans']], items: [item('beans', [['1', 6]], 'Black beans')] },
    );
    const again = after(catalogue.whole());
    expect(again.item('other')).toEqual(item('beans', [['1', 6]], 'Black beans'));
    expect(again.levelAt(west, 'beans')?.[1]).toBe(4);
    expect(again.lotLevelAt(west, 'lot')).toBe(3);
    expect(again.lotOfCode('CS-lot')?.[0]).toBe('lot');
    expect([...again.lots.keys()]).toEqual(['lot']);
  });
});
