import type { MovementLine, Reason } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';

export const scanModes = ['in', 'out', 'move', 'waste'] as const;
export type ScanMode = (typeof scanModes)[number];

export const reasonOf = {
  in: 'donation',
  out: 'distribution',
  move: 'transfer',
  waste: 'waste',
} as const satisfies Record<ScanMode, Reason>;

/** Where goods come from and go to when they are scanned at `siteId`; null is outside. */
export function endsOf(
  mode: ScanMode,
  siteId: Id,
  toSiteId: Id | null,
): Pick<MovementLine, 'fromSiteId' | 'toSiteId'> {
  if (mode === 'in') return { fromSiteId: null, toSiteId: siteId };
  return { fromSiteId: siteId, toSiteId: mode === 'move' ? toSiteId : null };
}
