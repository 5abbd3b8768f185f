import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Status } from './status-mark';

/** What is there against what to aim for, as a bar with the minimum marked. The figures beside it say the same in words. */
@Component({
  selector: 'cs-level-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="track" role="img" [attr.aria-label]="label()">
      <div class="fill" [class]="status()" [style.inline-size.%]="filled()"></div>
      @if (mark() !== null) {
        <div class="mark" [style.inset-inline-start.%]="mark()"></div>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 5rem;
    }
    .track {
      position: relative;
      block-size: 0.75rem;
      border: 1px solid var(--outline);
      border-radius: var(--radius-pill);
      background: var(--sunken);
      overflow: hidden;
    }
    .fill {
      block-size: 100%;
      background: var(--ok);
      print-color-adjust: exact;
    }
    .fill.out {
      background: var(--out);
    }
    .fill.low {
      background: var(--low);
    }
    .fill.surplus {
      background: var(--surplus);
    }
    .mark {
      position: absolute;
      inset-block: 0;
      inline-size: 2px;
      background: var(--ink);
    }
  `,
})
export class LevelBar {
  /** The sentence a screen reader says, such as "4 of 60". */
  readonly label = input.required<string>();
  readonly have = input.required<number>();
  readonly aim = input.required<number>();
  readonly minimum = input<number | null>(null);
  readonly status = input<Status>('ok');

  protected readonly filled = computed(() => share(this.have(), this.aim()));
  protected readonly mark = computed(() => {
    const minimum = this.minimum();
    return minimum === null || minimum <= 0 ? null : share(minimum, this.aim());
  });
}

/** `part` of `whole` in percent, 0 to 100; all of nothing is 100 when there is any. */
function share(part: number, whole: number): number {
  if (whole <= 0) return part > 0 ? 100 : 0;
  return Math.max(0, Math.min(100, (part / whole) * 100));
}
