import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  output,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { mdiHandBackRightOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { ItemFinder } from '../device/item-finder';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { ProblemMessage } from '../ui/problem-message';
import { SearchField } from '../ui/search-field';

const foundAtMost = 12;

/** Typing for what has no barcode, forgiving of mistakes. `askable` adds "asked, had none" to each find. */
@Component({
  selector: 'cs-item-search',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon, ProblemMessage, SearchField],
  template: `
    <ng-container *transloco="let t">
      <cs-search-field [label]="label()" [(text)]="text" />
      @if (text()) {
        @if (found.error(); as error) {
          <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
        } @else if (found.hasValue()) {
          <ul class="plain-list" [attr.aria-label]="t('scan.found')">
            @for (item of found.value(); track item.id) {
              <li>
                <button class="item" type="button" (click)="pick(item)">{{ item.name }}</button>
                @if (askable()) {
                  <button
                    class="ask"
                    type="button"
                    [attr.aria-label]="t('scan.askedFor', { item: item.name })"
                    [attr.title]="t('scan.askedNone')"
                    (click)="asked.emit(item)"
                  >
                    <cs-icon [path]="askIcon" />
                  </button>
                }
              </li>
            } @empty {
              <li class="soft">{{ t('scan.nothingFound', { text: text() }) }}</li>
            }
          </ul>
          @if (askable()) {
            <button class="button wide" type="button" (click)="ask()">
              <cs-icon [path]="askIcon" />{{ t('scan.askedFor', { item: text() }) }}
            </button>
          }
        }
      }
    </ng-container>
  `,
  styleUrl: './item-tiles.scss',
})
export class ItemSearch {
  readonly label = input.required<string>();
  readonly askable = input(false);
  readonly picked = output<ItemReply>();
  readonly asked = output<ItemReply>();
  /** Words for what has no item. */
  readonly askedText = output<string>();

  readonly #finder = inject(ItemFinder);
  private readonly field = viewChild(SearchField);
  protected readonly text = signal('');
  protected readonly askIcon = mdiHandBackRightOutline;
  protected readonly failureOf = failureOf;
  protected readonly found = resource({
    params: () => this.text() || undefined,
    loader: ({ params, abortSignal }) =>
      this.#finder.find({ text: params, atMost: foundAtMost }, abortSignal),
  });

  focus(): void {
    this.field()?.focus();
  }

  protected pick(item: ItemReply): void {
    this.picked.emit(item);
    this.text.set('');
  }

  protected ask(): void {
    this.askedText.emit(this.text());
    this.text.set('');
  }
}
