import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { Movement } from './movement';

/** What is needed of a movement to undo it. */
export interface Moved {
  id: Id;
  reason: Movement['reason'];
  itemId: Id;
  quantity: number;
  fromSiteId: Id | null;
  toSiteId: Id | null;
  lotId: Id | null;
}

/** The movements that balance what was late for the count that this movement is of, and stand: they are undone with it. */
export function balancesForCount(work: Work, movementId: Id): Promise<Moved[]> {
  return run<Moved>(work, statement, [movementId]);
}

const statement: Statement = {
  name: 'balances-for-count',
  text: /* sql */ `
select m.id, m.reason, m.item_id as "itemId", m.quantity::float8 as quantity, m.from_site_id as "fromSiteId", m.to_site_id as "toSiteId",
  m.lot_id as "lotId"
from movement c
join stocktake_line s on s.site_id = coalesce(c.from_site_id, c.to_site_id) and s.item_id = c.item_id and s.occurred_at = c.occurred_at
  and s.movement_id = c.id
join movement m on (m.from_site_id = s.site_id or m.to_site_id = s.site_id) and m.item_id = s.item_id and m.occurred_at = s.occurred_at
  and m.lot_id is not distinct from s.lot_id
join late_movement k on k.balance_id = m.id
where c.id = $1 and not exists (select from movement r where r.reverses_id = m.id)
order by m.id`,
};
