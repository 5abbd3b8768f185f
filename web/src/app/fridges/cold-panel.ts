import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiPowerPlugOffOutline, mdiThermometerPlus } from '@mdi/js';
import { ColdApi } from '../api-client/cold.api';
import { Keeping } from '../forms/keeping';
import { KeptState } from '../forms/kept-state';
import { Session } from '../session/session';
import { failureOf } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Language } from '../ui/language';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';
import { SaidLine } from '../ui/said-line';
import { Skeleton } from '../ui/skeleton';
import { ColdAlarm } from './cold-alarm';
import { PowerCutForm } from './power-cut-form';
import { ReadingForm } from './reading-form';
import { TemperatureChart } from './temperature-chart';
import { WaitingReadings } from './waiting-readings';

const days = [1, 3, 7, 30] as const;

/** The cold chain of one fridge: how it stands, a reading by hand, a power cut, and how warm it was. */
@Component({
  selector: 'cs-cold-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    TranslocoDirective,
    ColdAlarm,
    Icon,
    KeptState,
    PowerCutForm,
    ProblemMessage,
    ReadingForm,
    SaidLine,
    Skeleton,
    TemperatureChart,
    WaitingReadings,
  ],
  template: `
    <section class="panel stack" aria-labelledby="cold-heading" *transloco="let t">
      <h2 id="cold-heading">{{ t('cold.heading') }}</h2>
      @if (said(); as text) {
        <cs-said-line [text]="text" [undoable]="keeping.isHere()" (undo)="undo()" />
      }
      <cs-kept-state [keeping]="keeping" />
      <cs-waiting-readings [siteId]="siteId()" (answered)="reload()" />
      @if (found.error(); as error) {
        <cs-problem-message [failure]="failureOf(error)" [retryable]="true" (retry)="reload()" />
      } @else if (cold(); as one) {
        <cs-cold-alarm [cold]="one" [mayAct]="steward()" />
        @if (one.powerCut && open() !== 'power') {
          <p>
            <strong>{{ t('cold.power.lasts') }}</strong>
          </p>
        }
      } @else {
        <cs-skeleton [rows]="3" />
      }
      @if (steward()) {
        @if (open() === 'reading') {
          <cs-reading-form
            [siteId]="siteId()"
            [siteName]="siteName()"
            [cold]="cold()"
            [keeping]="keeping"
            (kept)="keptReading()"
            (closed)="open.set(null)"
          />
        } @else if (open() === 'power' && cold()) {
          <cs-power-cut-form
            [cold]="cold()!"
            (changed)="done('cold.power.noted')"
            (closed)="open.set(null)"
          />
        } @else {
          <div class="row">
            <button class="button" type="button" (click)="open.set('reading')">
              <cs-icon [path]="thermometer" />{{ t('cold.reading.enter') }}
            </button>
            @if (cold(); as one) {
              <button class="button" type="button" (click)="open.set('power')">
                <cs-icon [path]="plug" />{{ t(one.powerCut ? 'cold.power.back' : 'cold.power.button') }}
              </button>
            }
          </div>
        }
      }
      @if (cold(); as one) {
        @if (one.acceptsNote) {
          <p class="note">
            <strong>{{ t('cold.accepts') }}</strong> {{ one.acceptsNote }}
          </p>
        }
        @if (one.state !== 'no_readings') {
          <fieldset class="choices">
            <legend>{{ t('cold.chart.time') }}</legend>
            @for (count of days; track count) {
              <label class="choice">
                <input
                  type="radio"
                  name="cold-days"
                  [checked]="span() === count"
                  (change)="span.set(count)"
                />
                {{ t('cold.chart.days', { count }) }}
              </label>
            }
          </fieldset>
          @if (temperatures(); as shown) {
            <cs-temperature-chart [temperatures]="shown" [limits]="one.limits" />
          }
        }
      }
    </section>
  `,
  styles: `
    .note {
      white-space: pre-line;
    }
  `,
})
export class ColdPanel {
  readonly siteId = input.required<string>();
  readonly siteName = input.required<string>();

  readonly #cold = inject(ColdApi);
  readonly #session = inject(Session);
  readonly #language = inject(Language);
  protected readonly failureOf = failureOf;
  protected readonly days = days;
  protected readonly thermometer = mdiThermometerPlus;
  protected readonly plug = mdiPowerPlugOffOutline;
  protected readonly steward = computed(() => this.#session.can('steward'));
  protected readonly open = signal<'reading' | 'power' | null>(null);
  protected readonly said = signal('');
  protected readonly keeping = new Keeping();
  protected readonly span = signal<(typeof days)[number]>(3);
  protected readonly found = resource({
    params: () => this.siteId(),
    loader: ({ params }) => this.#cold.of(params),
  });
  protected readonly cold = lastValue(this.found);
  readonly #drawn = resource({
    params: () => ({ siteId: this.siteId(), days: this.span() }),
    loader: ({ params }) =>
      this.#cold.temperatures(params.siteId, new Date(Date.now() - params.days * 86_400_000).toISOString()),
  });
  protected readonly temperatures = lastValue(this.#drawn);

  protected keptReading(): void {
    this.open.set(null);
    this.said.set(this.#language.say('cold.reading.kept'));
  }

  protected async undo(): Promise<void> {
    if (await this.keeping.withdraw()) this.said.set(this.#language.say('cold.reading.undone'));
  }

  protected done(key: string): void {
    this.keeping.forget();
    this.open.set(null);
    this.said.set(this.#language.say(key));
    this.reload();
  }

  protected reload(): void {
    this.found.reload();
    this.#drawn.reload();
  }
}
