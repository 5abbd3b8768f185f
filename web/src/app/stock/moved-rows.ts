import { DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import type { StockReply } from '@shared/stock/stock.contract';
import { Levels } from '../device/levels';

const shownMs = 6_000;

/**
 * By how much others moved levels while somebody looks at them, by row key, for a few seconds. What this device moved itself is none of
 * it. `question` is what the rows answer: with another one nothing moved.
 */
export function movedRows(
  rows: Signal<readonly StockReply[] | undefined>,
  question: Signal<unknown>,
  keyOf: (row: StockReply) => string,
): Signal<ReadonlyMap<string, number>> {
  const levels = inject(Levels);
  const moved = signal<ReadonlyMap<string, number>>(new Map());
  let asked: unknown;
  let before = new Map<string, { onHand: number; waiting: number }>();
  let clearing: ReturnType<typeof setTimeout> | undefined;

  inject(DestroyRef).onDestroy(() => clearTimeout(clearing));
  effect(() => {
    const isSame = asked === question();
    asked = question();
    const now = new Map<string, { onHand: number; waiting: number }>();
    const changes = new Map<string, number>();
    for (const row of rows() ?? []) {
      const key = keyOf(row);
      const waiting = levels.waiting(row.siteId, row.itemId);
      const was = before.get(key);
      if (isSame && was && was.waiting === waiting && was.onHand !== row.onHand)
        changes.set(key, row.onHand - was.onHand);
      now.set(key, { onHand: row.onHand, waiting });
    }
    before = now;
    if (changes.size === 0) return;
    untracked(() => moved.update((shown) => new Map([...shown, ...changes])));
    clearTimeout(clearing);
    clearing = setTimeout(() => moved.set(new Map()), shownMs);
  });
  return moved.asReadonly();
}
