import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Connection } from './connection';

/** "I am offline", as long as it is said: on every page, with the way out beside it. */
@Component({
  selector: 'cs-offline-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    @if (connection.switchedOff()) {
      <div class="notice no-print" role="status" *transloco="let t">
        <p>{{ t('shell.switchedOff') }}</p>
        <button class="button" type="button" (click)="connection.switchOff(false)">
          {{ t('shell.onlineAgain') }}
        </button>
      </div>
    }
  `,
  styles: `
    .notice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
      padding: var(--space-2) var(--space-4);
      border-block-end: 2px solid var(--low);
      background: var(--low-soft);
      color: var(--ink);
      font-weight: 600;
    }
  `,
})
export class OfflineNotice {
  protected readonly connection = inject(Connection);
}
