import type { Instant } from '@shared/words/instant';

/** What a device's two clocks show in one moment. */
export interface Moment {
  /** The page whose steady clock it is: those of two pages cannot be compared. */
  readonly page: string;
  /** The clock on the wall, milliseconds since 1970: anybody may set it, at any time, to anything. */
  readonly wallMs: number;
  /** Milliseconds since the page began. Nobody sets it back; it may stand still while the phone sleeps. */
  readonly steadyMs: number;
}

/** The server's time at a moment of the device, as an answer told it. */
export interface Reading {
  readonly moment: Moment;
  readonly serverMs: number;
  /** The truth lies within so many milliseconds of that. */
  readonly errorMs: number;
}

/** What a command keeps of the clocks: when it was made, and how far the wall clock was taken to be ahead in its times. */
export interface Stamp {
  readonly moment: Moment;
  readonly aheadMs: number;
}

/** Less than this is not worth a correction: an answer tells the time in whole seconds. */
export const noticeableMs = 3_000;

export const aheadOf = (reading: Reading): number => reading.moment.wallMs - reading.serverMs;

/** How much further the wall clock went than the steady one from `from` to `to`, in one page. */
export const gained = (from: Moment, to: Moment): number =>
  to.wallMs - from.wallMs - (to.steadyMs - from.steadyMs);

/** How long a call took; null where the phone slept or its clock was set meanwhile: then its answer tells no time. */
export function tookBetween(asked: Moment, answered: Moment): number | null {
  return Math.abs(gained(asked, answered)) < noticeableMs ? answered.steadyMs - asked.steadyMs : null;
}

/** The server's time at a later moment of the same page. A phone that slept in between is believed its wall clock. */
export function serverTimeAt(reading: Reading, moment: Moment): number {
  return moment.wallMs - aheadAt(reading, moment);
}

/** How far the wall clock is ahead at a moment after the reading, as far as this page can know. */
export function aheadAt(reading: Reading, moment: Moment): number {
  const ahead = aheadOf(reading);
  if (moment.page !== reading.moment.page) return ahead;
  const since = gained(reading.moment, moment);
  // Sleep only lets the steady clock fall behind: a wall clock that fell behind was put back.
  return since < -noticeableMs ? ahead + since : ahead;
}

/** Whether the page's wall clock was put forward between a stamp and a reading, or the phone slept: nobody can tell one from the other. */
const mayBePutForward = (stamp: Stamp, reading: Reading): boolean =>
  stamp.moment.page === reading.moment.page && gained(stamp.moment, reading.moment) > noticeableMs;

/**
 * How far the wall clock was ahead when something was stamped, judged by what an answer told later. Keeps to what was assumed
 * then wherever the reading cannot prove it wrong: a clock may have been set right in between.
 */
export function aheadWhenStamped(stamp: Stamp, reading: Reading): number {
  if (stamp.moment.page !== reading.moment.page) return stamp.aheadMs;
  // The stamp itself was made by it, or by a better one.
  if (reading.moment.steadyMs <= stamp.moment.steadyMs) return stamp.aheadMs;
  if (mayBePutForward(stamp, reading)) return stamp.aheadMs;
  const since = gained(stamp.moment, reading.moment);
  const ahead = since < -noticeableMs ? aheadOf(reading) - since : aheadOf(reading);
  return Math.abs(ahead - stamp.aheadMs) < noticeableMs ? stamp.aheadMs : ahead;
}

/**
 * The time that a stamped command should carry instead of `occurredAt`, and the stamp that goes with it; what came from the future
 * of the server was stamped by a clock that runs ahead.
 */
export function corrected(
  occurredAt: Instant,
  stamp: Stamp | undefined,
  reading: Reading,
  now: Moment,
): { occurredAt: Instant; aheadMs: number } {
  const given = Date.parse(occurredAt);
  const assumed = stamp?.aheadMs ?? 0;
  const nowMs = serverTimeAt(reading, now);
  // A page that slept, or whose clock was set, since it heard the time cannot tell the future from the past.
  const knowsNow = Math.abs(gained(reading.moment, now)) < noticeableMs;
  const fits = (aheadMs: number) => !knowsNow || given + assumed - aheadMs <= nowMs + noticeableMs;
  const judged = stamp ? aheadWhenStamped(stamp, reading) : assumed;
  // Where the clock may have been put forward since, what it is ahead now would send a command that was a second early back by days.
  const mayBe = stamp && mayBePutForward(stamp, reading) ? [judged] : [judged, aheadOf(reading)];
  const aheadMs = mayBe.find(fits) ?? given + assumed - nowMs;
  if (aheadMs === assumed) return { occurredAt, aheadMs };
  return { occurredAt: new Date(given + assumed - aheadMs).toISOString(), aheadMs };
}
