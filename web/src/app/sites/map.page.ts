import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { plainWords } from '@shared/words/plain-words';
import type { Id } from '@shared/words/id';
import { SiteMapApi } from '../api-client/site-map.api';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { SearchField } from '../ui/search-field';
import { Skeleton } from '../ui/skeleton';
import { StatusMark } from '../ui/status-mark';
import { SiteMap } from './site-map';

const rowsAtFirst = 50;

/** `/map`: where the group's sites are and how they stand, as a map and as a list. */
@Component({
  selector: 'cs-map-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    EmptyState,
    PageHeader,
    ProblemMessage,
    SearchField,
    SiteMap,
    Skeleton,
    StatusMark,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header [heading]="t('sites.map.title')" back="/sites" [backLabel]="t('sites.title')" />
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else if (!sites()) {
        <cs-skeleton [rows]="6" />
      } @else if (sites()?.length === 0) {
        <cs-empty-state [heading]="t('sites.empty.heading')" [text]="t('sites.empty.text')" />
      } @else {
        <div class="panes">
          <cs-site-map
            [sites]="named()"
            [tiles]="tiles()"
            (seen)="inView.set($event)"
            (opened)="open($event)"
          />
          <section class="stack" [attr.aria-label]="t('sites.map.list')">
            <cs-search-field [label]="t('sites.map.search')" [(text)]="text" />
            <p class="soft" role="status">
              {{ t('sites.map.listed', { count: rows().length, all: sites()?.length }) }}
            </p>
            <ul class="plain-list">
              @for (site of rows().slice(0, most()); track site.id) {
                <li>
                  <a [routerLink]="['/sites', site.id]">
                    <span>
                      <strong>{{ site.name }}</strong>
                      <span class="soft small">{{ t('sites.kinds.' + site.kind) }}</span>
                      @if (site.latitude === null) {
                        <span class="soft small">{{ t('sites.map.noPlace') }}</span>
                      }
                    </span>
                    <cs-status-mark [status]="site.status" />
                  </a>
                </li>
              }
            </ul>
            @if (rows().length > most()) {
              <button class="button" type="button" (click)="most.set(most() + 200)">
                {{ t('ui.moreRows', { count: rows().length - most() }) }}
              </button>
            }
          </section>
        </div>
      }
    </div>
  `,
  styles: `
    .panes {
      display: grid;
      gap: var(--space-4);
    }
    li a {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
      min-block-size: var(--target);
      padding-block: var(--space-2);
      border-block-end: 1px solid var(--line);
      color: var(--ink);
      text-decoration: none;
    }
    li a span span {
      display: block;
    }
    @media (min-width: 60rem) {
      .panes {
        grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr);
      }
    }
  `,
})
export class MapPage {
  readonly #sites = inject(SiteMapApi);
  readonly #router = inject(Router);
  protected readonly failureOf = failureOf;
  protected readonly text = signal('');
  protected readonly most = signal(rowsAtFirst);
  protected readonly inView = signal<ReadonlySet<Id> | null>(null);

  protected readonly found = resource({ loader: ({ abortSignal }) => this.#sites.map(abortSignal) });
  protected readonly sites = computed(() => (this.found.hasValue() ? this.found.value().sites : null));
  protected readonly tiles = computed(() => (this.found.hasValue() ? this.found.value().tiles : null));
  /** Those whose names have the words of the search. */
  protected readonly named = computed(() => {
    const words = plainWords(this.text());
    const all = this.sites() ?? [];
    if (words.length === 0) return all;
    return all.filter(({ name }) => {
      const parts = plainWords(name);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    });
  });
  /** What the map shows, and what has no place on it. */
  protected readonly rows = computed(() => {
    const seen = this.inView();
    return this.named().filter((site) => seen === null || site.latitude === null || seen.has(site.id));
  });

  protected open(siteId: Id): void {
    void this.#router.navigate(['/sites', siteId]);
  }
}
