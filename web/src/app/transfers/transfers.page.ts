import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiArrowRight, mdiTruckOutline } from '@mdi/js';
import type { TransferReply } from '@shared/transfers/transfers.contract';
import type { Id } from '@shared/words/id';
import { TransfersApi } from '../api-client/transfers.api';
import { CurrentSite } from '../session/current-site';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { RelativePipe } from '../ui/relative.pipe';
import { Skeleton } from '../ui/skeleton';

/** What is on the way between sites, and what arrived lately. */
@Component({
  selector: 'cs-transfers-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    TranslocoDirective,
    EmptyState,
    Icon,
    PageHeader,
    ProblemMessage,
    RelativePipe,
    Skeleton,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header
        [heading]="t('transfers.title')"
        [lead]="t('transfers.lead')"
        back="/stock"
        [backLabel]="t('stock.title')"
      >
        <a class="button primary" routerLink="/transfers/ship">
          <cs-icon [path]="icons.truck" />{{ t('transfers.ship.title') }}
        </a>
      </cs-page-header>
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else if (!rows()) {
        <cs-skeleton [rows]="4" />
      } @else if (rows()?.length === 0) {
        <cs-empty-state [heading]="t('transfers.empty.heading')" [text]="t('transfers.empty.text')" />
      } @else {
        @for (part of parts(); track part.heading) {
          @if (part.transfers.length) {
            <h2>{{ t(part.heading) }}</h2>
            <ul class="plain-list">
              @for (transfer of part.transfers; track transfer.id) {
                <li>
                  <a class="panel" [routerLink]="['/transfers', transfer.id]">
                    <span class="way">
                      <strong>{{ siteName(transfer.fromSiteId) ?? t('transfers.elsewhere') }}</strong>
                      <cs-icon [path]="icons.arrow" />
                      <span class="visually-hidden">{{ t('transfers.to') }}</span>
                      <strong>{{ siteName(transfer.toSiteId) ?? t('transfers.elsewhere') }}</strong>
                    </span>
                    <span class="soft small">
                      {{
                        t(plural('transfers.lines', transfer.lines.length), { count: transfer.lines.length })
                      }}
                      ·
                      {{ t('transfers.shipped', { when: transfer.shippedAt | relative }) }}
                      @if (short(transfer); as count) {
                        · <span class="short">{{ t(plural('transfers.differ', count), { count }) }}</span>
                      }
                    </span>
                  </a>
                </li>
              }
            </ul>
          }
        }
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 52rem;
    }
    ul {
      display: grid;
      gap: var(--space-2);
    }
    a.panel {
      display: grid;
      color: var(--ink);
      text-decoration: none;
    }
    a.panel:hover {
      border-color: var(--outline);
    }
    .way {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    .way cs-icon {
      font-size: 0.8em;
      color: var(--accent);
    }
    .short {
      color: var(--low);
      font-weight: 700;
    }
  `,
})
export class TransfersPage {
  readonly #transfers = inject(TransfersApi);
  readonly #sites = inject(CurrentSite);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly icons = { truck: mdiTruckOutline, arrow: mdiArrowRight };
  protected readonly found = resource({ loader: () => this.#transfers.list({ limit: 100 }) });
  readonly #kept = lastValue(this.found);
  protected readonly rows = computed(() => this.#kept()?.data);
  protected readonly parts = computed(() => [
    {
      heading: 'transfers.onTheWay',
      transfers: (this.rows() ?? []).filter((one) => one.receivedAt === null),
    },
    {
      heading: 'transfers.received',
      transfers: (this.rows() ?? []).filter((one) => one.receivedAt !== null),
    },
  ]);

  protected siteName(id: Id): string | null {
    return this.#sites.sites().find((site) => site.id === id)?.name ?? null;
  }

  /** How many lines arrived with more or less than was sent. */
  protected short(transfer: TransferReply): number {
    return transfer.lines.filter((line) => (line.difference ?? 0) !== 0).length;
  }

  protected plural(key: string, count: number): string {
    return this.#language.plural(key, count);
  }
}
