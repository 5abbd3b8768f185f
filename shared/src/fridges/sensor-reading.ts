import { type Instant, isInstant } from '@shared/words/instant';
import { isProbe, type Probe } from './reading-line';

/** What a cheap sensor said, made out. */
export interface SensorReading {
  readonly probe: Probe;
  readonly celsius: number;
  /** Null when the sensor does not tell the time. */
  readonly at: Instant | null;
}

export interface SensorProblem {
  readonly path: string;
  readonly message: string;
}

const names = ['temperature', 'value', 'state'] as const;
const unitNames = ['unit', 'unit_of_measurement'] as const;

/**
 * Reads what a sensor's own software sends: ESPHome and Home Assistant say `temperature`, `value` or `state`, as a number or as
 * text, in °C unless the unit says F. `probe` says where the thermometer is, `at` when it was read (an instant, or seconds
 * since 1970).
 */
export function readSensor(body: Readonly<Record<string, unknown>>): SensorReading | SensorProblem {
  const name = names.find((one) => body[one] !== undefined && body[one] !== null);
  if (name === undefined) return { path: 'temperature', message: 'Say temperature (or value, or state).' };
  const degrees = number(body[name]);
  // Home Assistant says "unavailable" for a sensor that it does not reach.
  if (degrees === null) return { path: name, message: `${name} must be a number.` };
  const unitName = unitNames.find((one) => body[one] !== undefined && body[one] !== null);
  const unit = unitName === undefined ? 'C' : unitOf(body[unitName]);
  if (unit === null) return { path: unitName ?? 'unit', message: 'unit must be C or F.' };
  const probe = body['probe'] ?? 'fridge';
  if (!isProbe(probe)) return { path: 'probe', message: 'probe must be fridge, freezer or ambient.' };
  const at = body['at'] == null ? null : instantOf(body['at']);
  if (at === undefined)
    return { path: 'at', message: 'at must be an instant with an offset, or seconds since 1970.' };
  return { probe, celsius: unit === 'F' ? ((degrees - 32) * 5) / 9 : degrees, at };
}

function number(said: unknown): number | null {
  const value =
    typeof said === 'string' && /^\s*[+-]?\d{1,4}([.,]\d{1,9})?\s*$/.test(said)
      ? Number(said.replace(',', '.'))
      : said;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function unitOf(said: unknown): 'C' | 'F' | null {
  const letter = typeof said === 'string' ? said.replace('°', '').trim().toUpperCase() : '';
  return letter === 'C' || letter === 'F' ? letter : null;
}

/** Undefined for what is no time. */
function instantOf(said: unknown): Instant | undefined {
  if (isInstant(said)) return said;
  const seconds =
    number(said) ?? (typeof said === 'string' && /^\d{9,11}(\.\d{1,9})?$/.test(said) ? Number(said) : null);
  return seconds !== null && seconds > 1e8 && seconds < 1e11
    ? new Date(Math.round(seconds * 1_000)).toISOString()
    : undefined;
}
