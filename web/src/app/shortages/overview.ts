import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { OverviewReply } from '@shared/reports/overview.contract';
import type { Unit } from '@shared/words/quantity';
import { HeatMap } from './heat-map';
import { WeekBars } from './week-bars';

/** How the group stands: days left by site and category, and what came in, went out and was wasted over 8 weeks. */
@Component({
  selector: 'cs-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, HeatMap, WeekBars],
  template: `
    <ng-container *transloco="let t">
      <section class="panel" aria-labelledby="heat-heading">
        <h2 id="heat-heading">{{ t('shortages.heat.heading') }}</h2>
        <p class="soft small">{{ t('shortages.heat.lead') }}</p>
        <cs-heat-map [shelves]="overview().shelves" />
      </section>
      <section class="panel" aria-labelledby="weeks-heading">
        <h2 id="weeks-heading">{{ t('shortages.weeks.heading') }}</h2>
        @if (units().length > 1) {
          <fieldset class="choices no-print">
            <legend class="visually-hidden">{{ t('shortages.weeks.unit') }}</legend>
            @for (one of units(); track one) {
              <label class="choice">
                <input type="radio" name="weeks-unit" [checked]="unit() === one" (change)="chosen.set(one)" />
                {{ t('shortages.weeks.units.' + one) }}
              </label>
            }
          </fieldset>
        }
        @if (weeks().length) {
          <cs-week-bars [weeks]="weeks()" />
        } @else {
          <p class="soft">{{ t('shortages.weeks.none') }}</p>
        }
      </section>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      margin-block-start: var(--space-4);
    }
    .panel {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
      align-content: start;
      min-inline-size: 0;
    }
    p {
      margin: 0;
    }
    @media (min-width: 75rem) {
      :host {
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      }
    }
  `,
})
export class Overview {
  readonly overview = input.required<OverviewReply>();

  /** Units that were moved, most moved first as pieces usually are. */
  protected readonly units = computed<Unit[]>(() => {
    const moved = new Set(this.overview().weeks.map((week) => week.unit));
    return (['each', 'g', 'ml'] as const).filter((unit) => moved.has(unit));
  });
  protected readonly chosen = signal<Unit | null>(null);
  protected readonly unit = computed(() => this.chosen() ?? this.units()[0] ?? 'each');
  protected readonly weeks = computed(() =>
    this.overview().weeks.filter((week) => week.unit === this.unit()),
  );
}
