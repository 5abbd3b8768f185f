import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiFoodAppleOutline, mdiHistory, mdiLabelOutline, mdiTruckOutline } from '@mdi/js';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { StockApi } from '../api-client/stock.api';
import { Sending } from '../forms/sending';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { LevelBar } from '../ui/level-bar';
import { ProblemMessage } from '../ui/problem-message';
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
    LevelBar,
    LotList,
    ProblemMessage,
    QuantityPipe,
    SaidLine,
  ],
  template: `
    <div class="stack" *transloco="let t">
      @if (said(); as said) {
        <cs-said-line
          [text]="said.text"
          [undoable]="said.movementId !== null"
          (undo)="undo(said.movementId)"
        />
      }
      @if (undoing.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
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
      <cs-count-entry [row]="row()" (counted)="tell($event)" />
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

  readonly #stock = inject(StockApi);
  readonly #language = inject(Language);
  protected readonly undoing = new Sending();
  protected readonly history = mdiHistory;
  protected readonly itemIcon = mdiFoodAppleOutline;
  protected readonly label = mdiLabelOutline;
  protected readonly truck = mdiTruckOutline;

  /** What was just done; another row says nothing yet. */
  protected readonly said = linkedSignal<string, { text: string; movementId: Id | null } | null>({
    source: () => `${this.row().siteId} ${this.row().itemId}`,
    computation: () => null,
  });

  /** What may be handed out; the books may lie below zero, a shelf does not. */
  protected readonly mayGo = computed(() => Math.max(0, this.row().available));

  protected barStatus(): 'out' | 'low' | 'ok' {
    const { available, minimum } = this.row();
    return available <= 0 ? 'out' : available < (minimum ?? 0) ? 'low' : 'ok';
  }

  protected tell(said: { text: string; movementId: Id | null }): void {
    this.said.set(said);
    this.changed.emit();
  }

  protected async undo(movementId: Id | null): Promise<void> {
    if (movementId === null) return;
    const note = this.#language.say('stock.detail.undoNote');
    if (await this.undoing.run(() => this.#stock.reverse(movementId, { id: newId(), note }))) {
      this.tell({ text: this.#language.say('stock.detail.undone'), movementId: null });
    }
  }
}
