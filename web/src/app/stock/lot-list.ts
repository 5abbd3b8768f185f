import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { HoldLot, type LotLevelReply, type StockReply } from '@shared/stock/stock.contract';
import { dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { RouterLink } from '@angular/router';
import { StockApi } from '../api-client/stock.api';
import { Sending } from '../forms/sending';
import { Session } from '../session/session';
import { DayPipe } from '../ui/day.pipe';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';
import { StatusMark } from '../ui/status-mark';
import { lotState } from './lot-state';

/** The lots of an item at a site: dates, marks, levels; stewards put a lot on hold and release it. */
@Component({
  selector: 'cs-lot-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, DayPipe, ProblemMessage, QuantityPipe, StatusMark],
  template: `
    <section *transloco="let t">
      <h3>{{ t('stock.lots.heading') }}</h3>
      <ul class="plain-list">
        @for (lot of lots(); track lot.lotId ?? 'none') {
          <li>
            <div class="line">
              <div class="what">
                @if (lot.lotId === null) {
                  <p>{{ t('stock.lots.noLot') }}</p>
                } @else {
                  <p>
                    @if (lot.useBy) {
                      {{ t('stock.lots.useBy', { day: lot.useBy | day }) }}
                    } @else if (lot.bestBy) {
                      {{ t('stock.lots.bestBy', { day: lot.bestBy | day }) }}
                    } @else {
                      {{ t('stock.lots.undated') }}
                    }
                  </p>
                  @if (lot.code) {
                    <p class="soft small">{{ t('stock.lots.code', { code: lot.code }) }}</p>
                  }
                }
                @if (lot.estimated) {
                  <p class="soft small">{{ t('stock.lots.estimated') }}</p>
                }
                @if (lot.state; as state) {
                  <cs-status-mark [status]="state" />
                }
              </div>
              <span class="amount">{{ lot.onHand | quantity: unit() }}</span>
            </div>
            @if (lot.lotId; as lotId) {
              <div class="row no-print">
                @if (maySteward()) {
                  @if (lot.onHold) {
                    <button class="button quiet" type="button" (click)="release(lotId)">
                      {{ t('stock.lots.release') }}
                    </button>
                  } @else if (asking() === lotId) {
                    <form class="row" (submit)="$event.preventDefault(); hold(lotId, note.value)">
                      <input
                        class="input"
                        maxlength="500"
                        [attr.aria-label]="t('stock.lots.why')"
                        [attr.placeholder]="t('stock.lots.why')"
                        #note
                      />
                      <button class="button primary" type="submit">{{ t('stock.lots.hold') }}</button>
                      <button class="button quiet" type="button" (click)="asking.set(null)">
                        {{ t('ui.cancel') }}
                      </button>
                    </form>
                  } @else {
                    <button class="button quiet" type="button" (click)="asking.set(lotId)">
                      {{ t('stock.lots.hold') }}
                    </button>
                  }
                }
                <a
                  class="button quiet"
                  routerLink="/labels"
                  [queryParams]="{ item: row().itemId, lot: lotId }"
                >
                  {{ t('stock.lots.label') }}
                </a>
              </div>
            }
          </li>
        } @empty {
          <li class="soft">{{ t('stock.lots.none') }}</li>
        }
      </ul>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
    </section>
  `,
  styles: `
    li {
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
    }
    .line {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
    }
    .what p + p {
      margin: 0;
    }
    .amount {
      font-size: var(--text-large);
      font-weight: 700;
      white-space: nowrap;
    }
    .row {
      gap: var(--space-1) var(--space-2);
    }
    .input {
      inline-size: 14rem;
    }
    .button.quiet {
      margin-inline-start: calc(-1 * var(--space-3));
    }
    .button.quiet + .button.quiet {
      margin-inline-start: 0;
    }
  `,
})
export class LotList {
  readonly row = input.required<StockReply>();
  readonly changed = output();

  readonly #stock = inject(StockApi);
  readonly #session = inject(Session);
  protected readonly sending = new Sending();
  protected readonly maySteward = computed(() => this.#session.can('steward'));
  /** The lot whose hold is being given a reason. */
  protected readonly asking = signal<Id | null>(null);
  protected readonly unit = computed(() => this.row().unit);
  protected readonly lots = computed<(LotLevelReply & { state: ReturnType<typeof lotState> })[]>(() => {
    const today = dayOf(new Date(), this.#session.group()?.timeZone ?? 'UTC');
    return this.row().lots.map((lot) => ({ ...lot, state: lotState(lot, today) }));
  });

  protected async hold(lotId: Id, why: string): Promise<void> {
    const note = why.trim();
    const request = Object.assign(new HoldLot(), { kind: 'quality' as const, ...(note ? { note } : {}) });
    if (await this.sending.send(request, () => this.#stock.hold(lotId, request))) {
      this.asking.set(null);
      this.changed.emit();
    }
  }

  protected async release(lotId: Id): Promise<void> {
    if (await this.sending.run(() => this.#stock.release(lotId))) this.changed.emit();
  }
}
