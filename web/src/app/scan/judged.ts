import { warningsOf } from '@shared/stock/movement-warnings';
import type { Day } from '@shared/words/day';
import type { Shelf } from '../device/device';
import { lotOf } from '../device/lot-of';
import type { RoundLine } from './round-line';

/**
 * A line with the warnings that this device can tell by itself, before the server answers and without it: by the server's own rule, from
 * what is kept here.
 */
export function judged(line: RoundLine, shelf: Shelf | null, today: Day): RoundLine {
  const catalogue = shelf?.catalogue;
  const item = line.itemId === null ? undefined : catalogue?.item(line.itemId);
  const lot = catalogue && item && line.lot ? lotOf(catalogue, item[0], line.lot) : undefined;
  const toSiteId = line.mode === 'in' ? line.siteId : line.mode === 'move' ? line.toSiteId : null;
  const warnings = warningsOf(
    {
      leavesSite: line.mode !== 'in',
      isWaste: line.mode === 'waste',
      level: line.level,
      // What the scan says, and what is known of the lot that it names.
      useBy: line.lot?.useBy ?? lot?.[3] ?? null,
      bestBy: line.lot?.bestBy ?? lot?.[4] ?? null,
      madeOn: line.lot?.madeOn ?? lot?.[5] ?? null,
      onHold: lot?.[6] != null,
      categoryKind: catalogue?.categories.get(item?.[3] ?? '')?.kind ?? null,
      refuses: toSiteId === null ? null : (catalogue?.sites.get(toSiteId)?.refuses ?? null),
    },
    today,
  );
  return { ...line, warnings };
}
