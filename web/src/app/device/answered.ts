import type { Id } from '@shared/words/id';
import type { Outcome } from '../outbox/outbox-sender';
import type { LevelChange } from './waiting-levels';

/** What one answer of the server says of levels. */
export interface Answered {
  /** By how much what it is about changed them. */
  readonly changes: readonly LevelChange[];
  /** What some of them came to with all of that. Base units. */
  readonly levels: readonly (Pick<LevelChange, 'siteId' | 'itemId'> & { readonly onHand: number })[];
}

/** Null where the answer changed no level. `changesOf` remembers what a command changes. */
export function answeredIn(
  outcomes: readonly Outcome[],
  changesOf: (id: Id) => readonly LevelChange[],
): Answered | null {
  const recorded = outcomes
    .filter(({ status }) => status !== 'refused')
    .map(({ id, onHand }) => ({ changes: changesOf(id), onHand }));
  const changes = recorded.flatMap((one) => one.changes);
  if (changes.length === 0) return null;
  const levels = recorded.flatMap(({ changes: [first, ...others], onHand }) => {
    // The server says the level where goods left; where none did, the one where they came to.
    const said = others.find(({ change }) => change < 0) ?? first;
    return said && onHand !== null ? [{ siteId: said.siteId, itemId: said.itemId, onHand }] : [];
  });
  return { changes, levels };
}
