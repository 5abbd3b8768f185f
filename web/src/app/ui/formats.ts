import { computed, inject, Injectable } from '@angular/core';
import type { Day } from '@shared/words/day';
import type { Instant } from '@shared/words/instant';
import type { Unit } from '@shared/words/quantity';
import { Language } from './language';
import { gramsPerPound, WeightUnit } from './weight-unit';

const gramsPerOunce = gramsPerPound / 16;
const steps = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Numbers, quantities, days and instants as the chosen language and region write them. Follows a change of either. */
@Injectable({ providedIn: 'root' })
export class Formats {
  readonly #language = inject(Language);
  readonly #weight = inject(WeightUnit);

  readonly #locale = this.#language.locale;
  readonly #units = computed(() => {
    const locale = this.#locale();
    const made = new Map<string, Intl.NumberFormat>();
    return (unit: string, digits: number): Intl.NumberFormat => {
      const key = `${unit} ${digits}`;
      const format =
        made.get(key) ??
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: 'short',
          maximumFractionDigits: digits,
        });
      made.set(key, format);
      return format;
    };
  });
  readonly #numbers = computed(() => new Intl.NumberFormat(this.#locale()));
  readonly #oneDecimal = computed(() => new Intl.NumberFormat(this.#locale(), { maximumFractionDigits: 1 }));
  readonly #days = computed(
    () => new Intl.DateTimeFormat(this.#locale(), { dateStyle: 'medium', timeZone: 'UTC' }),
  );
  readonly #shortDays = computed(
    () => new Intl.DateTimeFormat(this.#locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  );
  readonly #instants = computed(
    () => new Intl.DateTimeFormat(this.#locale(), { dateStyle: 'medium', timeStyle: 'short' }),
  );
  readonly #times = computed(() => new Intl.DateTimeFormat(this.#locale(), { timeStyle: 'short' }));
  readonly #relative = computed(() => new Intl.RelativeTimeFormat(this.#locale(), { numeric: 'auto' }));

  number(value: number): string {
    return this.#numbers().format(value);
  }

  /** A figure that may be a fraction, such as days left, to one decimal. */
  decimal(value: number): string {
    return this.#oneDecimal().format(value);
  }

  /**
   * A whole number of base units as people say it: `12`, `400 g`, `1.5 kg` or `3.3 lb`, `750 mL`, `2 L`.
   * Kilograms or pounds follow the person's choice; the sign is kept.
   */
  quantity(quantity: number, unit: Unit): string {
    const size = Math.abs(quantity);
    if (unit === 'each') return this.number(quantity);
    if (unit === 'ml')
      return size >= 1000
        ? this.#units()('liter', 2).format(quantity / 1000)
        : this.#units()('milliliter', 0).format(quantity);
    if (this.#weight.choice() === 'kg')
      return size >= 1000
        ? this.#units()('kilogram', 2).format(quantity / 1000)
        : this.#units()('gram', 0).format(quantity);
    return size >= gramsPerPound
      ? this.#units()('pound', 1).format(quantity / gramsPerPound)
      : this.#units()('ounce', 1).format(quantity / gramsPerOunce);
  }

  /** A calendar day, the same day wherever the reader is. */
  day(day: Day): string {
    return this.#days().format(new Date(`${day}T00:00:00Z`));
  }

  /** A calendar day without its year, where room is short: "3 Nov". */
  shortDay(day: Day): string {
    return this.#shortDays().format(new Date(`${day}T00:00:00Z`));
  }

  /** A moment in the reader's own time zone. */
  instant(instant: Instant): string {
    return this.#instants().format(new Date(instant));
  }

  /** The time of day of a moment; with its day where that is not today. */
  clock(instant: Instant, now: Date = new Date()): string {
    const moment = new Date(instant);
    const isToday = moment.toDateString() === now.toDateString();
    return isToday ? this.#times().format(moment) : this.#instants().format(moment);
  }

  /** "3 hours ago", "in 2 days": the largest whole step between the two moments. */
  relative(instant: Instant, now: Date = new Date()): string {
    const seconds = (Date.parse(instant) - now.getTime()) / 1000;
    const step = steps.find(([, size]) => Math.abs(seconds) >= size);
    return step
      ? this.#relative().format(Math.trunc(seconds / step[1]), step[0])
      : this.#relative().format(0, 'second');
  }

  /** "in 3 days", "yesterday": whole calendar days between `today` and `day`. */
  daysUntil(day: Day, today: Day): string {
    return this.#relative().format(Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000), 'day');
  }
}
