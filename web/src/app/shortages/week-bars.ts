import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { WeekReply } from '@shared/reports/overview.contract';
import { DayPipe } from '../ui/day.pipe';
import { Formats } from '../ui/formats';
import { QuantityPipe } from '../ui/quantity.pipe';

const flows = ['donated', 'handedOut', 'wasted'] as const;
const height = 120;
const weekWidth = 60;

/** In, out and waste per week as three bars each, with the same figures in a table below. */
@Component({
  selector: 'cs-week-bars',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, DayPipe, QuantityPipe],
  template: `
    <ng-container *transloco="let t">
      <ul class="plain-list legend" aria-hidden="true">
        @for (flow of flows; track flow) {
          <li><span [class]="'swatch ' + flow"></span>{{ t('shortages.weeks.flows.' + flow) }}</li>
        }
      </ul>
      <svg
        [attr.viewBox]="'0 0 ' + width() + ' ' + (height + 22)"
        role="img"
        [attr.aria-label]="t('shortages.weeks.chart')"
      >
        <line x1="0" [attr.x2]="width()" [attr.y1]="height" [attr.y2]="height" class="axis" />
        @for (bar of bars(); track $index) {
          <rect
            [class]="bar.flow"
            [attr.x]="bar.x"
            [attr.y]="bar.y"
            width="15"
            [attr.height]="bar.height"
            rx="2"
          />
        }
        @for (label of labels(); track label.x) {
          <text [attr.x]="label.x" [attr.y]="height + 16">{{ label.text }}</text>
        }
      </svg>
      <details>
        <summary>{{ t('shortages.weeks.table') }}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('shortages.weeks.week') }}</th>
              @for (flow of flows; track flow) {
                <th scope="col">{{ t('shortages.weeks.flows.' + flow) }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (week of weeks(); track week.startsOn) {
              <tr>
                <th scope="row">{{ week.startsOn | day }}</th>
                @for (flow of flows; track flow) {
                  <td>{{ week[flow] | quantity: week.unit }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </details>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-4);
      font-size: var(--text-small);
    }
    .swatch {
      display: inline-block;
      inline-size: 0.875rem;
      block-size: 0.875rem;
      margin-inline-end: var(--space-1);
      border-radius: 3px;
      background: currentColor;
    }
    svg {
      inline-size: 100%;
      block-size: auto;
      max-block-size: 16rem;
    }
    rect {
      fill: currentColor;
    }
    .donated {
      color: var(--accent);
    }
    .handedOut {
      color: var(--surplus);
    }
    .wasted {
      color: var(--too-warm);
    }
    .axis {
      stroke: var(--outline);
    }
    text {
      fill: var(--ink-soft);
      font-size: 11px;
      text-anchor: middle;
    }
    summary {
      min-block-size: var(--target);
      padding-block: var(--space-3);
      cursor: pointer;
      font-weight: 600;
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--text-small);
    }
    th,
    td {
      padding: var(--space-1) var(--space-2);
      text-align: end;
      border-block-end: 1px solid var(--line);
    }
    th:first-child {
      text-align: start;
    }
  `,
})
export class WeekBars {
  /** Weeks of one unit, oldest first. */
  readonly weeks = input.required<readonly WeekReply[]>();

  readonly #formats = inject(Formats);
  protected readonly flows = flows;
  protected readonly height = height;
  protected readonly width = computed(() => this.weeks().length * weekWidth);
  protected readonly bars = computed(() => {
    const most = Math.max(1, ...this.weeks().flatMap((week) => flows.map((flow) => week[flow])));
    return this.weeks().flatMap((week, n) =>
      flows.map((flow, m) => {
        const tall = (week[flow] / most) * (height - 4);
        return { flow, x: n * weekWidth + 5 + m * 17, y: height - tall, height: tall };
      }),
    );
  });
  protected readonly labels = computed(() =>
    this.weeks().map((week, n) => ({
      x: n * weekWidth + weekWidth / 2,
      text: this.#formats.shortDay(week.startsOn),
    })),
  );
}
