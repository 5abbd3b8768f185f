import { computed, inject, Injectable, signal } from '@angular/core';
import type { MovementLine } from '@shared/stock/movement-line';
import type { StockReply } from '@shared/stock/stock.contract';
import type { RecordCount } from '@shared/stocktakes/stocktakes.contract';
import { v7 as newId } from 'uuid';
import { Keeping } from '../forms/keeping';
import { Language } from '../ui/language';

type Place = Pick<StockReply, 'siteId' | 'itemId'>;

/** What was counted last on a page, and its undoing. The page's own: a phone that is turned shows other panes, and has counted the same. */
@Injectable()
export class Counting {
  readonly #language = inject(Language);
  readonly counting = new Keeping();
  readonly undoing = new Keeping();
  readonly #said = signal<(Place & { readonly text: string }) | null>(null);
  /** While the count is on this device, and once it is known what it moved. */
  readonly isUndoable = computed(
    () =>
      this.undoing.state() === null &&
      (this.counting.isHere() || this.counting.outcome()?.movementId !== undefined),
  );

  /** What was just done there, in words; null where it was done elsewhere. */
  saidOf({ siteId, itemId }: Place): string | null {
    const said = this.#said();
    return said?.siteId === siteId && said.itemId === itemId ? said.text : null;
  }

  /** The count is kept, in words. */
  tell({ siteId, itemId }: Place, text: string): void {
    this.undoing.forget();
    this.#said.set({ siteId, itemId, text });
  }

  async undo(): Promise<void> {
    const entry = this.counting.entry();
    const movementId = this.counting.outcome()?.movementId;
    if (!entry || entry.command.kind !== 'count') return;
    if (!(await this.counting.withdraw())) {
      if (movementId === undefined) return;
      const { request, expected } = entry.command;
      const undoes = movedBy(movementId, request, expected);
      const note = this.#language.say('stock.detail.undoNote');
      const command = { kind: 'reversal', movementId, request: { id: newId(), note }, undoes } as const;
      if (!(await this.undoing.keep(command, entry.about))) return;
    }
    const text = this.#language.say('stock.detail.undone');
    this.#said.update((said) => said && { ...said, text });
  }
}

/** The movement of a count as this device knows it, for its own levels. */
function movedBy(
  id: string,
  { siteId, occurredAt, lines: [line] }: RecordCount,
  [expected = 0]: readonly number[] = [],
): MovementLine {
  const change = (line?.counted ?? 0) - expected;
  return {
    ...{ id, reason: 'count', occurredAt, itemId: line?.itemId ?? '', quantity: Math.abs(change) },
    ...(change < 0 ? { fromSiteId: siteId } : { toSiteId: siteId }),
  };
}
