import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { mdiAlertOutline } from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Failure } from './failure';
import { Icon } from './icon';

/** What happened, that nothing was lost, and what to do; with "Try again" where somebody listens for it. */
@Component({
  selector: 'cs-problem-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <div class="problem" role="alert" *transloco="let t">
      <cs-icon [path]="icon" />
      <div>
        <p class="what">{{ t('problems.' + failure().code + '.what') }}</p>
        <p>{{ t('problems.' + failure().code + '.todo') }}</p>
        @if (failure().errors.length) {
          <ul>
            @for (error of failure().errors; track error.path) {
              <li>
                <span class="mono small">{{ error.path }}</span> {{ error.message }}
              </li>
            }
          </ul>
        }
        @if (retryable()) {
          <button class="button" type="button" (click)="retry.emit()">{{ t('ui.tryAgain') }}</button>
        }
      </div>
    </div>
  `,
  styles: `
    .problem {
      display: flex;
      gap: var(--space-3);
      padding: var(--space-4);
      border: 2px solid var(--out);
      border-radius: var(--radius);
      background: var(--out-soft);
      color: var(--ink);
    }
    cs-icon {
      color: var(--out);
    }
    .what {
      font-weight: 700;
    }
    p + p {
      margin-block-start: var(--space-1);
    }
    .button {
      margin-block-start: var(--space-3);
    }
  `,
})
export class ProblemMessage {
  readonly failure = input.required<Failure>();
  /** Shows "Try again" and emits `retry`. */
  readonly retryable = input(false);
  readonly retry = output();

  protected readonly icon = mdiAlertOutline;
}
