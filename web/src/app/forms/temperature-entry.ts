import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiMinus, mdiPlus } from '@mdi/js';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { TemperatureUnit } from '../ui/temperature-unit';

/** A temperature read off a thermometer: nudged by thumb from where it was last, or typed. Null until somebody read it. */
@Component({
  selector: 'cs-temperature-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  template: `
    <div class="entry" role="group" [attr.aria-label]="label()" *transloco="let t">
      <button
        type="button"
        [attr.aria-label]="t('forms.temperature.colder', { label: label() })"
        (click)="nudge(-1)"
      >
        <cs-icon [path]="minus" />
      </button>
      <input
        type="text"
        inputmode="text"
        autocomplete="off"
        [attr.aria-label]="label() + ', ' + t('forms.temperature.units.' + unit.choice())"
        [placeholder]="hint()"
        [value]="shown()"
        (focus)="field.select()"
        (change)="typed(field)"
        (keydown.arrowup)="nudge(1); $event.preventDefault()"
        (keydown.arrowdown)="nudge(-1); $event.preventDefault()"
        #field
      />
      <button
        type="button"
        [attr.aria-label]="t('forms.temperature.warmer', { label: label() })"
        (click)="nudge(1)"
      >
        <cs-icon [path]="plus" />
      </button>
    </div>
    <button
      class="button quiet"
      type="button"
      *transloco="let t"
      [attr.aria-label]="
        t('forms.temperature.otherUnit', { unit: t('forms.temperature.units.' + unit.choice()) })
      "
      (click)="unit.use(unit.choice() === 'celsius' ? 'fahrenheit' : 'celsius')"
    >
      {{ unit.choice() === 'celsius' ? '°C' : '°F' }}
    </button>
    @if (value() === null) {
      <button class="button quiet same" type="button" *transloco="let t" (click)="value.set(start())">
        {{ t('forms.temperature.itIs', { degrees: unit.shown(start()) }) }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1);
    }
    .entry {
      display: inline-flex;
      border: 2px solid var(--outline);
      border-radius: var(--radius);
      background: var(--surface);
      overflow: hidden;
    }
    .entry:focus-within {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    .entry button,
    input {
      min-block-size: calc(var(--target) + 0.5rem);
      border: 0;
      background: transparent;
      color: inherit;
      font: inherit;
    }
    .entry button {
      inline-size: 3.5rem;
      display: inline-flex;
      align-items: center;
      justify-content: center;
      cursor: pointer;
      touch-action: manipulation;
    }
    .entry button:hover {
      background: var(--sunken);
    }
    input {
      inline-size: 5.5ch;
      min-inline-size: var(--target);
      text-align: center;
      font-size: var(--text-large);
      font-weight: 700;
      outline: none;
    }
    input::placeholder {
      color: var(--ink-soft);
      font-weight: 400;
      opacity: 1;
    }
  `,
})
export class TemperatureEntry {
  readonly label = input.required<string>();
  /** Degrees Celsius where nudging begins: the last reading. */
  readonly start = input(4);
  readonly value = model<number | null>(null);

  readonly #language = inject(Language);
  protected readonly unit = inject(TemperatureUnit);
  protected readonly minus = mdiMinus;
  protected readonly plus = mdiPlus;
  protected readonly shown = computed(() => {
    const value = this.value();
    return value === null ? '' : this.#figure(value);
  });
  protected readonly hint = computed(() => this.#figure(this.start()));

  /** Half a degree Celsius, a whole one Fahrenheit. */
  protected nudge(direction: 1 | -1): void {
    const step = this.unit.choice() === 'celsius' ? 0.5 : 1;
    this.#set(this.unit.degreesOf(this.value() ?? this.start()) + direction * step);
  }

  protected typed(field: HTMLInputElement): void {
    const text = field.value.trim().replace(',', '.').replace('−', '-');
    if (text === '') this.value.set(null);
    else if (/^-?\d+(\.\d+)?$/.test(text)) this.#set(Number(text));
    field.value = this.shown();
  }

  #set(degrees: number): void {
    this.value.set(Math.min(80, Math.max(-60, this.unit.celsiusOf(degrees))));
  }

  #figure(celsius: number): string {
    return new Intl.NumberFormat(this.#language.locale(), { maximumFractionDigits: 1 }).format(
      this.unit.degreesOf(celsius),
    );
  }
}
