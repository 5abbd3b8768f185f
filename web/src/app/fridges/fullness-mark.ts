import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Fullness } from '@shared/fridges/visits.contract';

/** How full, as a shape that fills up and a word. */
@Component({
  selector: 'cs-fullness-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <span class="mark" *transloco="let t">
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <rect class="box" x="4" y="2" width="16" height="20" rx="3" />
        <rect class="fill" x="6.500" [attr.y]="top()" width="11" [attr.height]="19.5 - top()" rx="1" />
      </svg>
      {{ t('fridges.fullness.' + value()) }}
    </span>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    .mark {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      font-weight: 600;
    }
    svg {
      inline-size: 1.75rem;
      block-size: 1.75rem;
      flex: none;
    }
    .box {
      fill: none;
      stroke: currentcolor;
      stroke-width: 2;
    }
    .fill {
      fill: var(--accent);
    }
  `,
})
export class FullnessMark {
  readonly value = input.required<Fullness>();
  protected readonly top = computed(() => 19.5 - (this.value() * 15) / 3);
}
