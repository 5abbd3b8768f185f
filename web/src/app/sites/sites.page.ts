import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  mdiFridgeOutline,
  mdiHomeGroup,
  mdiMapOutline,
  mdiPlus,
  mdiStorefrontOutline,
  mdiTent,
  mdiWarehouse,
} from '@mdi/js';
import type { SiteKind } from '@shared/sites/sites.contract';
import { allPages } from '../api-client/all-pages';
import { SitesApi } from '../api-client/sites.api';
import { AsOf } from '../device/as-of';
import { Device } from '../device/device';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { FilterChips } from '../ui/filter-chips';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Skeleton } from '../ui/skeleton';

const icons: Record<SiteKind, string> = {
  free_store: mdiStorefrontOutline,
  fridge: mdiFridgeOutline,
  pantry: mdiHomeGroup,
  hub: mdiWarehouse,
  pop_up: mdiTent,
};

/** The places that hold goods. */
@Component({
  selector: 'cs-sites-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    AsOf,
    EmptyState,
    FilterChips,
    Icon,
    PageHeader,
    ProblemMessage,
    Skeleton,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('sites.title')" back="/more" [backLabel]="t('shell.more')">
        <a class="button" routerLink="/sites/map"><cs-icon [path]="mapIcon" />{{ t('sites.map.title') }}</a>
        @if (organizer()) {
          <a class="button primary" routerLink="/sites/new"><cs-icon [path]="plus" />{{ t('sites.new') }}</a>
        }
      </cs-page-header>
      <cs-filter-chips [label]="t('sites.show')" [chips]="chips()" [(on)]="flags" />
      <cs-as-of />
      @if (error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="sites.reload()" />
      } @else if (!rows()) {
        <cs-skeleton [rows]="4" />
      } @else {
        <ul class="plain-list">
          @for (site of rows(); track site.id) {
            <li>
              <a class="panel" [routerLink]="['/sites', site.id]">
                <cs-icon [path]="icons[site.kind]" />
                <span>
                  <strong>{{ site.name }}</strong>
                  <span class="soft small">
                    {{ t('sites.kinds.' + site.kind) }}
                    @if (site.closed) {
                      · {{ t('sites.closed') }}
                    }
                  </span>
                  @if (site.address) {
                    <span class="soft small">{{ site.address }}</span>
                  }
                </span>
              </a>
            </li>
          } @empty {
            <cs-empty-state [heading]="t('sites.empty.heading')" [text]="t('sites.empty.text')" />
          }
        </ul>
      }
    </div>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
      gap: var(--space-3);
    }
    a.panel {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      block-size: 100%;
      min-block-size: 4.5rem;
      color: var(--ink);
      text-decoration: none;
    }
    a.panel:hover {
      border-color: var(--outline);
    }
    a.panel > span {
      display: grid;
    }
    a.panel > cs-icon {
      color: var(--accent);
      font-size: 1.25rem;
    }
  `,
})
export class SitesPage {
  readonly #sites = inject(SitesApi);
  readonly #device = inject(Device);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly icons = icons;
  protected readonly plus = mdiPlus;
  protected readonly mapIcon = mdiMapOutline;
  protected readonly organizer = computed(() => this.#session.can('organizer'));
  protected readonly flags = signal<readonly 'closed'[]>([]);
  protected readonly chips = computed(() => {
    this.#language.code();
    return [{ value: 'closed' as const, label: this.#language.say('sites.withClosed') }];
  });
  protected readonly sites = resource({
    params: () => ({ closed: this.flags().length > 0 }),
    loader: ({ params }) => allPages((cursor) => this.#sites.list(cursor, params.closed)),
  });
  readonly #answered = lastValue(this.sites);
  /** As this device keeps them, while the server has not answered. */
  readonly #kept = computed(() => {
    const sites = [...(this.#device.shelf()?.catalogue.sites.values() ?? [])];
    const shown = sites.filter((site) => !site.closed || this.flags().length > 0);
    return shown.length > 0 ? shown.sort((a, b) => a.name.localeCompare(b.name)) : undefined;
  });
  protected readonly rows = computed(() => this.#answered() ?? this.#kept());
  protected readonly error = computed(() => (this.rows() ? undefined : this.sites.error()));

  constructor() {
    this.#device.use();
  }
}
