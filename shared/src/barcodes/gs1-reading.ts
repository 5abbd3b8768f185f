import type { Gs1Reading } from './code-reading';
import { readGs1Date } from './gs1-date';
import type { Gs1Element } from './gs1-element-string';
import { isRestrictedCirculation } from './gtin';
import { type Refusal, refuse } from './refusal';

type Draft = { -readonly [field in keyof Gs1Reading]: Gs1Reading[field] };

const dates = { '11': 'madeOn', '13': 'packedOn', '15': 'bestBy', '16': 'sellBy', '17': 'useBy' } as const;
const texts = { '00': 'sscc', '01': 'gtin', '02': 'contentGtin', '10': 'lotCode', '21': 'serial' } as const;

const gramsPerPound = 453.59237;

/**
 * What checked elements say, in our own words. Refuses a date that only the century makes impossible (29 February 2100).
 *
 * @param today `YYYY-MM-DD`; places the century of the dates.
 */
export function gs1Reading(elements: readonly Gs1Element[], today?: string): Gs1Reading | Refusal {
  const reading: Draft = { kind: 'gs1', elements, restricted: false };
  for (const [ai, value] of elements) {
    if (has(texts, ai)) reading[texts[ai]] = value;
    else if (has(dates, ai)) {
      const day = readGs1Date(value, today);
      if (day === null) return refuse('impossible_date', `(${ai}) must be a day or month that exists.`);
      reading[dates[ai]] = day;
    } else if (ai === '7003') {
      const day = readGs1Date(value.slice(0, 6), today);
      if (day !== null) reading.useBy ??= day;
    } else if (ai === '30' || ai === '37') reading.count = Number(value);
    else readMeasure(reading, ai, value);
  }
  const gtin = reading.gtin ?? reading.contentGtin;
  reading.restricted = gtin !== undefined && isRestrictedCirculation(gtin);
  return reading;
}

/** Measures: the fourth digit of the identifier is the number of decimals in the six digits (General Specifications 3.6). */
function readMeasure(reading: Draft, ai: string, value: string): void {
  const thousandths = (Number(value) * 1000) / 10 ** Number(ai.charAt(3));
  if (ai.startsWith('310')) reading.weightGrams = Math.round(thousandths);
  else if (ai.startsWith('320')) reading.weightGrams ??= Math.round((thousandths / 1000) * gramsPerPound);
  else if (ai.startsWith('315')) reading.volumeMl = Math.round(thousandths);
}

const has = <T extends object>(record: T, key: PropertyKey): key is keyof T => Object.hasOwn(record, key);
