import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiFoodAppleOutline, mdiHistory, mdiLabelOutline, mdiTruckOutline } from '@mdi/js';
import type { StockReply } from '@shared/stock/stock.contract';
import { KeptState } from '../forms/kept-state';
import { Icon } from '../ui/icon';
import { LevelBar } from '../ui/level-bar';
import { QuantityPipe } from '../ui/quantity.pipe';
import { SaidLine } from '../ui/said-line';
import { CountEntry } from './count-entry';
import { Counting } from './counting';
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
      @if (counting.saidOf(row()); as said) {
        <cs-said-line [text]="said" [undoable]="counting.isUndoable()" (undo)="counting.undo()" />
        <cs-kept-state [keeping]="counting.undoing.state() ? counting.undoing : counting.counting" />
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
      <cs-count-entry [row]="row()" [keeping]="counting.counting" (counted)="counting.tell(row(), $event)" />
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

  protected readonly counting = inject(Counting);
  protected readonly history = mdiHistory;
  protected readonly itemIcon = mdiFoodAppleOutline;
  protected readonly label = mdiLabelOutline;
  protected readonly truck = mdiTruckOutline;

  /** What may be handed out; the books may lie below zero, a shelf does not. */
  protected readonly mayGo = computed(() => Math.max(0, this.row().available));

  protected barStatus(): 'out' | 'low' | 'ok' {
    const { available, minimum } = this.row();
    return available <= 0 ? 'out' : available < (minimum ?? 0) ? 'low' : 'ok';
  }

  constructor() {
    effect(() => {
      // Where the page shows what the server said, it asks anew.
      const { counting, undoing } = this.counting;
      if (counting.state() === 'recorded' || undoing.state() === 'recorded') this.changed.emit();
    });
  }
}
