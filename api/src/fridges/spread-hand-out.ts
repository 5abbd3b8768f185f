import { addDays, dayOf, startOfDay } from '@shared/words/day';

/** A share of what was taken, and when it is booked. */
export interface Share {
  readonly at: Date;
  /** Whole base units, 1 and more. */
  readonly quantity: number;
}

/** Calendar days that are told apart; a longer time is divided into as many equal parts. */
const partsAtMost = 60;

/**
 * Spreads what left at some time in `(from, to]` over the calendar days between, each by how much of the time lies in it, so
 * that no day of a report shows what belongs to a week. Nobody knows more about it than that. Whole units: the shares add
 * up to the quantity; each is dated in the middle of its part, which lies within the time.
 */
export function spreadHandOut(quantity: number, from: Date, to: Date, timeZone: string): Share[] {
  const [start, end] = [from.getTime(), to.getTime()];
  if (end <= start) return [{ at: to, quantity }];
  const ends = [...dayEnds(start, end, timeZone), end];
  const shares: Share[] = [];
  let [given, begin] = [0, start];
  for (const until of ends) {
    // Rounded at each end, so that what was rounded away comes later and nothing is lost.
    const due = until === end ? quantity : Math.floor((quantity * (until - start)) / (end - start));
    if (due > given) shares.push({ at: new Date(Math.ceil((begin + until) / 2)), quantity: due - given });
    [given, begin] = [due, until];
  }
  return shares;
}

/** The instants inside of the time at which it is divided. */
function dayEnds(start: number, end: number, timeZone: string): number[] {
  const ends: number[] = [];
  let day = dayOf(new Date(start), timeZone);
  while (ends.length < partsAtMost) {
    day = addDays(day, 1);
    const midnight = startOfDay(day, timeZone).getTime();
    if (midnight >= end) return ends;
    if (midnight > start) ends.push(midnight);
    // The last day there is has no end.
    if (addDays(day, 1) === day) return ends;
  }
  return Array.from({ length: partsAtMost - 1 }, (_, n) => start + ((end - start) * (n + 1)) / partsAtMost);
}
