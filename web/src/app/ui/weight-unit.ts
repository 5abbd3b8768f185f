import { inject, Injectable, linkedSignal } from '@angular/core';
import { remember, remembered } from './device-memory';
import { Language } from './language';

export const weightUnits = ['kg', 'lb'] as const;
export type WeightUnitChoice = (typeof weightUnits)[number];

/** Grams in an avoirdupois pound, exactly (international yard and pound agreement, 1959). */
export const gramsPerPound = 453.59237;

/** Whole grams of a weight that somebody typed in kilograms or pounds. */
export function gramsOf(weight: number, unit: WeightUnitChoice): number {
  return Math.round(weight * (unit === 'kg' ? 1000 : gramsPerPound));
}

/** Kilograms or pounds of a weight in grams, unrounded. */
export function weightOf(grams: number, unit: WeightUnitChoice): number {
  return grams / (unit === 'kg' ? 1000 : gramsPerPound);
}

/** How this person sees grams: pounds in the United States unless they say otherwise, kilograms elsewhere. */
@Injectable({ providedIn: 'root' })
export class WeightUnit {
  readonly #language = inject(Language);
  readonly #choice = linkedSignal<WeightUnitChoice>(
    () =>
      weightUnits.find((unit) => unit === remembered('weight-unit')) ??
      (/-(us|lr|mm)\b/i.test(this.#language.locale()) ? 'lb' : 'kg'),
  );

  readonly choice = this.#choice.asReadonly();

  use(choice: WeightUnitChoice): void {
    this.#choice.set(choice);
    remember('weight-unit', choice);
  }
}
