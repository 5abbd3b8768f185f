import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiDownload, mdiHandHeartOutline, mdiPrinterOutline } from '@mdi/js';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import { addDays, dayOf, isDay, startOfDay } from '@shared/words/day';
import { ShortagesApi } from '../api-client/shortages.api';
import { Categories } from '../session/categories';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { Cell } from '../ui/cell';
import { ClockPipe } from '../ui/clock.pipe';
import type { Column } from '../ui/column';
import { DataTable } from '../ui/data-table';
import { DayPipe } from '../ui/day.pipe';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { FigurePipe } from '../ui/figure.pipe';
import { FilterChips } from '../ui/filter-chips';
import { FilterSelect } from '../ui/filter-select';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { LevelBar } from '../ui/level-bar';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { QuantityPipe } from '../ui/quantity.pipe';
import { RowDetail } from '../ui/row-detail';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { StatusMark } from '../ui/status-mark';
import { AskedForm } from './asked-form';
import { AskedGiven } from './asked-given';
import { GapDetail } from './gap-detail';
import { Overview } from './overview';
import { reportSource } from './report-source';
import { isAskedFor, rowKeyOf, type Shown, shownOrder, shownStatuses } from './shown-rows';

/** The organizer's view: what is out, low or asked for and missing, where, and how long the rest lasts. */
@Component({
  selector: 'cs-shortages-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    AskedForm,
    AskedGiven,
    Cell,
    ClockPipe,
    DataTable,
    DayPipe,
    EmptyState,
    FigurePipe,
    FilterChips,
    FilterSelect,
    GapDetail,
    Icon,
    LevelBar,
    Overview,
    PageHeader,
    ProblemMessage,
    QuantityPipe,
    RowDetail,
    SaidLine,
    Skeleton,
    StatusMark,
  ],
  templateUrl: './shortages.page.html',
  styleUrl: './shortages.page.scss',
})
export class ShortagesPage {
  readonly #shortages = inject(ShortagesApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly sites = inject(CurrentSite);
  protected readonly categories = inject(Categories);
  protected readonly failureOf = failureOf;
  protected readonly icons = { csv: mdiDownload, print: mdiPrinterOutline, asked: mdiHandHeartOutline };

  protected readonly organizer = computed(() => this.#session.can('organizer'));
  protected readonly siteId = signal('');
  protected readonly categoryId = signal('');
  protected readonly status = signal<readonly Shown[]>([]);
  /** The day whose evening the figures are of; empty for now. */
  protected readonly day = signal('');
  protected readonly openKey = signal<string | null>(null);
  protected readonly asking = signal(false);
  protected readonly said = signal<{ text: string; undo: (() => Promise<void>) | null } | null>(null);
  protected readonly undoFailure = signal<unknown>(null);

  protected readonly siteChoices = computed(() =>
    this.sites.sites().map(({ id, name }) => ({ value: id, label: name })),
  );
  readonly #zone = computed(() => this.#session.group()?.timeZone ?? 'UTC');
  protected readonly today = computed(() => dayOf(new Date(), this.#zone()));
  protected readonly query = computed(() => ({
    siteId: this.siteId(),
    categoryId: this.categoryId(),
    status: this.status().includes('all') ? 'all' : '',
    asOf: asOf(this.day(), this.today(), this.#zone()),
  }));

  protected readonly report = reportSource(this.query);
  protected readonly overview = resource({ loader: () => this.#shortages.overview() });
  readonly #kept = lastValue(this.report);
  protected readonly loaded = computed(() => this.#kept() !== undefined);
  readonly #all = computed(() => this.#kept()?.rows ?? []);
  /** When the report that is shown was seen, where the server cannot be asked for a new one. */
  protected readonly seenAt = computed(() => this.#kept()?.seenAt ?? null);
  protected readonly unreachable = computed(() => failureOf(this.report.error()).code === 'unreachable');
  protected readonly rows = computed(() => {
    const shown = this.status()[0];
    if (shown === undefined || shown === 'all') return this.#all();
    return this.#all().filter((row) => (shown === 'asked' ? isAskedFor(row) : row.status === shown));
  });
  protected readonly counts = computed(() => ({
    out: this.#all().filter((row) => row.status === 'out').length,
    low: this.#all().filter((row) => row.status === 'low').length,
    // A kilogram or a litre counts as one thing asked for.
    asked: this.#all().reduce(
      (sum, row) => sum + Math.ceil(row.missed / (row.unit === 'each' ? 1 : 1000)),
      0,
    ),
  }));
  protected readonly chips = computed(() =>
    shownStatuses.map((value) => ({
      value,
      label: this.#say(`shortages.show.${value}`),
      ...(value === 'all' ? {} : { count: this.#countOf(value) }),
    })),
  );
  protected readonly csv = computed(() => this.#shortages.csvAddress(this.query()));

  protected readonly columns = computed(() => {
    const item = this.#column('item', { heading: true, sortBy: (row) => row.itemName });
    const site = this.#column('site', { phone: 'bare', sortBy: (row) => row.siteName });
    const status = this.#column('status', { phone: 'bare', sortBy: (row) => shownOrder(row) });
    const have = this.#column('have', { phone: 'bare', sortBy: (row) => row.onHand / (row.target ?? 1) });
    const days = this.#column('days', {
      figure: true,
      sortBy: (row) => row.daysLeft,
      emptyFor: (row) => row.daysLeft === null,
    });
    const asked = this.#column('asked', {
      figure: true,
      sortBy: (row) => row.missed || null,
      emptyFor: (row) => row.missed === 0,
    });
    const needs = this.#column('needs', {
      figure: true,
      sortBy: (row) => row.openNeeds || null,
      emptyFor: (row) => !row.openNeeds,
    });
    const gap = this.#column('gap', {
      figure: true,
      phone: 'main',
      sortBy: (row) => row.gap || null,
      emptyFor: (row) => row.gap === 0,
    });
    const all = [item, ...(this.siteId() === '' ? [site] : []), status, have, days, asked, needs, gap];
    return { item, site, status, have, days, asked, needs, gap, all };
  });
  protected readonly rowKey = rowKeyOf;

  protected print(): void {
    globalThis.print();
  }

  protected tell(said: { text: string; undo: (() => Promise<void>) | null }): void {
    this.undoFailure.set(null);
    this.said.set(said);
    this.report.reload();
    this.overview.reload();
  }

  protected async undo(): Promise<void> {
    try {
      await this.said()?.undo?.();
      this.tell({ text: this.#say('shortages.undone'), undo: null });
    } catch (error) {
      this.undoFailure.set(error);
    }
  }

  protected showAll(): void {
    this.categoryId.set('');
    this.status.set(['all']);
  }

  #countOf(shown: Exclude<Shown, 'all'>): number {
    return this.#all().filter((row) => (shown === 'asked' ? isAskedFor(row) : row.status === shown)).length;
  }

  #column(key: string, more: Partial<Column<ShortageReply>>): Column<ShortageReply> {
    return { key, label: this.#say(`shortages.columns.${key}`), ...more };
  }

  #say(key: string): string {
    this.#language.code();
    return this.#language.say(key);
  }
}

/** The last instant of a day before today in the group's time zone; nothing for today. */
function asOf(day: string, today: string, zone: string): string {
  if (!isDay(day) || day >= today) return '';
  return new Date(startOfDay(addDays(day, 1), zone).getTime() - 1).toISOString();
}
