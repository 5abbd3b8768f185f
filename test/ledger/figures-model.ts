import type { ShortageStatus } from '@shared/reports/shortages.contract';
import { addDays, type Day, dayOf } from '@shared/words/day';

/** Everything that was told to the system, as a plain list. Quantities are base units. */
export interface Told {
  movements: {
    id: string;
    at: Date;
    reason: 'donation' | 'distribution' | 'transfer' | 'waste' | 'count' | 'kit';
    itemId: string;
    lotId: string | null;
    quantity: number;
    from: string | null;
    to: string | null;
    reverses: string | null;
    transfer: string | null;
  }[];
  transfers: { id: string; to: string; inTransit: string; shippedAt: Date; receivedAt: Date | null }[];
  asks: { at: Date; siteId: string; itemId: string; quantity: number }[];
  lots: Map<string, { useBy: Day | null; bestBy: Day | null; onHold: boolean }>;
  /** By `site item`. */
  parLevels: Map<string, { minimum: number; target: number }>;
}

export interface Figures {
  onHand: number;
  incoming: number;
  distributed: number;
  missed: number;
  daysOut: number;
  windowDays: number;
  dailyDemand: number;
  daysLeft: number | null;
  gap: number;
  status: ShortageStatus;
}

/** The shortage figures of one item at one site, as the definitions read, one after the other; null for no such pair. */
export function modelFigures(
  told: Told,
  siteId: string,
  itemId: string,
  now: Date,
  zone: string,
): Figures | null {
  const today = dayOf(now, zone);
  const window = Array.from({ length: 28 }, (_, n) => addDays(today, n - 28));
  const inWindow = (at: Date) => window.includes(dayOf(at, zone));
  const seen = told.movements.filter((m) => m.at <= now);
  const undone = new Set(seen.map((m) => m.reverses));
  const own = seen.filter((m) => m.itemId === itemId && (m.from === siteId || m.to === siteId));
  const sum = (of: typeof own) =>
    of.reduce(
      (total, m) => total + (m.to === siteId ? m.quantity : 0) - (m.from === siteId ? m.quantity : 0),
      0,
    );

  const par = told.parLevels.get(`${siteId} ${itemId}`);
  const asks = told.asks.filter((a) => a.siteId === siteId && a.itemId === itemId && a.at <= now);
  if (own.length === 0 && !par && asks.length === 0) return null;

  // On hand: lot-less hand-outs come off the lots, earliest date first.
  const lotIds = [...new Set(own.flatMap((m) => m.lotId ?? []))];
  const lots = lotIds
    .map((id) => ({ id, ...(told.lots.get(id) ?? undated), left: sum(own.filter((m) => m.lotId === id)) }))
    .sort((a, b) => order(a.useBy ?? a.bestBy ?? '~', b.useBy ?? b.bestBy ?? '~') || order(a.id, b.id));
  let lotless = sum(own.filter((m) => m.lotId === null));
  for (const lot of lots.filter((l) => !l.onHold && l.left > 0)) {
    const taken = Math.min(lot.left, Math.max(0, -lotless));
    lot.left -= taken;
    lotless += taken;
  }
  const fit = lots.filter((lot) => !lot.onHold && (lot.useBy === null || lot.useBy >= today));
  const onHand = fit.reduce((total, lot) => total + lot.left, lotless);

  const incoming = told.transfers
    .filter((t) => t.to === siteId && t.shippedAt <= now && !(t.receivedAt && t.receivedAt <= now))
    .flatMap((t) => seen.filter((m) => m.transfer === t.id && m.to === t.inTransit && m.itemId === itemId))
    .filter((m) => !undone.has(m.id))
    .reduce((total, m) => total + m.quantity, 0);

  const distributed = own
    .filter((m) => m.reason === 'distribution' && m.from === siteId && inWindow(m.at) && !undone.has(m.id))
    .reduce((total, m) => total + m.quantity, 0);
  const quantityOf = (of: typeof asks) => of.reduce((total, ask) => total + ask.quantity, 0);
  const missedInWindow = quantityOf(asks.filter((ask) => inWindow(ask.at)));
  const missed = missedInWindow + quantityOf(asks.filter((ask) => dayOf(ask.at, zone) === today));

  const firstDay = own.map((m) => dayOf(m.at, zone)).sort()[0];
  const counted = window.filter((day) => firstDay !== undefined && day >= firstDay);
  const daysOut = counted.filter((day) => sum(own.filter((m) => dayOf(m.at, zone) <= day)) <= 0).length;
  const windowDays = counted.length;

  const inStock = windowDays - daysOut;
  const [demand, days] = inStock >= 7 ? [distributed, inStock] : [distributed + missedInWindow, windowDays];
  const minimum = par?.minimum ?? 0;
  const status = (): ShortageStatus => {
    if (onHand <= 0 && ((par && par.target > 0) || missed > 0)) return 'out';
    if (par && onHand + incoming < minimum) return 'low';
    if (par && (onHand - par.target) * Math.max(days, 1) > (days > 0 ? demand : 0) * 28) return 'surplus';
    return 'ok';
  };
  return {
    onHand,
    incoming,
    distributed,
    missed,
    daysOut,
    windowDays,
    dailyDemand: days > 0 ? quotient(demand, days) : 0,
    daysLeft: days > 0 && demand > 0 ? quotient(Math.max(onHand, 0) * days, demand) : null,
    gap: par ? Math.max(0, par.target - onHand - incoming) : 0,
    status: status(),
  };
}

const undated = { useBy: null, bestBy: null, onHold: false };

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** a ÷ b to 6 decimals, half up, without passing through binary fractions. */
function quotient(a: number, b: number): number {
  const millionths = (BigInt(a) * 2_000_000n + BigInt(b)) / (2n * BigInt(b));
  return Number(`${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`);
}
