import type { Outcome } from '../outbox/outbox-sender';
import { answeredIn } from './answered';
import type { LevelChange } from './waiting-levels';

const outcome = (id: string, onHand: number | null, status: Outcome['status'] = 'recorded'): Outcome => ({
  ...{ id, status, onHand, warnings: [], refusal: null },
});
const change = (siteId: string, change: number): LevelChange => ({ siteId, itemId: 'beans', change });
const said = (siteId: string, onHand: number) => ({ siteId, itemId: 'beans', onHand });

const changes: Record<string, readonly LevelChange[]> = {
  in: [change('hub', 6)],
  out: [change('hub', -2)],
  move: [change('hub', -3), change('fridge', 3)],
  moveUndone: [change('hub', 3), change('fridge', -3)],
};
const answered = (...outcomes: Outcome[]) => answeredIn(outcomes, (id) => changes[id] ?? []);

it('tells the level at the site that goods left, else where they came to', () => {
  expect(answered(outcome('in', 9))?.levels).toEqual([said('hub', 9)]);
  expect(answered(outcome('out', 7))?.levels).toEqual([said('hub', 7)]);
  expect(answered(outcome('move', 4))?.levels).toEqual([said('hub', 4)]);
  expect(answered(outcome('moveUndone', 5))?.levels).toEqual([said('fridge', 5)]);
});

it('tells no level where the answer says none, and all changes', () => {
  expect(answered(outcome('in', null), outcome('move', 4, 'duplicate'))).toEqual({
    changes: [...(changes['in'] ?? []), ...(changes['move'] ?? [])],
    levels: [said('hub', 4)],
  });
});

it('tells nothing of what was refused, or changes no level', () => {
  expect(answered(outcome('in', null, 'refused'), outcome('an ask', null))).toBeNull();
});
