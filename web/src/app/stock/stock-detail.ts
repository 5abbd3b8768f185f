import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiFoodAppleOutline, mdiHistory, mdiLabelOutline, mdiTruckOutline } from '@mdi/js';
import type { MovementLine } from '@shared/stock/movement-line';
import type { StockReply } from '@shared/stock/stock.contract';
import type { RecordCount } from '@shared/stocktakes/stocktakes.contract';
import { v7 as newId } from 'uuid';
import { Keeping } from '../forms/keeping';
import { KeptState } from '../forms/kept-state';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { LevelBar } from '../ui/level-bar';
import { QuantityPipe } from '../ui/quantity.pipe';
import { SaidLine } from '../ui/said-line';
import { CountEntry } from './count-entry';
import { LotList } from './lot-list';

/** One item at one site: what to do first (count it), its lots, and the ways on. */
@Component({
  selector: 'cs-stock-detail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    CountEntry,
    Icon,
    KeptState,
    LevelBar,
    LotList,
    QuantityPipe,
    SaidLine,
  ],
  template: `
    <div class="stack" *transloco="let t">
      @if (said(); as said) {
        <cs-said-line [text]="said" [undoable]="isUndoable()" (undo)="undo()" />
        <cs-kept-state [keeping]="undoing.state() ? undoing : counting" />
      }
      @if (row().target !== null) {
        <div>
          <p class="row between">
            <span>{{ t('stock.detail.mayGo', { quantity: mayGo() | quantity: row().unit }) }}</span>
            <span class="soft">{{
              t('stock.detail.aim', {
                minimum: row().minimum ?? 0 | quantity: row().unit,
                target: row().target ?? 0 | quantity: row().unit,
              })
            }}</span>
          </p>
          <cs-level-bar
            [label]="
              t('stock.detail.haveOf', {
                have: mayGo() | quantity: row().unit,
                aim: row().target ?? 0 | quantity: row().unit,
              })
            "
            [have]="mayGo()"
            [aim]="row().target ?? 0"
            [minimum]="row().minimum"
            [status]="barStatus()"
          />
        </div>
      }
      <cs-count-entry [row]="row()" [keeping]="counting" (counted)="tell($event)" />
      <cs-lot-list [row]="row()" (changed)="changed.emit()" />
      <nav class="row" [attr.aria-label]="t('stock.detail.more')">
        <a
          class="button quiet"
          routerLink="/stock/history"
          [queryParams]="{ item: row().itemId, site: row().siteId }"
        >
          <cs-icon [path]="history" />{{ t('stock.detail.history') }}
        </a>
        <a class="button quiet" [routerLink]="['/items', row().itemId]">
          <cs-icon [path]="itemIcon" />{{ t('stock.detail.item') }}
        </a>
        <a class="button quiet" routerLink="/labels" [queryParams]="{ item: row().itemId }">
          <cs-icon [path]="label" />{{ t('stock.detail.label') }}
        </a>
        <a
          class="button quiet"
          routerLink="/transfers/ship"
          [queryParams]="{ item: row().itemId, from: row().siteId }"
        >
          <cs-icon [path]="truck" />{{ t('stock.detail.ship') }}
        </a>
      </nav>
    </div>
  `,
  styles: `
    .between {
      justify-content: space-between;
      gap: var(--space-1) var(--space-3);
      margin-block-end: var(--space-1);
    }
    nav {
      gap: var(--space-1);
    }
  `,
})
export class StockDetail {
  readonly row = input.required<StockReply>();
  /** Levels, lots or marks of the row are other than before. */
  readonly changed = output();

  readonly #language = inject(Language);
  protected readonly counting = new Keeping();
  protected readonly undoing = new Keeping();
  protected readonly history = mdiHistory;
  protected readonly itemIcon = mdiFoodAppleOutline;
  protected readonly label = mdiLabelOutline;
  protected readonly truck = mdiTruckOutline;

  readonly #key = computed(() => `${this.row().siteId} ${this.row().itemId}`);
  /** What was just done; another row says nothing yet, and the same one with another level goes on saying it. */
  protected readonly said = linkedSignal<string, string | null>({
    source: this.#key,
    computation: () => null,
  });
  /** While the count is on this device, and once it is known what it moved. */
  protected readonly isUndoable = computed(
    () =>
      this.undoing.state() === null &&
      (this.counting.isHere() || this.counting.outcome()?.movementId !== undefined),
  );

  /** What may be handed out; the books may lie below zero, a shelf does not. */
  protected readonly mayGo = computed(() => Math.max(0, this.row().available));

  protected barStatus(): 'out' | 'low' | 'ok' {
    const { available, minimum } = this.row();
    return available <= 0 ? 'out' : available < (minimum ?? 0) ? 'low' : 'ok';
  }

  constructor() {
    effect(() => {
      // Where the page shows what the server said, it asks anew.
      if (this.counting.state() === 'recorded' || this.undoing.state() === 'recorded') this.changed.emit();
    });
  }

  protected tell(said: string): void {
    this.undoing.forget();
    this.said.set(said);
  }

  protected async undo(): Promise<void> {
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
    this.said.set(this.#language.say('stock.detail.undone'));
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
