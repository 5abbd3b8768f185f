import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiClipboardCheckOutline } from '@mdi/js';
import { FridgesApi } from '../api-client/fridges.api';
import { CurrentSite } from '../session/current-site';
import { Session } from '../session/session';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Skeleton } from '../ui/skeleton';
import { ColdPanel } from './cold-panel';
import { FridgeState } from './fridge-state';
import { RotaList } from './rota-list';
import { SiteRules } from './site-rules';
import { TaskList } from './task-list';
import { VisitHistory } from './visit-history';

/** `/fridges/:siteId`: how one fridge is, what it takes, and the visits to it. */
@Component({
  selector: 'cs-fridge-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    ColdPanel,
    FridgeState,
    Icon,
    PageHeader,
    ProblemMessage,
    RotaList,
    SiteRules,
    Skeleton,
    TaskList,
    VisitHistory,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="name() || t('fridges.one')" back="/fridges" [backLabel]="t('fridges.title')">
        @if (steward()) {
          <a class="button primary" [routerLink]="['/fridges', siteId(), 'visit']">
            <cs-icon [path]="icon" />{{ t('fridges.logVisit') }}
          </a>
        }
      </cs-page-header>
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="reload()" />
      } @else if (fridge()) {
        @if (fridge(); as one) {
          <section class="panel"><cs-fridge-state [fridge]="one" /></section>
        }
      } @else {
        <cs-skeleton [rows]="3" />
      }
      <cs-cold-panel [siteId]="siteId()" [siteName]="name()" />
      <section class="panel stack" aria-labelledby="fridge-tasks">
        <h2 id="fridge-tasks">{{ t('tasks.heading') }}</h2>
        <cs-task-list [siteId]="siteId()" />
        <h2>{{ t('tasks.rota.heading') }}</h2>
        <cs-rota-list [siteId]="siteId()" />
      </section>
      <cs-site-rules [refuses]="site()?.refuses ?? []" />
      <section class="stack">
        <h2>{{ t('fridges.history.heading') }}</h2>
        @if (visits(); as all) {
          <cs-visit-history [visits]="all.data" (undone)="reload()" />
        }
      </section>
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 52rem;
    }
  `,
})
export class FridgePage {
  readonly siteId = input.required<string>();

  readonly #fridges = inject(FridgesApi);
  readonly #sites = inject(CurrentSite);
  readonly #session = inject(Session);
  protected readonly failureOf = failureOf;
  protected readonly icon = mdiClipboardCheckOutline;
  protected readonly steward = computed(() => this.#session.can('steward'));
  protected readonly site = computed(
    () => this.#sites.sites().find(({ id }) => id === this.siteId()) ?? null,
  );
  protected readonly found = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#fridges.one(params),
  });
  protected readonly fridge = lastValue(this.found);
  protected readonly name = computed(() => this.fridge()?.name ?? this.site()?.name ?? '');
  readonly #visits = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#fridges.visits({ siteId: params, limit: 30 }),
  });
  protected readonly visits = lastValue(this.#visits);

  protected reload(): void {
    this.found.reload();
    this.#visits.reload();
  }
}
