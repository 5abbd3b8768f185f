import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { NeedReply, NeedState } from '@shared/needs/neighbours.contract';
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

  protected readonly found = resource({
    params: () => ({ siteId: this.siteId() || null, state: this.#state() }),
    loader: ({ params }) => this.#needs.list(params.siteId, params.state),
  });
  readonly #kept = lastValue(this.found);
  protected readonly needs = computed<readonly NeedReply[] | undefined>(() => this.#kept()?.data);
  protected readonly hasMore = computed(() => this.#kept()?.nextCursor != null);

  protected readonly reports = resource({
    params: () => ({ siteId: this.siteId() || null }),
    loader: ({ params }) => this.#needs.reports(params.siteId, 'new'),
  });
  readonly #reported = lastValue(this.reports);
  protected readonly reported = computed(() => this.#reported()?.data ?? []);

  /** Needs of the same site that a need could be the same as. */
  protected othersOf(need: NeedReply): readonly NeedReply[] {
    return (this.needs() ?? []).filter((other) => other.siteId === need.siteId && other.id !== need.id);
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
