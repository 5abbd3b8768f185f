import type { TemperaturesReply, TemperatureStep } from '@shared/fridges/cold.contract';

/** Where instants and temperatures are in a chart of `width` × `height` pixels. */
export interface ChartScale {
  readonly x: (instant: string | number) => number;
  readonly y: (celsius: number) => number;
  readonly least: number;
  readonly most: number;
}

/** Room for every temperature and the limit, with a degree above and below. */
export function chartScale(
  { from, to }: Pick<TemperaturesReply, 'from' | 'to'>,
  steps: readonly TemperatureStep[],
  limit: number,
  size: { readonly width: number; readonly height: number; readonly start: number },
): ChartScale {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const least = Math.floor(Math.min(limit, ...steps.map(({ leastCelsius }) => leastCelsius)) - 1);
  const most = Math.ceil(Math.max(limit, ...steps.map(({ mostCelsius }) => mostCelsius)) + 1);
  const wide = size.width - size.start - 4;
  return {
    x: (instant) => {
      const at = typeof instant === 'number' ? instant : Date.parse(instant);
      const part = Math.min(1, Math.max(0, (at - begin) / (end - begin)));
      return round(size.start + part * wide);
    },
    y: (celsius) => round(8 + ((most - celsius) / (most - least)) * (size.height - 16)),
    least,
    most,
  };
}

/** Steps without a reading between them for longer than `gapMinutes` are not joined: nobody knows what was between. */
export function joinedSteps(steps: readonly TemperatureStep[], gapMinutes: number): TemperatureStep[][] {
  const pieces: TemperatureStep[][] = [];
  for (const step of steps) {
    const before = pieces.at(-1)?.at(-1);
    if (before && Date.parse(step.at) - Date.parse(before.at) <= gapMinutes * 60_000)
      pieces.at(-1)?.push(step);
    else pieces.push([step]);
  }
  return pieces;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
