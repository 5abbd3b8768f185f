import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ColdReply } from '@shared/fridges/cold.contract';
import { type Probe, probes } from '@shared/fridges/reading-line';
import { v7 as newId } from 'uuid';
import type { Keeping } from '../forms/keeping';
import { TemperatureEntry } from '../forms/temperature-entry';
import { DeviceClock } from '../outbox/device-clock';
import { aboutSite } from '../outbox/outbox-entry';

/** How long it may be taken back without a trace: what a thermometer showed is never undone on the server. */
const holdMs = 4_000;
/** Where nudging begins when nobody read a thermometer before. */
const usual = { fridge: 4, freezer: -18, ambient: 20 } as const;

/** A temperature read off a thermometer just now. Kept on the device with the press; needs no network. */
@Component({
  selector: 'cs-reading-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, TemperatureEntry],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); keep()" *transloco="let t">
      <fieldset class="choices">
        <legend>{{ t('cold.reading.where') }}</legend>
        @for (one of probes; track one) {
          <label class="choice">
            <input type="radio" name="probe" [checked]="probe() === one" (change)="probe.set(one)" />
            {{ t('cold.probes.' + one) }}
          </label>
        }
      </fieldset>
      <cs-temperature-entry [label]="t('cold.reading.degrees')" [start]="start()" [(value)]="celsius" />
      <p class="wrong" aria-live="polite">
        @if (keeping().failed()) {
          {{ t('forms.kept.failed') }}
        } @else if (asks() && celsius() === null) {
          {{ t('cold.reading.wrong') }}
        }
      </p>
      <div class="row">
        <button class="button primary" type="submit">{{ t('cold.reading.keep') }}</button>
        <button class="button quiet" type="button" (click)="closed.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class ReadingForm {
  readonly siteId = input.required<string>();
  readonly siteName = input.required<string>();
  /** What is known of the cold there; nothing without a network. */
  readonly cold = input.required<ColdReply | undefined>();
  readonly keeping = input.required<Keeping>();
  readonly kept = output();
  readonly closed = output();

  readonly #clock = inject(DeviceClock);
  protected readonly probes = probes;
  protected readonly asks = signal(false);
  protected readonly celsius = signal<number | null>(null);
  protected readonly probe = linkedSignal<Probe>(() => {
    const last = this.cold()?.last;
    return last?.fridge === null && last.freezer !== null ? 'freezer' : 'fridge';
  });
  protected readonly start = computed(() => this.cold()?.last[this.probe()]?.celsius ?? usual[this.probe()]);

  protected async keep(): Promise<void> {
    const celsius = this.celsius();
    this.asks.set(true);
    if (celsius === null) return;
    const occurredAt = this.#clock.now().toISOString();
    const line = { id: newId(), probe: this.probe(), celsius, occurredAt };
    const command = { kind: 'reading', siteId: this.siteId(), line } as const;
    if (await this.keeping().keep(command, aboutSite(this.siteName()), holdMs)) this.kept.emit();
  }
}
