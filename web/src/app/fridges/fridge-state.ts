import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiAlertOutline, mdiCheckCircleOutline, mdiClockAlertOutline, mdiThermometer } from '@mdi/js';
import type { FridgeReply } from '@shared/fridges/visits.contract';
import { Icon } from '../ui/icon';
import { RelativePipe } from '../ui/relative.pipe';
import { TemperatureUnit } from '../ui/temperature-unit';
import { FullnessMark } from './fullness-mark';

/** What is known about a fridge, in a few words and shapes. */
@Component({
  selector: 'cs-fridge-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, FullnessMark, Icon, RelativePipe],
  template: `
    @let one = fridge();
    <div class="state" *transloco="let t">
      @if (one.fullness !== null) {
        <cs-fullness-mark [value]="one.fullness" />
      }
      @if (one.condition; as condition) {
        <span class="mark" [class.low]="condition !== 'clean'">
          <cs-icon [path]="condition === 'clean' ? icons.clean : icons.alert" />{{
            t('fridges.conditions.' + condition)
          }}
        </span>
      }
      @if (one.temperature; as temperature) {
        <span class="mark">
          <cs-icon [path]="icons.temperature" />{{ degrees() }}
          <span class="soft small">{{ temperature.takenAt | relative }}</span>
        </span>
      }
      @if (one.overdue) {
        <span class="mark low"><cs-icon [path]="icons.overdue" />{{ t('fridges.overdue') }}</span>
      }
    </div>
    <p class="soft small" *transloco="let t">
      @if (one.lastVisit; as visit) {
        {{ t('fridges.visited', { when: visit.occurredAt | relative }) }}
      } @else {
        {{ t('fridges.neverVisited') }}
      }
      @if (one.lastRestockAt; as at) {
        · {{ t('fridges.restocked', { when: at | relative }) }}
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    .state {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-4);
      align-items: center;
    }
    .mark {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      font-weight: 600;
    }
    .low {
      padding-inline: var(--space-2);
      border-radius: var(--radius-pill);
      background: var(--low-soft);
      color: var(--low);
    }
  `,
})
export class FridgeState {
  readonly fridge = input.required<FridgeReply>();

  readonly #unit = inject(TemperatureUnit);
  protected readonly icons = {
    ...{ clean: mdiCheckCircleOutline, alert: mdiAlertOutline },
    ...{ overdue: mdiClockAlertOutline, temperature: mdiThermometer },
  };
  protected readonly degrees = computed(() => {
    const { temperature } = this.fridge();
    return temperature && this.#unit.shown(temperature.celsius);
  });
}
