import type { TemperaturesReply, TemperatureStep } from '@shared/fridges/cold.contract';
import type { Probe } from '@shared/fridges/reading-line';
import { type ChartScale, joinedSteps } from './chart-scale';

/** What a chart draws as one: a thermometer, or all that was told where only one tells. */
export interface ToldSteps {
  /** Null for what people read, and where only one tells. */
  readonly sensor: string | null;
  readonly steps: readonly TemperatureStep[];
  /** How it is drawn, a class: a colour and a dash, or rings without a line for what people read beside a sensor. */
  readonly look: string;
}

/** Dashes that can be told apart. A sixth thermometer looks like the first; the table names it. */
const dashes = 5;
/** Readings by hand are hours apart, and joined all the same: it is one line, drawn from what people saw. */
const joinedMinutes = 30 * 60;
/** Where one tells, a few readings are dots too and thousands are a line; where several do, dots would hide their dashes. */
const dotsAtMost = 60;

/** One for each thermometer where several tell, else one of all. */
export function toldSteps({ probes, thermometers }: TemperaturesReply, probe: Probe): ToldSteps[] {
  const apart = thermometers[probe];
  if (apart.length === 0) return [{ sensor: null, steps: probes[probe], look: 'dash-0' }];
  return apart.map((one, n) => ({ ...one, look: one.sensor === null ? 'rings' : `dash-${n % dashes}` }));
}

/** Where a thermometer's line, the band of its coldest and warmest, and its dots are. */
export function thermometerLines({ sensor, steps, look }: ToldSteps, { x, y }: ChartScale) {
  const pieces = joinedSteps(steps, joinedMinutes);
  const isDotted = look === 'rings' || (sensor === null && steps.length <= dotsAtMost);
  // What stands alone is no line.
  const dotted = isDotted ? pieces : pieces.filter((piece) => piece.length === 1);
  return {
    look,
    pieces: (look === 'rings' ? [] : pieces).map((piece) => ({
      line: piece.map(({ at, lastCelsius }) => `${x(at)},${y(lastCelsius)}`).join(' '),
      band: [
        ...piece.map(({ at, mostCelsius }) => `${x(at)},${y(mostCelsius)}`),
        ...[...piece].reverse().map(({ at, leastCelsius }) => `${x(at)},${y(leastCelsius)}`),
      ].join(' '),
    })),
    dots: dotted.flat().map(({ at, lastCelsius }) => ({ x: x(at), y: y(lastCelsius) })),
  };
}
