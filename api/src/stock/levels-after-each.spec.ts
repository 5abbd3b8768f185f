import { levelsAfterEach } from './levels-after-each';
import type { Movement } from './movement';

describe('the levels after each of several calls', () => {
  const move = (fromSiteId: string | null, toSiteId: string | null, quantity: number) =>
    ({ fromSiteId, toSiteId, itemId: 'beans', quantity }) as Movement;
  const levels = (movements: Movement[], level: number[], outcomes: string[] = []) =>
    levelsAfterEach(
      movements,
      movements.map(({ itemId, quantity }, at) => ({
        ...{ n: at + 1, itemId, quantity, level: level[at] ?? 0, outcome: outcomes[at] ?? 'recorded' },
      })),
    ).map((row) => row.level);

  it('count one after the other', () => {
    expect(levels([move(null, 'a', 5), move(null, 'a', 2), move(null, 'b', 1)], [17, 17, 1])).toEqual([
      15, 17, 1,
    ]);
  });

  it('count what arrived before what left', () => {
    expect(levels([move('a', null, 3), move(null, 'a', 3), move('a', null, 1)], [-1, -1, -1])).toEqual([
      0, 3, -1,
    ]);
  });

  it('count a move at the site it came to, and answer it for the one it left', () => {
    expect(levels([move('a', 'b', 4), move(null, 'b', 1), move('b', null, 2)], [6, 13, 13])).toEqual([
      6, 15, 13,
    ]);
  });

  it('leave alone what changed nothing', () => {
    expect(levels([move(null, 'a', 5), move(null, 'a', 5)], [9, 9], ['duplicate', 'recorded'])).toEqual([
      9, 9,
    ]);
  });
});
