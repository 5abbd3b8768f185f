import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  model,
} from '@angular/core';
import type { Unit } from '@shared/words/quantity';
import { Language } from '../ui/language';
import { gramsOf, WeightUnit, weightOf } from '../ui/weight-unit';

/**
 * A quantity typed as people say it: pieces, kilograms or pounds (their choice), litres. `value` is whole base units,
 * null while what stands there is no number.
 */
@Component({
  selector: 'cs-quantity-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="quantity" [class.wrong]="invalid()">
      <input
        type="text"
        autocomplete="off"
        [id]="fieldId()"
        [attr.inputmode]="unit() === 'each' ? 'numeric' : 'decimal'"
        [attr.aria-label]="label() || null"
        [attr.aria-invalid]="invalid() ? 'true' : null"
        [value]="text()"
        (input)="typed(field.value)"
        (focus)="field.select()"
        #field
      />
      @if (suffix(); as suffix) {
        <span>{{ suffix }}</span>
      }
    </span>
  `,
  styles: `
    .quantity {
      display: inline-flex;
      align-items: center;
      max-inline-size: 100%;
      border: 2px solid var(--outline);
      border-radius: var(--radius);
      background: var(--surface);
    }
    .quantity:focus-within {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    .wrong {
      border-color: var(--out);
    }
    input {
      inline-size: 7ch;
      min-inline-size: 0;
      min-block-size: calc(var(--target) - 4px);
      padding-inline: var(--space-3);
      border: 0;
      border-radius: var(--radius);
      background: transparent;
      color: var(--ink);
      font: inherit;
      font-size: var(--text-large);
      font-weight: 700;
      font-variant-numeric: tabular-nums;
      text-align: end;
      outline: none;
    }
    span > span {
      padding-inline-end: var(--space-3);
      color: var(--ink-soft);
    }
  `,
})
export class QuantityField {
  readonly unit = input.required<Unit>();
  /** The id of the field itself, for a label's `for`. */
  readonly fieldId = input('');
  /** The field's name where no label points at it. */
  readonly label = input('');
  /** The least that may stand here, in base units. */
  readonly least = input(0);
  readonly value = model<number | null>(null);

  readonly #weight = inject(WeightUnit);
  readonly #language = inject(Language);
  #own: number | null = null;

  protected readonly suffix = computed(() =>
    this.unit() === 'each' ? null : this.unit() === 'g' ? this.#weight.choice() : 'L',
  );
  /** Follows `value` from outside; what the person types stays as typed. */
  protected readonly text = linkedSignal<{ value: number | null; shown: string }, string>({
    source: () => ({ value: this.value(), shown: this.#shown(this.value()) }),
    computation: (now, before) => (before && now.value === this.#own ? before.value : now.shown),
  });
  protected readonly invalid = computed(() => this.text().trim() !== '' && this.value() === null);

  protected typed(text: string): void {
    const quantity = this.#read(text);
    this.#own = quantity;
    this.value.set(quantity);
    this.text.set(text);
  }

  #read(text: string): number | null {
    const plain = text.trim().replace(/\s/g, '').replace(',', '.');
    if (!/^\d+(\.\d+)?$|^\.\d+$/.test(plain)) return null;
    const number = Number(plain);
    const unit = this.unit();
    if (unit === 'each' && !Number.isInteger(number)) return null;
    const base =
      unit === 'each'
        ? number
        : unit === 'g'
          ? gramsOf(number, this.#weight.choice())
          : Math.round(number * 1000);
    return base >= this.least() && base <= 1_000_000_000 ? base : null;
  }

  #shown(value: number | null): string {
    if (value === null) return '';
    const unit = this.unit();
    if (unit === 'each') return String(value);
    const number = unit === 'g' ? weightOf(value, this.#weight.choice()) : value / 1000;
    return new Intl.NumberFormat(this.#language.locale(), {
      maximumFractionDigits: 3,
      useGrouping: false,
    }).format(number);
  }
}
