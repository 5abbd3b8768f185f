import { inject, Injectable, linkedSignal } from '@angular/core';
import { remember, remembered } from './device-memory';
import { Language } from './language';

export const temperatureUnits = ['celsius', 'fahrenheit'] as const;
export type TemperatureUnitChoice = (typeof temperatureUnits)[number];

/** How this person sees temperatures: Fahrenheit in the United States unless they say otherwise, Celsius elsewhere. */
@Injectable({ providedIn: 'root' })
export class TemperatureUnit {
  readonly #language = inject(Language);
  readonly #choice = linkedSignal<TemperatureUnitChoice>(
    () =>
      temperatureUnits.find((unit) => unit === remembered('temperature-unit')) ??
      (/-(us|lr|bs|bz|ky|pw|fm|mh)\b/i.test(this.#language.locale()) ? 'fahrenheit' : 'celsius'),
  );

  readonly choice = this.#choice.asReadonly();

  use(choice: TemperatureUnitChoice): void {
    this.#choice.set(choice);
    remember('temperature-unit', choice);
  }

  /** Degrees of the chosen unit, to a tenth (Celsius) or a whole degree (Fahrenheit). */
  degreesOf(celsius: number): number {
    return this.choice() === 'celsius' ? rounded(celsius, 10) : Math.round(celsius * 1.8 + 32);
  }

  /** Degrees Celsius to a tenth of what was typed in the chosen unit. */
  celsiusOf(degrees: number): number {
    return rounded(this.choice() === 'celsius' ? degrees : (degrees - 32) / 1.8, 10);
  }

  /** "4.2 °C", "40 °F". */
  shown(celsius: number): string {
    return new Intl.NumberFormat(this.#language.locale(), {
      ...{ style: 'unit', unit: this.choice(), unitDisplay: 'short' },
      maximumFractionDigits: this.choice() === 'celsius' ? 1 : 0,
    }).format(this.degreesOf(celsius));
  }
}

function rounded(value: number, by: number): number {
  return Math.round(value * by) / by;
}
