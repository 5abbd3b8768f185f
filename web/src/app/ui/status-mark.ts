import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { siteStatusShapes } from '@shared/sites/site-status-shapes';

export const statuses = [
  'out',
  'low',
  'ok',
  'surplus',
  'expiring',
  'past',
  'past_best',
  'on_hold',
  'count',
  'too_warm',
] as const;
export type Status = (typeof statuses)[number];

/** One silhouette per state, told apart without colour: 24 × 24 paths, even-odd filled. */
export const shapes: Record<Status, string> = {
  ...siteStatusShapes,
  // A square with a plus cut out.
  surplus: 'M3 3h18v18H3Zm7.5 4v3.5H7v3h3.5V17h3v-3.5H17v-3h-3.5V7Z',
  // An hourglass.
  expiring: 'M4 2h16v4l-5.5 6 5.5 6v4H4v-4l5.5-6L4 6Z',
  // A calendar page crossed out.
  past: 'M3 4h4V2h2v2h6V2h2v2h4v18H3Zm5.2 5.8L10.9 12.5l-2.7 2.7 1.6 1.6 2.7-2.7 2.7 2.7 1.6-1.6-2.7-2.7 2.7-2.7-1.6-1.6-2.7 2.7-2.7-2.7Z',
  // A calendar page with a bar.
  past_best: 'M3 4h4V2h2v2h6V2h2v2h4v18H3Zm4 8v3h10v-3Z',
  // An octagon with two bars cut out.
  on_hold: 'M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8Zm.7 5v10h2.6V7Zm4.4 0v10h2.6V7Z',
  // A hash sign.
  count:
    'M8 2h3l-.6 5h4L15 2h3l-.6 5H21v3h-4l-.5 4H20v3h-3.9l-.6 5h-3l.6-5h-4L8.500 22h-3l.6-5H3v-3h3.500L7 10H3.500V7h3.900Zm1.990 8-.5 4h4l.5-4Z',
  // A thermometer.
  too_warm:
    'M12 1a3.5 3.5 0 0 0-3.5 3.5v8.6a5.5 5.5 0 1 0 7 0V4.5A3.5 3.5 0 0 0 12 1Zm0 2.5a1 1 0 0 1 1 1v3h-2v-3a1 1 0 0 1 1-1Z',
};

/** A state as colour, shape and word together. `compact` keeps the word for screen readers only, where a column head says it. */
@Component({
  selector: 'cs-status-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <span class="mark" [class]="status()" *transloco="let t">
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path fill-rule="evenodd" [attr.d]="shape()" />
      </svg>
      <span [class.visually-hidden]="compact()">{{ t('status.' + status()) }}</span>
    </span>
  `,
  styles: `
    .mark {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      padding: 0.125rem var(--space-2);
      border-radius: var(--radius-pill);
      font-size: var(--text-small);
      font-weight: 700;
      white-space: nowrap;
      color: var(--state);
      background: var(--state-soft);
      border: 1px solid var(--state);
    }
    svg {
      inline-size: 1em;
      block-size: 1em;
      fill: currentColor;
      flex: none;
    }
    .out {
      --state: var(--out);
      --state-soft: var(--out-soft);
    }
    .low {
      --state: var(--low);
      --state-soft: var(--low-soft);
    }
    .ok {
      --state: var(--ok);
      --state-soft: var(--ok-soft);
    }
    .surplus {
      --state: var(--surplus);
      --state-soft: var(--surplus-soft);
    }
    .expiring {
      --state: var(--expiring);
      --state-soft: var(--expiring-soft);
    }
    .past_best {
      --state: var(--expiring);
      --state-soft: var(--expiring-soft);
    }
    .past {
      --state: var(--out);
      --state-soft: var(--out-soft);
    }
    .count {
      --state: var(--low);
      --state-soft: var(--low-soft);
    }
    .on_hold {
      --state: var(--on-hold);
      --state-soft: var(--on-hold-soft);
    }
    .too_warm {
      --state: var(--too-warm);
      --state-soft: var(--too-warm-soft);
    }
  `,
})
export class StatusMark {
  readonly status = input.required<Status>();
  readonly compact = input(false);
  protected readonly shape = computed(() => shapes[this.status()]);
}
