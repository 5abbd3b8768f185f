import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiFridgeOutline } from '@mdi/js';
import { allPages } from '../api-client/all-pages';
import { FridgesApi } from '../api-client/fridges.api';
import { EmptyState } from '../ui/empty-state';
import { failureOf } from '../ui/failure';
import { lastValue } from '../ui/last-value';
import { PageHeader } from '../ui/page-header';
import { ProblemMessage } from '../ui/problem-message';
import { Skeleton } from '../ui/skeleton';
import { FridgeState } from './fridge-state';

/** All fridges: which was visited when, how full, how warm, and which one needs somebody. */
@Component({
  selector: 'cs-fridges-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, EmptyState, FridgeState, PageHeader, ProblemMessage, Skeleton],
  template: `
    <div class="stack" *transloco="let t">
      <cs-page-header
        [heading]="t('fridges.title')"
        [lead]="t('fridges.lead')"
        back="/more"
        [backLabel]="t('shell.more')"
      >
        <a class="button" routerLink="/fridges/tasks">{{ t('tasks.title') }}</a>
      </cs-page-header>
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="found.reload()" />
      } @else if (!rows()) {
        <cs-skeleton [rows]="4" />
      } @else {
        <ul class="plain-list">
          @for (fridge of rows(); track fridge.siteId) {
            <li class="panel">
              <h2>
                <a [routerLink]="['/fridges', fridge.siteId]">{{ fridge.name }}</a>
              </h2>
              <cs-fridge-state [fridge]="fridge" />
            </li>
          } @empty {
            <li>
              <cs-empty-state
                [icon]="icon"
                [heading]="t('fridges.empty.heading')"
                [text]="t('fridges.empty.text')"
              />
            </li>
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
    li.panel {
      position: relative;
      display: grid;
      gap: var(--space-2);
      align-content: start;
    }
    li.panel:hover {
      border-color: var(--outline);
    }
    /* The whole card leads there; its name is the link. */
    h2 a::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--radius);
    }
    h2 a {
      color: var(--ink);
      text-decoration: none;
    }
  `,
})
export class FridgesPage {
  readonly #fridges = inject(FridgesApi);
  protected readonly failureOf = failureOf;
  protected readonly icon = mdiFridgeOutline;
  protected readonly found = resource({ loader: () => allPages((cursor) => this.#fridges.list(cursor)) });
  readonly #kept = lastValue(this.found);
  /** Those that wait for somebody first. */
  protected readonly rows = computed(() => {
    const all = this.#kept();
    return all && [...all].sort((a, b) => Number(b.overdue) - Number(a.overdue));
  });
}
