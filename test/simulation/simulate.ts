import type { PlantedBug } from './planted-bugs';
import { runUniverse, type UniverseEnd } from './universe';

/** How many universes live side by side, so that Node's turns are used well. They know nothing of each other. */
const lanes = 32;

export interface SimulationEnd {
  readonly universes: number;
  readonly steps: number;
  readonly deeds: number;
  readonly requests: number;
  readonly failed: readonly UniverseEnd[];
}

/** Runs the universes of `seeds` until `failuresAtMost` of them broke a promise. */
export async function simulate(
  seeds: Iterable<number>,
  options: { plant?: PlantedBug; failuresAtMost?: number; ended?: (end: UniverseEnd) => void } = {},
): Promise<SimulationEnd> {
  const { plant = null, failuresAtMost = 1, ended } = options;
  const next = seeds[Symbol.iterator]();
  const failed: UniverseEnd[] = [];
  const sum = { universes: 0, steps: 0, deeds: 0, requests: 0 };
  const lane = async () => {
    for (let seed = next.next(); !seed.done && failed.length < failuresAtMost; seed = next.next()) {
      const end = await runUniverse(seed.value, plant);
      sum.universes += 1;
      sum.steps += end.steps;
      sum.deeds += end.deeds;
      sum.requests += end.requests;
      if (end.wrong !== null) failed.push(end);
      ended?.(end);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { ...sum, failed };
}

/** `count` seeds from `first` on. */
export function* seedsFrom(first: number, count: number): Generator<number> {
  for (let n = 0; n < count; n += 1) yield first + n;
}
