import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { type RoughLevel, roughLevels } from '@shared/fridges/visit-lines';
import type { Id } from '@shared/words/id';
import { QuantityField } from '../forms/quantity-field';
import { Categories } from '../session/categories';
import { Formats } from '../ui/formats';
import { Stepper } from '../ui/stepper';
import type { KnownFridge } from './known-fridge';
import type { VisitDraft } from './visit-draft';

type Here = KnownFridge['here'][number];

const foldedAfter = 5;

/** What is still there: counted where it is quick ("none", "all of them", or a number), else roughly by category. */
@Component({
  selector: 'cs-still-here',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, QuantityField, Stepper],
  template: `
    <ng-container *transloco="let t">
      <ul class="plain-list">
        @for (item of shown(); track item.itemId) {
          <li>
            <span class="what">
              <strong>{{ item.name }}</strong>
              <span class="soft small">{{ t('fridges.visit.before', { quantity: quantityOf(item) }) }}</span>
            </span>
            @if (count(item); as said) {
              <span class="row">
                @if (item.unit === 'each') {
                  <cs-stepper
                    [label]="t('fridges.visit.leftOf', { item: item.name })"
                    [min]="0"
                    [value]="said.quantity"
                    (valueChange)="counted.emit({ itemId: item.itemId, quantity: $event })"
                  />
                } @else {
                  <cs-quantity-field
                    [label]="t('fridges.visit.leftOf', { item: item.name })"
                    [unit]="item.unit"
                    [value]="said.quantity"
                    (valueChange)="$event !== null && counted.emit({ itemId: item.itemId, quantity: $event })"
                  />
                }
              </span>
            } @else {
              <span class="row ways">
                <button
                  class="button"
                  type="button"
                  [attr.aria-label]="t('fridges.visit.noneOf', { item: item.name })"
                  (click)="counted.emit({ itemId: item.itemId, quantity: 0 })"
                >
                  {{ t('fridges.visit.none') }}
                </button>
                <button
                  class="button"
                  type="button"
                  [attr.aria-label]="t('fridges.visit.someOf', { item: item.name })"
                  (click)="counted.emit({ itemId: item.itemId, quantity: half(item) })"
                >
                  {{ t('fridges.visit.some') }}
                </button>
                <button
                  class="button"
                  type="button"
                  [attr.aria-label]="
                    t('fridges.visit.allOf', { item: item.name, quantity: quantityOf(item) })
                  "
                  (click)="counted.emit({ itemId: item.itemId, quantity: item.quantity })"
                >
                  {{ t('fridges.visit.all') }}
                </button>
              </span>
            }
          </li>
        } @empty {
          <li class="soft">{{ t('fridges.visit.nothingKnown') }}</li>
        }
      </ul>
      @if (folds()) {
        <button class="button quiet" type="button" (click)="open.set(true)">
          {{ t('fridges.visit.showAll', { count: here().length }) }}
        </button>
      }
      <details>
        <summary>{{ t('fridges.visit.roughly') }}</summary>
        <p class="soft small">{{ t('fridges.visit.roughHint') }}</p>
        @for (category of categories(); track category.id) {
          <div class="category">
            <label [for]="'rough-' + category.id">{{ category.name }}</label>
            <select
              class="input"
              [id]="'rough-' + category.id"
              #level
              (change)="seen.emit({ categoryId: category.id, level: levelOf(level.value) })"
            >
              <option value="">{{ t('fridges.visit.notSaid') }}</option>
              @for (one of levels; track one) {
                <option [value]="one" [selected]="draft().rough[category.id] === one">
                  {{ t('fridges.levels.' + one) }}
                </option>
              }
            </select>
          </div>
        }
      </details>
    </ng-container>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
    }
    .what {
      display: grid;
      flex: 1 1 8rem;
      min-inline-size: 0;
    }
    .ways {
      gap: var(--space-1);
      flex-wrap: nowrap;
    }
    .ways .button {
      padding-inline: var(--space-3);
    }
    summary {
      min-block-size: var(--target);
      align-content: center;
      font-weight: 600;
      cursor: pointer;
    }
    .category {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
      padding-block: var(--space-1);
    }
    .category .input {
      inline-size: auto;
      min-inline-size: 8rem;
    }
  `,
})
export class StillHere {
  readonly here = input.required<readonly Here[]>();
  readonly draft = input.required<VisitDraft>();
  readonly counted = output<{ itemId: Id; quantity: number }>();
  readonly seen = output<{ categoryId: Id; level: RoughLevel | null }>();

  readonly #formats = inject(Formats);
  readonly #categories = inject(Categories);
  protected readonly levels = roughLevels;
  protected readonly categories = computed(() => this.#categories.all());

  /** Whether the whole list is asked for. A long one would put what comes after it out of a thumb's reach. */
  protected readonly open = signal(false);
  protected readonly shown = computed(() =>
    this.open() || this.here().length <= foldedAfter + 2
      ? this.here()
      : this.here().filter((item, at) => at < foldedAfter || this.count(item) !== null),
  );

  protected readonly folds = computed(() => this.shown().length < this.here().length);

  protected count(item: Here): { quantity: number } | null {
    const quantity = this.draft().left[item.itemId];
    return quantity === undefined ? null : { quantity };
  }

  protected half(item: Here): number {
    return Math.max(1, Math.round(item.quantity / 2));
  }

  protected quantityOf(item: Here): string {
    return this.#formats.quantity(item.quantity, item.unit);
  }

  protected levelOf(text: string): RoughLevel | null {
    return this.levels.find((level) => level === text) ?? null;
  }
}
