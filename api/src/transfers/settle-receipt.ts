import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { SettledLine } from './transfer-lines';

/** Goods of one item and lot that are on the way. */
export interface Shipped extends SettledLine {
  /** Use-by, else best-by date. */
  readonly endsOn: Day | null;
}

/** What a receipt makes of a shipment. Each list has one line an item and lot, and no quantity of 0. */
export interface Settlement {
  /** Goes on to the site. */
  readonly arrived: SettledLine[];
  /** Was shipped and did not arrive: leaves the way for outside. */
  readonly short: SettledLine[];
  /** Arrived and was not shipped: comes onto the way from outside. */
  readonly over: SettledLine[];
}

/**
 * Compares what was shipped with what arrived, so that nothing stays on the way.
 *
 * Goods received without a lot are taken to be those shipped without one, then those of the shipped lots, earliest date
 * first: the receiver who does not read lot codes does not blank what is known. A lot that was not shipped is over, and
 * what was shipped in its place is short.
 */
export function settleReceipt(shipped: readonly Shipped[], received: readonly SettledLine[]): Settlement {
  const onTheWay = summed(shipped);
  const arrived = summed(received.filter((line) => line.lotId !== null));
  for (const line of summed(received.filter((one) => one.lotId === null)).values()) {
    let open = line.quantity;
    const give = (lotId: Id | null, quantity: number) => {
      if (quantity > 0) add(arrived, { itemId: line.itemId, lotId, quantity });
      open -= Math.max(quantity, 0);
    };
    const ofItem = [...onTheWay.values()].filter((one) => one.itemId === line.itemId).sort(earliestFirst);
    for (const one of ofItem) {
      give(one.lotId, Math.min(open, one.quantity - (arrived.get(keyOf(one))?.quantity ?? 0)));
    }
    give(null, open);
  }
  const difference = (of: Map<string, SettledLine>, minus: Map<string, SettledLine>) =>
    [...of].flatMap(([key, { itemId, lotId, quantity }]) => {
      const more = quantity - (minus.get(key)?.quantity ?? 0);
      return more > 0 ? [{ itemId, lotId, quantity: more }] : [];
    });
  return {
    arrived: [...arrived.values()],
    short: difference(onTheWay, arrived),
    over: difference(arrived, onTheWay),
  };
}

function earliestFirst(a: Shipped, b: Shipped): number {
  if ((a.lotId === null) !== (b.lotId === null)) return a.lotId === null ? -1 : 1;
  const [left, right] = [a.endsOn ?? '9999', b.endsOn ?? '9999'];
  return left < right ? -1 : left > right ? 1 : (a.lotId ?? '') < (b.lotId ?? '') ? -1 : 1;
}

function keyOf(line: SettledLine): string {
  return `${line.itemId} ${line.lotId ?? ''}`;
}

/** One line an item and lot, in the order of their first. */
function summed<Line extends SettledLine>(lines: readonly Line[]): Map<string, Line> {
  const sums = new Map<string, Line>();
  for (const line of lines) add(sums, line);
  return sums;
}

function add<Line extends SettledLine>(sums: Map<string, Line>, line: Line): void {
  const sum = sums.get(keyOf(line));
  sums.set(keyOf(line), { ...line, quantity: (sum?.quantity ?? 0) + line.quantity });
}
