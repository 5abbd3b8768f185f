import { type Id, isId } from '@shared/words/id';
import { type Instant, isInstant } from '@shared/words/instant';

/** Where a thermometer is: in the fridge, in the freezer, or in the air around. */
export const probes = ['fridge', 'freezer', 'ambient'] as const;
export type Probe = (typeof probes)[number];

/** One reading as its sender writes it. */
export interface ReadingLine {
  /** Made by the sender. The same id again changes nothing. */
  id: Id;
  /** `fridge` when not said. */
  probe?: Probe;
  /** Degrees Celsius; kept to a tenth. */
  celsius: number;
  /** May lie in the past, when it was kept on a device; at most 10 minutes ahead of the server. */
  occurredAt: Instant;
}

export const readingProblemCodes = [
  'not_an_object',
  'unknown_field',
  'invalid_id',
  'invalid_probe',
  'invalid_temperature',
  'invalid_instant',
  'in_the_future',
  'id_reused',
] as const;
export type ReadingProblemCode = (typeof readingProblemCodes)[number];

/** Why a reading is refused. */
export interface ReadingProblem {
  code: ReadingProblemCode;
  detail: string;
}

export const readingsAtMost = 500;
/**
 * What a reading may say, °C. Wide enough for every winter and every room; too narrow for what broken probes say: a
 * DS18B20 answers 85.0 before it has measured and -127.0 when it is not there.
 */
export const celsiusRange = { least: -60, most: 80 } as const;
const aheadAtMostMs = 10 * 60_000;
const fields = new Set(['id', 'probe', 'celsius', 'occurredAt']);

/** Checks one reading by itself. Null when nothing is wrong with it. */
export function readingProblem(line: unknown, now: Date): ReadingProblem | null {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    return problem('not_an_object', 'A reading is an object.');
  }
  const l = line as Record<string, unknown>;
  for (const name in l) {
    if (!fields.has(name)) return problem('unknown_field', `A reading has no field "${name.slice(0, 40)}".`);
  }
  if (!isId(l['id'])) return problem('invalid_id', 'id must be a UUID made by the sender.');
  if (l['probe'] !== undefined && !isProbe(l['probe'])) {
    return problem('invalid_probe', `probe must be one of ${probes.join(', ')}.`);
  }
  if (!isCelsius(l['celsius'])) {
    const { least, most } = celsiusRange;
    return problem('invalid_temperature', `celsius must be a number from ${least} to ${most}.`);
  }
  if (!isInstant(l['occurredAt'])) {
    return problem('invalid_instant', 'occurredAt must be an ISO 8601 instant with an offset that exists.');
  }
  if (isAhead(new Date(l['occurredAt']), now)) {
    return problem('in_the_future', 'occurredAt is more than 10 minutes ahead of the server.');
  }
  return null;
}

export function isProbe(value: unknown): value is Probe {
  return (probes as readonly unknown[]).includes(value);
}

export function isCelsius(value: unknown): value is number {
  return typeof value === 'number' && value >= celsiusRange.least && value <= celsiusRange.most;
}

/** A clock may run 10 minutes ahead of the server's. */
export function isAhead(instant: Date, now: Date): boolean {
  return instant.getTime() > now.getTime() + aheadAtMostMs;
}

/** Tenths of a degree Celsius, as readings are kept: halves go up, as thermometers round. */
export function tenths(celsius: number): number {
  // 4.25 × 10 is 42.5 in doubles, but 4.35 × 10 is 43.49…: rounded to a thousandth first.
  return Math.round(Math.round(celsius * 1_000) / 100);
}

function problem(code: ReadingProblemCode, detail: string): ReadingProblem {
  return { code, detail };
}
