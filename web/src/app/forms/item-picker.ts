import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiPlus } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { ItemFinder } from '../device/item-finder';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { SearchField } from '../ui/search-field';

/** Finds an item by name, misspelt or not, and gives it out when pressed. */
@Component({
  selector: 'cs-item-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon, ProblemMessage, SearchField],
  template: `
    <ng-container *transloco="let t">
      <cs-search-field [label]="label()" [(text)]="text" />
      @if (text()) {
        @if (found.error(); as error) {
          <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
        } @else {
          <ul class="plain-list" [attr.aria-label]="t('forms.picker.found')">
            @for (item of rows(); track item.id) {
              <li>
                <button type="button" (click)="pick(item)">
                  <span>{{ item.name }}</span>
                  <cs-icon [path]="plus" />
                </button>
              </li>
            } @empty {
              @if (!found.isLoading()) {
                <li class="soft none" role="status">{{ t('forms.picker.none', { text: text() }) }}</li>
              }
            }
          </ul>
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    ul {
      margin-block-start: var(--space-1);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      overflow: hidden;
    }
    li:not(:first-child) {
      border-block-start: 1px solid var(--line);
    }
    button {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
      inline-size: 100%;
      min-block-size: var(--target);
      padding: var(--space-2) var(--space-4);
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      background: var(--sunken);
    }
    button:focus-visible {
      outline-offset: -3px;
    }
    cs-icon {
      color: var(--accent);
    }
    .none {
      padding: var(--space-3) var(--space-4);
    }
  `,
})
export class ItemPicker {
  readonly label = input.required<string>();
  readonly picked = output<ItemReply>();

  readonly #finder = inject(ItemFinder);
  private readonly field = viewChild(SearchField);
  protected readonly failureOf = failureOf;
  protected readonly plus = mdiPlus;
  protected readonly text = signal('');
  protected readonly found = resource({
    params: () => this.text() || undefined,
    loader: ({ params, abortSignal }) => this.#finder.find({ text: params, atMost: 8 }, abortSignal),
  });
  /** What was found stays while the next answer is under way. */
  readonly #answer = lastValue(this.found);
  protected readonly rows = computed(() => this.#answer() ?? []);

  protected pick(item: ItemReply): void {
    this.picked.emit(item);
    this.text.set('');
    this.field()?.focus();
  }
}
