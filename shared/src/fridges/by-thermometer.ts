/** What a thermometer told by itself, or, without a sensor, what a person read or nobody did. */
interface Told {
  readonly sensor: string | null;
  readonly isWarm: boolean;
}

/**
 * What is told as each thermometer's own story, and what people read as one more, in the order given. A cold reading of a person is
 * part of every story: whoever looked knows better. A warm one is over with the next cold reading of any thermometer.
 */
export function byThermometer<T extends Told>(samples: readonly T[]): T[][] {
  const sensors = new Set([null, ...samples.map(({ sensor }) => sensor)]);
  return [...sensors].map((own) =>
    samples.filter(({ sensor, isWarm }) => sensor === own || (!isWarm && (sensor === null || own === null))),
  );
}
