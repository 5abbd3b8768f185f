import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiTruckOutline } from '@mdi/js';
import type { StockReply } from '@shared/stock/stock.contract';
import { dayOf } from '@shared/words/day';
import { AsOf } from '../device/as-of';
import { Categories } from '../session/categories';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { Cell } from '../ui/cell';
import type { Column } from '../ui/column';
import { DataTable } from '../ui/data-table';
import { DayPipe } from '../ui/day.pipe';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { FilterChips } from '../ui/filter-chips';
import { FilterSelect } from '../ui/filter-select';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';
import { RowDetail } from '../ui/row-detail';
import { SearchField } from '../ui/search-field';
import { Skeleton } from '../ui/skeleton';
import { StatusMark } from '../ui/status-mark';
import { Wide } from '../ui/wide';
import { Counting } from './counting';
import { nextDate, statesOf } from './lot-state';
import { movedRows } from './moved-rows';
import { StockDetail } from './stock-detail';
import { stockSource } from './stock-source';

const flags = ['count', 'expiring', 'past', 'past_best', 'on_hold'] as const;
type Flag = (typeof flags)[number];

/** Levels by site and item: search, filters, and what to do about a row beside or below it. */
@Component({
  selector: 'cs-stock-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    AsOf,
    Cell,
    DataTable,
    DayPipe,
    EmptyState,
    FilterChips,
    FilterSelect,
    Icon,
    PageHeader,
    ProblemMessage,
    QuantityPipe,
    RowDetail,
    SearchField,
    Skeleton,
    StatusMark,
    StockDetail,
  ],
  providers: [Counting],
  templateUrl: './stock.page.html',
  styleUrl: './stock.page.scss',
})
export class StockPage {
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly sites = inject(CurrentSite);
  protected readonly categories = inject(Categories);
  protected readonly wide = inject(Wide).wide;
  protected readonly failureOf = failureOf;
  protected readonly truck = mdiTruckOutline;

  /** What a link to this page searches for, at every site. */
  readonly q = input<string>();
  protected readonly text = linkedSignal(() => this.q() ?? '');
  /** Follows the site chosen in the frame; here it may also be all of them. */
  protected readonly siteId = linkedSignal(() => (this.q() ? '' : (this.sites.id() ?? '')));
  protected readonly categoryId = signal('');
  protected readonly flags = signal<readonly Flag[]>([]);
  protected readonly openKey = signal<string | null>(null);

  protected readonly siteChoices = computed(() =>
    this.sites.sites().map(({ id, name }) => ({ value: id, label: name })),
  );
  readonly #today = computed(() => dayOf(new Date(), this.#session.group()?.timeZone ?? 'UTC'));

  readonly #question = computed(() => ({
    q: this.text(),
    siteId: this.siteId(),
    categoryId: this.categoryId(),
  }));
  protected readonly stock = stockSource(this.#question);
  protected readonly loaded = computed(() => this.stock.rows() !== undefined);
  /** By how much others moved levels just now. */
  protected readonly moved = movedRows(this.stock.rows, this.#question, rowKey);
  readonly #all = computed(() =>
    (this.stock.rows() ?? []).map((row) => ({
      ...row,
      marks: [...(row.needsCount ? (['count'] as const) : []), ...statesOf(row, this.#today())],
      nextDate: nextDate(row),
    })),
  );
  protected readonly rows = computed(() =>
    this.#all().filter((row) => this.flags().every((flag) => row.marks.includes(flag))),
  );
  protected readonly open = computed(() => this.rows().find((row) => rowKey(row) === this.openKey()) ?? null);
  protected readonly filtered = computed(
    () => this.text() !== '' || this.categoryId() !== '' || this.flags().length > 0,
  );

  protected readonly chips = computed(() =>
    flags.map((value) => ({
      value,
      label: this.#say(`stock.flags.${value}`),
      count: this.#all().filter((row) => row.marks.includes(value)).length,
    })),
  );
  protected readonly columns = computed(() => {
    const item = this.#column('item', { heading: true, sortBy: (row) => row.itemName });
    const site = this.#column('site', { phone: 'bare', sortBy: (row) => row.siteName });
    const date = this.#column('date', { sortBy: (row) => row.nextDate, emptyFor: (row) => !row.nextDate });
    const marks = this.#column('marks', {
      phone: 'bare',
      sortBy: (row) => row.marks.length || null,
      emptyFor: (row) => row.marks.length === 0,
    });
    const onHand = this.#column('onHand', { figure: true, phone: 'main', sortBy: (row) => row.onHand });
    const all = this.siteId() === '' ? [item, site, date, marks, onHand] : [item, date, marks, onHand];
    return { item, site, date, marks, onHand, all };
  });
  protected readonly rowKey = rowKey;
  protected readonly size = Math.abs;

  protected showAll(): void {
    this.text.set('');
    this.categoryId.set('');
    this.flags.set([]);
  }

  #column(key: string, more: Partial<Column<Row>>): Column<Row> {
    return { key, label: this.#say(`stock.columns.${key}`), ...more };
  }

  #say(key: string): string {
    this.#language.code();
    return this.#language.say(key);
  }
}

type Row = StockReply & { marks: readonly Flag[]; nextDate: string | null };

const rowKey = (row: Pick<StockReply, 'siteId' | 'itemId'>) => `${row.siteId} ${row.itemId}`;
