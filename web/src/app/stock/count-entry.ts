import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { StockApi } from '../api-client/stock.api';
import { DeviceClock } from '../outbox/device-clock';
import { QuantityField } from '../forms/quantity-field';
import { Sending } from '../forms/sending';
import { Formats } from '../ui/formats';
import { Language } from '../ui/language';
import { ProblemMessage } from '../ui/problem-message';

/** "How many are there now?": sends what was counted; the server works out the difference to its books for that moment. */
@Component({
  selector: 'cs-count-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ProblemMessage, QuantityField],
  template: `
    <form (submit)="$event.preventDefault(); save()" [class.asked]="row().needsCount" *transloco="let t">
      @if (row().needsCount) {
        <p class="why">{{ t('stock.count.why') }}</p>
      }
      <label [for]="fieldId()">{{ t('stock.count.label') }}</label>
      <div class="row">
        <cs-quantity-field [fieldId]="fieldId()" [unit]="row().unit" [(value)]="amount" />
        <button
          class="button"
          [class.primary]="row().needsCount"
          type="submit"
          [attr.aria-disabled]="amount() === null || sending.busy()"
        >
          {{ t('stock.count.save') }}
        </button>
      </div>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-2);
    }
    .asked {
      padding: var(--space-4);
      border-radius: var(--radius);
      border-inline-start: 6px solid var(--low);
      background: var(--low-soft);
    }
    label {
      font-weight: 600;
    }
  `,
})
export class CountEntry {
  readonly row = input.required<StockReply>();
  /** The count stands; `movementId` undoes it. */
  readonly counted = output<{ text: string; movementId: Id | null }>();

  readonly #clock = inject(DeviceClock);
  readonly #stock = inject(StockApi);
  readonly #language = inject(Language);
  readonly #formats = inject(Formats);
  protected readonly sending = new Sending();
  protected readonly fieldId = computed(() => `count-${this.row().siteId}-${this.row().itemId}`);
  protected readonly amount = linkedSignal<string, number | null>({
    source: this.fieldId,
    computation: () => null,
  });

  protected async save(): Promise<void> {
    const { siteId, siteName, itemId, itemName, unit } = this.row();
    const counted = this.amount();
    if (counted === null) return;
    const occurredAt = this.#clock.now().toISOString();
    let movementId: Id | null = null;
    const done = await this.sending.run(async () => {
      const { lines } = await this.#stock.count({
        id: newId(),
        siteId,
        occurredAt,
        lines: [{ itemId, counted }],
      });
      movementId = lines[0]?.movementId ?? null;
    });
    if (!done) return;
    this.amount.set(null);
    this.counted.emit({
      text: this.#language.say('stock.count.done', {
        site: siteName,
        item: itemName,
        quantity: this.#formats.quantity(counted, unit),
      }),
      movementId,
    });
  }
}
