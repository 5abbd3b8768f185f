import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Grey lines in the place where rows will be, so that nothing jumps when they arrive. */
@Component({
  selector: 'cs-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="visually-hidden" role="status">{{ t('ui.loading') }}</p>
      @for (line of lines(); track $index) {
        <div class="line" aria-hidden="true"></div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    .line {
      block-size: var(--skeleton-row, 3.5rem);
      border-radius: var(--radius);
      background: var(--sunken);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  `,
})
export class Skeleton {
  readonly rows = input(6);
  protected readonly lines = computed(() => Array.from({ length: this.rows() }));
}
