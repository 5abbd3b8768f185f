import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClose } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { ItemPicker } from '../forms/item-picker';
import { QuantityField } from '../forms/quantity-field';
import { Icon } from '../ui/icon';
import { Stepper } from '../ui/stepper';
import type { DraftGoods } from './visit-draft';

/** One kind of goods in a visit: what, how much; what else is asked about it is projected. */
@Component({
  selector: 'cs-goods-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon, ItemPicker, QuantityField, Stepper],
  template: `
    <div class="line" *transloco="let t">
      <strong>{{
        line().item ? name() || t('fridges.again.unnamed') : t('fridges.visit.code', { code: line().code })
      }}</strong>
      <span class="end">
        @if (line().item?.unit === 'g' || line().item?.unit === 'ml') {
          <cs-quantity-field
            [label]="label()"
            [unit]="line().item?.unit ?? 'each'"
            [least]="1"
            [value]="line().quantity"
            (valueChange)="$event !== null && quantity.emit($event)"
          />
        } @else {
          <cs-stepper [label]="label()" [value]="line().quantity" (valueChange)="quantity.emit($event)" />
        }
        <button
          class="button quiet"
          type="button"
          [attr.aria-label]="t('fridges.visit.takeOff', { item: name() ?? line().code })"
          (click)="gone.emit()"
        >
          <cs-icon [path]="close" />
        </button>
      </span>
      <ng-content />
      @if (why(); as text) {
        <p class="warn" role="status">{{ text }}</p>
        @if (!line().item) {
          <cs-item-picker [label]="t('fridges.again.which')" (picked)="named.emit($event)" />
        }
      }
    </div>
  `,
  styles: `
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
    }
    strong {
      flex: 1 1 8rem;
      min-inline-size: 0;
    }
    p,
    cs-item-picker {
      flex: 1 1 100%;
      margin: 0;
    }
    .end {
      display: inline-flex;
      align-items: center;
    }
  `,
})
export class GoodsLine {
  readonly line = input.required<DraftGoods>();
  /** The quantity's name for screen readers. */
  readonly label = input.required<string>();
  /** Why the server refused it; empty where it did not. */
  readonly why = input('');
  readonly quantity = output<number>();
  /** Somebody says what the code stands for. */
  readonly named = output<ItemReply>();
  readonly gone = output();

  protected readonly close = mdiClose;
  protected readonly name = computed(() => this.line().item?.name ?? null);
}
