import { isDay } from './day';

/** A moment, ISO 8601 with an offset: `2026-11-22T10:15:00Z`, `2026-11-22T05:15:00-05:00`. */
export type Instant = string;

const shape =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/;

const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** True for an instant that exists and says its offset; 1900 to 9999. */
export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string') return false;
  const match = shape.exec(text);
  return match !== null && isDay(match[1]) && Date.parse(text) <= latest;
}
