import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ColdReply } from '@shared/fridges/cold.contract';
import { isCelsius, type Probe, probes } from '@shared/fridges/reading-line';
import { v7 as newId } from 'uuid';
import { ColdApi } from '../api-client/cold.api';
import { Sending } from '../forms/sending';
import { ProblemMessage } from '../ui/problem-message';
import { TemperatureUnit } from '../ui/temperature-unit';

/** A temperature read off a thermometer just now. Needs a network; without one, a visit keeps it. */
@Component({
  selector: 'cs-reading-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, ProblemMessage],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); keep(degrees.value)" *transloco="let t">
      <fieldset class="choices">
        <legend>{{ t('cold.reading.where') }}</legend>
        @for (one of probes; track one) {
          <label class="choice">
            <input type="radio" name="probe" [checked]="probe() === one" (change)="probe.set(one)" />
            {{ t('cold.probes.' + one) }}
          </label>
        }
      </fieldset>
      <div class="field">
        <label for="reading-degrees">{{ t('cold.reading.degrees') }}</label>
        <div class="row">
          <input
            class="input degrees"
            id="reading-degrees"
            autocomplete="off"
            aria-describedby="reading-wrong"
            [attr.aria-invalid]="wrong() ? 'true' : null"
            #degrees
          />
          <select
            class="input unit"
            [attr.aria-label]="t('cold.reading.unit')"
            (change)="unit.use(chosen.value === 'celsius' ? 'celsius' : 'fahrenheit')"
            #chosen
          >
            <option value="celsius" [selected]="unit.choice() === 'celsius'">
              {{ t('cold.units.celsius') }}
            </option>
            <option value="fahrenheit" [selected]="unit.choice() === 'fahrenheit'">
              {{ t('cold.units.fahrenheit') }}
            </option>
          </select>
        </div>
        <p class="wrong" id="reading-wrong" aria-live="polite">
          @if (wrong()) {
            {{ t('cold.reading.wrong') }}
          }
        </p>
      </div>
      @if (sending.failure(); as failure) {
        <cs-problem-message [failure]="failure" />
      }
      <div class="row">
        <button class="button primary" type="submit" [attr.aria-disabled]="sending.busy()">
          {{ t('cold.reading.keep') }}
        </button>
        <button class="button quiet" type="button" (click)="closed.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    .degrees {
      inline-size: 8rem;
    }
    .unit {
      inline-size: 6rem;
    }
  `,
})
export class ReadingForm {
  readonly cold = input.required<ColdReply>();
  readonly kept = output();
  readonly closed = output();

  readonly #cold = inject(ColdApi);
  protected readonly unit = inject(TemperatureUnit);
  protected readonly probes = probes;
  protected readonly sending = new Sending();
  protected readonly wrong = signal(false);
  protected readonly probe = linkedSignal<Probe>(() =>
    this.cold().last.fridge === null && this.cold().last.freezer !== null ? 'freezer' : 'fridge',
  );
  /** The reading under way: sent again after a lost answer, it is the same one. */
  #line: { readonly id: string; readonly said: string; readonly occurredAt: string } | null = null;

  protected async keep(text: string): Promise<void> {
    const plain = text.trim().replace(',', '.').replace('−', '-');
    const celsius = this.unit.celsiusOf(Number(plain));
    this.wrong.set(plain === '' || !isCelsius(celsius));
    if (this.wrong()) return;
    const said = `${this.probe()} ${celsius}`;
    if (this.#line?.said !== said) this.#line = { id: newId(), said, occurredAt: new Date().toISOString() };
    const { id, occurredAt } = this.#line;
    const line = { id, probe: this.probe(), celsius, occurredAt };
    if (await this.sending.run(() => this.#cold.record(this.cold().siteId, [line]))) this.kept.emit();
  }
}
