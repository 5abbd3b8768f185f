import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { NeedReply, NeedState } from '@shared/needs/neighbours.contract';
import { rowsUpTo } from '../api-client/all-pages';
import { NeedsApi } from '../api-client/needs.api';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { FilterChips } from '../ui/filter-chips';
import { FilterSelect } from '../ui/filter-select';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { BoardSettings } from './board-settings';
import { NeedCard } from './need-card';
import { ReportCard } from './report-card';

const shownStates = ['new', 'shown', 'met', 'hidden'] as const satisfies readonly NeedState[];
type ShownState = (typeof shownStates)[number];

const rowsAtFirst = 100;

/** What neighbours asked for and saw: shown to all or hidden, matched to an item, met; and the board of needs. */
@Component({
  selector: 'cs-needs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    BoardSettings,
    EmptyState,
    FilterChips,
    FilterSelect,
    NeedCard,
    PageHeader,
    ProblemMessage,
    ReportCard,
    SaidLine,
    Skeleton,
  ],
  templateUrl: './needs.page.html',
  styleUrl: './needs.page.scss',
})
export class NeedsPage {
  readonly #needs = inject(NeedsApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  readonly #sites = inject(CurrentSite);
  protected readonly failureOf = failureOf;
  protected readonly organizer = computed(() => this.#session.can('organizer'));
  protected readonly siteId = signal('');
  protected readonly states = signal<readonly ShownState[]>(['new']);
  protected readonly said = signal('');

  protected readonly siteChoices = computed(() =>
    this.#sites.sites().map(({ id, name }) => ({ value: id, label: name })),
  );
  protected readonly chips = computed(() =>
    shownStates.map((value) => ({ value, label: this.#say(`needs.states.${value}`) })),
  );
  readonly #state = computed<ShownState>(() => this.states()[0] ?? 'new');

  readonly #asked = computed(() => ({ siteId: this.siteId() || null, state: this.#state() }));
  /** How many needs are shown at most; anew from the beginning when others are asked for. */
  readonly #most = linkedSignal({ source: this.#asked, computation: () => rowsAtFirst });
  /** All that is shown is read anew after each decision, so that none is shown twice and none is left out. */
  protected readonly found = resource({
    params: () => ({ ...this.#asked(), most: this.#most() }),
    loader: ({ params: { siteId, state, most } }) =>
      rowsUpTo(most, (cursor) => this.#needs.list(siteId, state, cursor)),
  });
  readonly #kept = lastValue(this.found);
  protected readonly needs = computed<readonly NeedReply[] | undefined>(() => this.#kept()?.rows);
  protected readonly hasMore = computed(() => this.#kept()?.hasMore ?? false);

  readonly #mostReports = linkedSignal({ source: this.siteId, computation: () => rowsAtFirst });
  protected readonly reports = resource({
    params: () => ({ siteId: this.siteId() || null, most: this.#mostReports() }),
    loader: ({ params: { siteId, most } }) =>
      rowsUpTo(most, (cursor) => this.#needs.reports(siteId, 'new', cursor)),
  });
  readonly #reported = lastValue(this.reports);
  protected readonly reported = computed(() => this.#reported()?.rows ?? []);
  protected readonly hasMoreReports = computed(() => this.#reported()?.hasMore ?? false);

  /** Needs of the same site that a need could be the same as. */
  protected othersOf(need: NeedReply): readonly NeedReply[] {
    return (this.needs() ?? []).filter((other) => other.siteId === need.siteId && other.id !== need.id);
  }

  protected more(): void {
    if (!this.found.isLoading()) this.#most.update((most) => most + rowsAtFirst);
  }

  protected moreReports(): void {
    if (!this.reports.isLoading()) this.#mostReports.update((most) => most + rowsAtFirst);
  }

  protected tell(text: string): void {
    this.said.set(text);
    this.found.reload();
    this.reports.reload();
  }

  #say(key: string): string {
    this.#language.code();
    return this.#language.say(key);
  }
}
