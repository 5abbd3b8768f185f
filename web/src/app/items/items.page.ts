import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiPlus, mdiShapeOutline } from '@mdi/js';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { allPages } from '../api-client/all-pages';
import { ItemsApi } from '../api-client/items.api';
import { AsOf } from '../device/as-of';
import { Device } from '../device/device';
import { allItems, findItems } from '../device/find-items';
import { Levels } from '../device/levels';
import { Categories } from '../session/categories';
import { Session } from '../session/session';
import { Cell } from '../ui/cell';
import type { Column } from '../ui/column';
import { DataTable } from '../ui/data-table';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { FilterChips } from '../ui/filter-chips';
import { FilterSelect } from '../ui/filter-select';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SearchField } from '../ui/search-field';
import { Skeleton } from '../ui/skeleton';

/** What fits a search best stands first; nobody reads past the first hundred. */
const atMost = 100;

/** The catalogue: every item by name, found also when misspelt. */
@Component({
  selector: 'cs-items-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    AsOf,
    Cell,
    DataTable,
    EmptyState,
    FilterChips,
    FilterSelect,
    Icon,
    PageHeader,
    ProblemMessage,
    SearchField,
    Skeleton,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('items.title')" back="/more" [backLabel]="t('shell.more')">
        @if (organizer()) {
          <a class="button quiet" routerLink="/items/categories">
            <cs-icon [path]="icons.categories" />{{ t('items.categories.title') }}
          </a>
        }
        <a class="button primary" routerLink="/items/new"
          ><cs-icon [path]="icons.add" />{{ t('items.new.title') }}</a
        >
      </cs-page-header>
      <cs-search-field [label]="t('items.search')" [(text)]="text" />
      <div class="row">
        <cs-filter-select
          [label]="t('items.category')"
          [all]="t('items.allCategories')"
          [choices]="categories.choices()"
          [(value)]="categoryId"
        />
        <cs-filter-chips [label]="t('items.show')" [chips]="chips()" [(on)]="flags" />
      </div>
      <cs-as-of />
      @if (items.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="items.reload()" />
      } @else if (!rows()) {
        <cs-skeleton [rows]="8" />
      } @else if (rows()?.length === 0) {
        <cs-empty-state
          [heading]="text() ? t('items.none.heading', { text: text() }) : t('items.empty.heading')"
          [text]="text() ? t('items.none.text') : t('items.empty.text')"
        >
          <a class="button primary" routerLink="/items/new" [queryParams]="{ name: text() || null }">
            {{ t('items.new.title') }}
          </a>
        </cs-empty-state>
      } @else {
        <cs-data-table
          [caption]="t('items.title')"
          [columns]="columns().all"
          [rows]="rows() ?? []"
          [rowKey]="key"
          [attr.aria-busy]="items.isLoading()"
        >
          <ng-template [csCell]="columns().name" let-row>
            <a [routerLink]="['/items', row.id]">{{ row.name }}</a>
            @if (row.archived) {
              <span class="soft small">{{ t('items.archived') }}</span>
            }
          </ng-template>
          <ng-template [csCell]="columns().category" let-row>{{
            categories.nameOf(row.categoryId)
          }}</ng-template>
          <ng-template [csCell]="columns().unit" let-row>{{ t('items.units.' + row.unit) }}</ng-template>
          <ng-template [csCell]="columns().barcodes" let-row>{{ row.barcodes.length }}</ng-template>
          <ng-template [csCell]="columns().ownCode" let-row>
            <span class="mono small">{{ row.ownCode }}</span>
          </ng-template>
        </cs-data-table>
      }
    </div>
  `,
  styles: `
    a:not(.button) {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--target);
      font-weight: 600;
      color: var(--ink);
    }
  `,
})
export class ItemsPage {
  readonly #items = inject(ItemsApi);
  readonly #device = inject(Device);
  readonly #levels = inject(Levels);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly categories = inject(Categories);
  protected readonly failureOf = failureOf;
  protected readonly icons = {
    add: mdiPlus,
    categories: mdiShapeOutline,
  };
  protected readonly organizer = computed(() => this.#session.can('organizer'));

  protected readonly text = signal('');
  protected readonly categoryId = signal('');
  protected readonly flags = signal<readonly 'archived'[]>([]);
  readonly #question = computed(() => ({
    q: this.text(),
    categoryId: this.categoryId(),
    archived: this.flags().length > 0 ? 'true' : '',
  }));
  /** From this device where it keeps the catalogue, following every change. */
  readonly #here = computed(() => {
    const shelf = this.#device.shelf();
    if (!shelf) return undefined;
    const { q, categoryId, archived } = this.#question();
    const question = { text: q, atMost, categoryId: categoryId || null, withArchived: archived !== '' };
    return q
      ? findItems(shelf.catalogue, question, this.#levels.newItems())
      : allItems(shelf.catalogue, question);
  });
  protected readonly items = resource({
    params: () => (this.#device.looked() && !this.#device.shelf() ? this.#question() : undefined),
    loader: ({ params, abortSignal }) =>
      params.q
        ? this.#items.list({ ...params, limit: atMost }, abortSignal).then(({ data }) => data)
        : allPages((cursor) => this.#items.list({ ...params, limit: 500, cursor }, abortSignal)),
  });
  readonly #answered = lastValue(this.items);
  protected readonly rows = computed(() => this.#here() ?? this.#answered());
  protected readonly chips = computed(() => [
    { value: 'archived' as const, label: this.#say('items.withArchived') },
  ]);
  protected readonly columns = computed(() => {
    const name = this.#column('name', { heading: true, sortBy: (row) => row.name });
    const category = this.#column('category', {
      phone: 'bare',
      sortBy: (row) => this.categories.nameOf(row.categoryId),
      emptyFor: (row) => this.categories.nameOf(row.categoryId) === null,
    });
    const unit = this.#column('unit', { phone: 'hidden', sortBy: (row) => row.unit });
    const barcodes = this.#column('barcodes', {
      figure: true,
      phone: 'hidden',
      sortBy: (row) => row.barcodes.length,
    });
    const ownCode = this.#column('ownCode', { figure: true, phone: 'main', sortBy: (row) => row.ownCode });
    return { name, category, unit, barcodes, ownCode, all: [name, category, unit, barcodes, ownCode] };
  });
  protected readonly key = (row: ItemReply) => row.id;

  constructor() {
    this.#device.use();
    void this.#device.look();
  }

  #column(key: string, more: Partial<Column<ItemReply>>): Column<ItemReply> {
    return { key, label: this.#say(`items.columns.${key}`), ...more };
  }

  #say(key: string): string {
    this.#language.code();
    return this.#language.say(key);
  }
}
