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
import { v7 as newId } from 'uuid';
import type { Keeping } from '../forms/keeping';
import { QuantityField } from '../forms/quantity-field';
import { DeviceClock } from '../outbox/device-clock';
import { Formats } from '../ui/formats';
import { Language } from '../ui/language';

/** How long a count may be taken back without a trace. */
const holdMs = 4_000;

/** "How many are there now?": keeps what was counted; the server works out the difference to its books for that moment. */
@Component({
  selector: 'cs-count-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, QuantityField],
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
          [attr.aria-disabled]="amount() === null"
        >
          {{ t('stock.count.save') }}
        </button>
      </div>
      @if (keeping().failed()) {
        <p role="alert">{{ t('forms.kept.failed') }}</p>
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
  readonly keeping = input.required<Keeping>();
  /** The count is kept, in words. */
  readonly counted = output<string>();

  readonly #clock = inject(DeviceClock);
  readonly #language = inject(Language);
  readonly #formats = inject(Formats);
  protected readonly fieldId = computed(() => `count-${this.row().siteId}-${this.row().itemId}`);
  protected readonly amount = linkedSignal<string, number | null>({
    source: this.fieldId,
    computation: () => null,
  });

  protected async save(): Promise<void> {
    const { siteId, siteName, itemId, itemName, unit, onHand } = this.row();
    const counted = this.amount();
    if (counted === null) return;
    const occurredAt = this.#clock.now().toISOString();
    const request = { id: newId(), siteId, occurredAt, lines: [{ itemId, counted }] };
    const about = { itemName, unit, quantity: counted, siteName };
    const command = { kind: 'count', request, expected: [onHand] } as const;
    if (!(await this.keeping().keep(command, about, holdMs))) return;
    this.amount.set(null);
    this.counted.emit(
      this.#language.say('stock.count.done', {
        ...{ site: siteName, item: itemName },
        quantity: this.#formats.quantity(counted, unit),
      }),
    );
  }
}
