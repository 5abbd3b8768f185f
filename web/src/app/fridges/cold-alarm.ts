import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { sensorSilentMinutes } from '@shared/fridges/cold-limits';
import type { ColdReply, LastReading } from '@shared/fridges/cold.contract';
import { Formats } from '../ui/formats';
import { Language } from '../ui/language';
import { StatusMark } from '../ui/status-mark';
import { TemperatureUnit } from '../ui/temperature-unit';
import { minuteClock } from './minute-clock';

/** How it stands with the cold, in a sentence; where it is too warm, the clock and what to do. */
@Component({
  selector: 'cs-cold-alarm',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective, StatusMark],
  template: `
    <div class="card stack" [class.alarm]="isAlarm()" *transloco="let t">
      <p class="row">
        @if (isAlarm()) {
          <cs-status-mark status="too_warm" />
        } @else if (cold().state === 'ok') {
          <cs-status-mark status="ok" />
        }
        <strong>{{ headline() }}</strong>
      </p>
      @if (clock(); as text) {
        <p class="clock" role="timer">{{ text }}</p>
      }
      @if (shownBy(); as text) {
        <p>{{ text }}</p>
      }
      @if (todo(); as text) {
        <p>{{ text }}</p>
      }
      @if (silent(); as text) {
        <p>{{ text }}</p>
      }
      @if (isAlarm() && mayAct()) {
        <p>
          <a
            class="button"
            [class.primary]="cold().state === 'discard'"
            [routerLink]="['/fridges', cold().siteId, 'too-warm']"
          >
            {{ t('cold.alarm.goods') }}
          </a>
        </p>
      }
    </div>
  `,
  styles: `
    .alarm {
      padding: var(--space-4);
      border: 2px solid var(--too-warm);
      border-radius: var(--radius);
      background: var(--too-warm-soft);
    }
    .row {
      gap: var(--space-2);
    }
    .clock {
      font-size: var(--text-large);
      font-weight: 700;
    }
  `,
})
export class ColdAlarm {
  readonly cold = input.required<ColdReply>();
  /** Whether the person may throw out and clear. */
  readonly mayAct = input(false);

  readonly #formats = inject(Formats);
  readonly #unit = inject(TemperatureUnit);
  readonly #language = inject(Language);
  readonly #now = minuteClock();

  /** The time may run out while the page is open. */
  protected readonly state = computed(() => {
    const { state, timeUpAt, alarms } = this.cold();
    const isUp = timeUpAt !== null && Date.parse(timeUpAt) <= this.#now().getTime();
    return isUp && (state === 'warm' || state === 'check_again') && alarms[0]?.checkedAt === null
      ? 'discard'
      : state;
  });
  protected readonly isAlarm = computed(() => ['discard', 'warm', 'check_again'].includes(this.state()));

  protected readonly headline = computed(() => {
    const { last, warmSince, limits, alarms } = this.cold();
    const shown = last.fridge ?? last.freezer;
    const peak = alarms[0]?.peakCelsius ?? null;
    return this.#language.say(`cold.states.${this.state()}`, {
      when: warmSince ? this.#formats.relative(warmSince, this.#now()) : '',
      degrees: shown ? this.#unit.shown(shown.celsius) : '',
      ago: shown ? this.#formats.relative(shown.occurredAt, this.#now()) : '',
      limit: this.#unit.shown(alarms[0]?.limitCelsius ?? limits.fridgeCelsius),
      peak: peak === null ? this.#language.say('cold.alarm.unmeasured') : this.#unit.shown(peak),
    });
  });

  protected readonly clock = computed(() => {
    const { timeUpAt } = this.cold();
    if (timeUpAt === null || !this.isAlarm()) return null;
    return this.#language.say(this.state() === 'discard' ? 'cold.alarm.up' : 'cold.alarm.left', {
      when: this.#formats.relative(timeUpAt, this.#now()),
      at: this.#formats.instant(timeUpAt),
    });
  });

  /** Which thermometer shows it, where another one spoke later. */
  protected readonly shownBy = computed(() => {
    const { last, alarms } = this.cold();
    const [alarm] = alarms;
    const newest = alarm && last[alarm.probe];
    if (!alarm?.reading || !newest || newest.sensor === alarm.reading.sensor) return null;
    return `${this.#told('cold.alarm.shownBy', alarm.reading)} ${this.#told('cold.alarm.other', newest)}`;
  });

  /** A thermometer that fell silent while it was warm counts as warm until a person reads a cold one. */
  protected readonly silent = computed(() => {
    const reading = this.cold().alarms[0]?.reading;
    if (reading?.source !== 'sensor') return null;
    const silentMs = this.#now().getTime() - Date.parse(reading.occurredAt);
    return silentMs > sensorSilentMinutes * 60_000 ? this.#told('cold.alarm.silent', reading) : null;
  });

  protected readonly todo = computed(() => {
    const { alarms } = this.cold();
    if (this.state() === 'warm' && alarms[0]?.checkedAt != null)
      return this.#language.say('cold.todo.checked');
    return ['discard', 'warm', 'check_again', 'unknown', 'no_readings'].includes(this.state())
      ? this.#language.say(`cold.todo.${this.state()}`)
      : null;
  });

  #told(key: string, { celsius, occurredAt, sensor }: LastReading): string {
    return this.#language.say(key, {
      thermometer: sensor ?? this.#language.say('cold.byHand'),
      degrees: this.#unit.shown(celsius),
      ago: this.#formats.relative(occurredAt, this.#now()),
      at: this.#formats.instant(occurredAt),
    });
  }
}
