import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ColdLimitsReply, TemperaturesReply, TemperatureStep } from '@shared/fridges/cold.contract';
import { type Probe, probes } from '@shared/fridges/reading-line';
import { addDays, dayOf, startOfDay } from '@shared/words/day';
import { Formats } from '../ui/formats';
import { InstantPipe } from '../ui/instant.pipe';
import { Language } from '../ui/language';
import { TemperatureUnit } from '../ui/temperature-unit';
import { chartScale } from './chart-scale';
import { thermometerLines, toldSteps } from './thermometer-lines';

const height = 200;
const start = 52;

/** Temperature over time, a line for each thermometer, with the limit, excursions shaded and visits marked; the same in a sentence and in a table. */
@Component({
  selector: 'cs-temperature-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, InstantPipe],
  templateUrl: './temperature-chart.html',
  styleUrl: './temperature-chart.scss',
})
export class TemperatureChart {
  readonly temperatures = input.required<TemperaturesReply>();
  readonly limits = input.required<ColdLimitsReply>();

  readonly #formats = inject(Formats);
  readonly #language = inject(Language);
  protected readonly unit = inject(TemperatureUnit);
  protected readonly height = height;
  protected readonly start = start;
  protected readonly width = signal(320);
  protected readonly told = computed(() =>
    probes.filter((probe) => this.temperatures().probes[probe].length > 0),
  );
  protected readonly probe = linkedSignal<readonly Probe[], Probe>({
    source: this.told,
    computation: (told, before) => {
      const kept = before && told.includes(before.value) ? before.value : undefined;
      return kept ?? told[0] ?? 'fridge';
    },
  });
  protected readonly steps = computed(() => this.temperatures().probes[this.probe()]);
  readonly #told = computed(() => toldSteps(this.temperatures(), this.probe()));
  protected readonly limit = computed(() =>
    this.probe() === 'freezer' ? this.limits().freezerCelsius : this.limits().fridgeCelsius,
  );
  protected readonly excursions = computed(() =>
    this.temperatures().excursions.filter(({ probe }) => probe === this.probe()),
  );

  readonly #scale = computed(() =>
    chartScale(this.temperatures(), this.steps(), this.limit(), { width: this.width(), height, start }),
  );
  protected readonly lines = computed(() => this.#told().map((one) => thermometerLines(one, this.#scale())));
  protected readonly limitY = computed(() => this.#scale().y(this.limit()));
  protected readonly shades = computed(() => {
    const { x } = this.#scale();
    return this.excursions().map(({ beganAt, endedAt }) => {
      const left = x(beganAt);
      return { x: left, width: Math.max(2, x(endedAt ?? this.temperatures().to) - left) };
    });
  });
  protected readonly visits = computed(() => this.temperatures().visitedAt.map((at) => this.#scale().x(at)));
  protected readonly levels = computed(() => {
    const { least, most, y } = this.#scale();
    return [least, most].map((celsius) => ({ text: this.unit.shown(celsius), y: y(celsius) + 4 }));
  });
  protected readonly days = computed(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { x } = this.#scale();
    const to = Date.parse(this.temperatures().to);
    const marks: { x: number; text: string }[] = [];
    let day = addDays(dayOf(new Date(this.temperatures().from), zone), 1);
    for (let at = startOfDay(day, zone); at.getTime() < to; day = addDays(day, 1), at = startOfDay(day, zone))
      marks.push({ x: x(at.getTime()), text: this.#formats.shortDay(day) });
    const every = Math.max(1, Math.ceil((marks.length * 64) / this.width()));
    return marks.filter((_, n) => n % every === 0);
  });
  protected readonly summary = computed(() => {
    const steps = this.steps();
    if (steps.length === 0) return this.#language.say('cold.chart.none');
    return this.#language.say('cold.chart.summary', {
      probe: this.#language.say(`cold.probes.${this.probe()}`),
      ...this.#range(steps),
      limit: this.unit.shown(this.limit()),
      times: this.excursions().length,
    });
  });
  /** Which line is whose; empty where there is but one. */
  protected readonly thermometers = computed(() => {
    const told = this.#told();
    if (told.length < 2) return [];
    return told.map(({ look, sensor, steps }) => ({
      look,
      text: this.#language.say('cold.chart.range', {
        thermometer: this.#named(sensor),
        ...this.#range(steps),
      }),
    }));
  });
  /** The newest first; a table of three hundred rows helps nobody. */
  protected readonly rows = computed(() =>
    this.#told()
      .flatMap(({ sensor, steps }) => steps.map((step) => ({ ...step, thermometer: this.#named(sensor) })))
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, 50),
  );

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const watch = new ResizeObserver(() => this.width.set(Math.max(240, Math.floor(host.clientWidth))));
      watch.observe(host);
      destroyed.onDestroy(() => watch.disconnect());
    });
  }

  #named(sensor: string | null): string {
    return sensor ?? this.#language.say('cold.byHand');
  }

  #range(steps: readonly TemperatureStep[]): { readonly least: string; readonly most: string } {
    return {
      least: this.unit.shown(Math.min(...steps.map(({ leastCelsius }) => leastCelsius))),
      most: this.unit.shown(Math.max(...steps.map(({ mostCelsius }) => mostCelsius))),
    };
  }
}
