import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeviceOutbox } from '../outbox/device-outbox';
import { ClockPipe } from '../ui/clock.pipe';
import { TemperatureUnit } from '../ui/temperature-unit';

/** Readings of a site that this device keeps and the server has not answered for. */
@Component({
  selector: 'cs-waiting-readings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ClockPipe],
  template: `
    @if (readings().length) {
      <div *transloco="let t">
        <p>{{ t('cold.reading.waiting') }}</p>
        <ul>
          @for (line of readings(); track line.id) {
            <li>
              <strong>{{ unit.shown(line.celsius) }}</strong>
              {{ t('cold.probes.' + (line.probe ?? 'fridge')) }}, {{ line.occurredAt | clock }}
            </li>
          }
        </ul>
      </div>
    }
  `,
})
export class WaitingReadings {
  readonly siteId = input.required<string>();
  /** The server has answered for some of them. */
  readonly answered = output();

  readonly #outbox = inject(DeviceOutbox);
  protected readonly unit = inject(TemperatureUnit);
  protected readonly readings = computed(() =>
    this.#outbox
      .entries()
      .flatMap(({ command, state }) =>
        command.kind === 'reading' && state !== 'refused' && command.siteId === this.siteId()
          ? [command.line]
          : [],
      ),
  );
  #before = 0;

  constructor() {
    effect(() => {
      const now = this.readings().length;
      if (now < this.#before) this.answered.emit();
      this.#before = now;
    });
  }
}
