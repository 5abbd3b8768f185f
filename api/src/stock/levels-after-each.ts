import type { Id } from '@shared/words/id';
import type { Movement } from './movement';

/** One movement as the ledger answers it: `n` is its place among those sent, from 1. */
interface Answered {
  readonly n: number;
  readonly outcome: string;
  /** Level at its site after all of them. */
  readonly level: number | null;
  readonly itemId?: Id | null;
  readonly quantity?: number | null;
}

interface Change<Row> {
  /** Whose answer is the level after this change; null where the movement answers for its other site. */
  readonly row: Row | null;
  readonly n: number;
  readonly by: number;
}

/**
 * Movements that were recorded together although each is a call of its own: what each would have answered alone. They came
 * at the same moment, so any order is true; at every site, what arrived is counted before what left. A level that does not
 * end below zero was then never below it, which is how the ledger flags it too.
 */
export function levelsAfterEach<Row extends Answered>(
  movements: readonly Movement[],
  rows: readonly Row[],
): Row[] {
  const pairs = new Map<string, Change<Row>[]>();
  const note = (siteId: Id | null, row: Row, by: number, answers: boolean) => {
    if (siteId === null) return;
    const key = `${siteId} ${row.itemId ?? ''}`;
    const change = { row: answers ? row : null, n: row.n, by };
    const changes = pairs.get(key);
    if (changes) changes.push(change);
    else pairs.set(key, [change]);
  };
  for (const row of rows) {
    const movement = movements[row.n - 1];
    if (row.outcome !== 'recorded' || !movement) continue;
    const quantity = row.quantity ?? 0;
    note(movement.fromSiteId, row, -quantity, true);
    note(movement.toSiteId, row, quantity, movement.fromSiteId === null);
  }
  const after = new Map<Row, number>();
  for (const changes of pairs.values()) {
    if (changes.length === 1) continue;
    let level = changes.find(({ row }) => row !== null)?.row?.level ?? 0;
    changes.sort((a, b) => Number(b.by < 0) - Number(a.by < 0) || b.n - a.n);
    for (const { row, by } of changes) {
      if (row) after.set(row, level);
      level -= by;
    }
  }
  return rows.map((row) => {
    const level = after.get(row);
    return level === undefined ? row : { ...row, level };
  });
}
