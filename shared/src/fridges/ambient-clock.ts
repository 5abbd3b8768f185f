import { byThermometer } from './by-thermometer';
import { ambientHoldsMinutes, type ColdLimits, hotAboveTenths } from './cold-limits';
import type { ColdReading } from './cold-reading';

/** When danger began and ceased, in order; each holds until the next. */
export type Danger = readonly { readonly at: number; readonly isDanger: boolean }[];

/**
 * The clock of food above the limit, that runs faster while the air around is hot. Whole numbers: a millisecond takes
 * `hotAllowedMinutes` of an allowance of `allowedMinutes` × `hotAllowedMinutes`, in the heat `allowedMinutes`; so exactly two
 * hours, or exactly one in the heat, are exactly all of it.
 */
export function ambientClock(readings: readonly ColdReading[], limits: ColdLimits) {
  const hot = hotSpans(readings);
  const whole = limits.allowedMinutes * limits.hotAllowedMinutes * 60_000;

  /** What is left after a dangerous time, or the instant in it at which nothing is left. */
  function spent(left: number, from: number, to: number): { left: number } | { upAt: number } {
    let at = from;
    for (const span of [...hot, { from: Infinity, to: Infinity }]) {
      if (span.to <= at) continue;
      for (const [until, rate] of [
        [Math.min(span.from, to), limits.hotAllowedMinutes],
        [Math.min(span.to, to), limits.allowedMinutes],
      ] as const) {
        if (until <= at) continue;
        const needsMs = Math.ceil(left / rate);
        if (at + needsMs <= until) return { upAt: at + needsMs };
        left -= (until - at) * rate;
        at = until;
      }
      if (at >= to) break;
    }
    return { left };
  }

  return {
    /** When the allowance was used up; while danger lasts (`endedAt` null), when it will be; null when it is not. */
    timeUp(danger: Danger, endedAt: number | null): number | null {
      let left = whole;
      for (const [n, { at, isDanger }] of danger.entries()) {
        if (!isDanger) continue;
        const after = spent(left, at, danger[n + 1]?.at ?? endedAt ?? Infinity);
        if ('upAt' in after) return after.upAt;
        left = after.left;
      }
      return null;
    },
  };
}

interface Span {
  readonly from: number;
  to: number;
}

/** Times when the air was hot by any thermometer, in order and apart. */
function hotSpans(readings: readonly ColdReading[]): Span[] {
  const ambient = readings
    .filter(({ probe }) => probe === 'ambient')
    .map(({ at, tenths, sensor = null }) => ({ at, tenths, sensor, isWarm: tenths > hotAboveTenths }))
    .sort((a, b) => a.at - b.at || a.tenths - b.tenths);
  const apart: Span[] = [];
  for (const span of byThermometer(ambient)
    .flatMap(hotSpansIn)
    .sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push(span);
  }
  return apart;
}

/** Each reading holds until the next, and no longer than three hours. */
function hotSpansIn(told: readonly { readonly at: number; readonly isWarm: boolean }[]): Span[] {
  return told.flatMap(({ at, isWarm }, n) => {
    const to = Math.min(told[n + 1]?.at ?? Infinity, at + ambientHoldsMinutes * 60_000);
    return isWarm && to > at ? [{ from: at, to }] : [];
  });
}
