import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { AppUpdate } from './app-update';

/** One calm line: there is a newer version, or a part of this one is missing; and the button that loads the page. */
@Component({
  selector: 'cs-update-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <div class="no-print" role="status" *transloco="let t">
      @if (news(); as said) {
        <p class="notice">
          <span>{{ t('shell.update.' + said) }}</span>
          <button class="button" type="button" (click)="update.load()">{{ t('shell.update.load') }}</button>
        </p>
      }
    </div>
  `,
  styles: `
    .notice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-3);
      padding: var(--space-2) var(--space-4);
      border-block-end: 1px solid var(--outline);
      background: var(--accent-soft);
      color: var(--ink);
    }
  `,
})
export class UpdateNotice {
  protected readonly update = inject(AppUpdate);
  protected readonly news = computed(() => {
    const news = this.update.news();
    return news === 'none' ? null : news;
  });
}
