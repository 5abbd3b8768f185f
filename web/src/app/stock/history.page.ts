import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  untracked,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MovementReply } from '@shared/stock/stock.contract';
import type { Page } from '@shared/words/page';
import { ItemsApi } from '../api-client/items.api';
import { StockApi } from '../api-client/stock.api';
import { Device } from '../device/device';
import { Sending } from '../forms/sending';
import { CurrentSite } from '../session/current-site';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { FilterSelect } from '../ui/filter-select';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Skeleton } from '../ui/skeleton';
import { MovementLineView } from './movement-line-view';

const firstAtMost = 50;

/** `/stock/history?item=&site=`: what happened to an item or at a site, newest first, with Undo. */
@Component({
  selector: 'cs-history-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    EmptyState,
    FilterSelect,
    MovementLineView,
    PageHeader,
    ProblemMessage,
    Skeleton,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header
        [heading]="itemName() ?? t('stock.history.title')"
        [lead]="t('stock.history.lead')"
        back="/stock"
        [backLabel]="t('stock.title')"
      />
      <div class="row no-print">
        <cs-filter-select
          [label]="t('stock.filters.site')"
          [all]="t('stock.filters.allSites')"
          [choices]="siteChoices()"
          [(value)]="siteId"
        />
      </div>
      @if (first.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="first.reload()" />
      } @else if (first.isLoading() && movements().length === 0) {
        <cs-skeleton />
      } @else {
        <ol class="plain-list">
          @for (movement of movements(); track movement.id) {
            <li>
              <cs-movement-line
                [movement]="movement"
                [siteId]="siteId() || null"
                [withItem]="!item()"
                (undone)="first.reload()"
              />
            </li>
          } @empty {
            <cs-empty-state [heading]="t('stock.history.none')" [text]="t('stock.history.noneText')" />
          }
        </ol>
        @if (pages().nextCursor; as cursor) {
          <button class="button" type="button" [attr.aria-disabled]="loading.busy()" (click)="more(cursor)">
            {{ t('stock.history.older') }}
          </button>
        }
        @if (loading.failure(); as failure) {
          <cs-problem-message [failure]="failure" />
        }
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 52rem;
    }
    .button {
      justify-self: center;
    }
  `,
})
export class HistoryPage {
  readonly item = input('');
  readonly site = input('');

  readonly #stock = inject(StockApi);
  readonly #items = inject(ItemsApi);
  readonly #sites = inject(CurrentSite);
  protected readonly failureOf = failureOf;
  protected readonly loading = new Sending();

  protected readonly siteId = linkedSignal(() => this.site() ?? '');
  protected readonly siteChoices = computed(() =>
    this.#sites.sites().map(({ id, name }) => ({ value: id, label: name })),
  );
  readonly #found = resource({
    params: () => this.item() || undefined,
    loader: ({ params }) => this.#items.one(params),
  });
  protected readonly itemName = computed(() => (this.#found.hasValue() ? this.#found.value().name : null));

  protected readonly first = resource({
    params: () => ({ itemId: this.item(), siteId: this.siteId() }),
    loader: ({ params, abortSignal }) =>
      this.#stock.movements({ ...params, limit: firstAtMost }, abortSignal),
  });
  protected readonly pages = linkedSignal<Page<MovementReply>>(() =>
    this.first.hasValue() ? this.first.value() : { data: [], nextCursor: null },
  );
  protected readonly movements = computed(() => this.pages().data);

  constructor() {
    const { told } = inject(Device);
    effect(() => {
      // Who looks further back is left where they are.
      if (told() > 0) untracked(() => this.movements().length <= firstAtMost && this.first.reload());
    });
  }

  protected async more(cursor: string): Promise<void> {
    await this.loading.run(async () => {
      const next = await this.#stock.movements({
        itemId: this.item(),
        siteId: this.siteId(),
        limit: 50,
        cursor,
      });
      this.pages.update((pages) => ({ data: [...pages.data, ...next.data], nextCursor: next.nextCursor }));
    });
  }
}
