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

/** The movements that keep counts against late ones of these, and stand: who undoes a late one undoes them too. */
export function balancesOf(work: Work, movementIds: readonly Id[]): Promise<Moved[]> {
  return run<Moved>(work, statement, [movementIds]);
}

const statement: Statement = {
  name: 'balances-of-movements',
  text: /* sql */ `
select m.id, m.reason, m.item_id as "itemId", m.quantity::float8 as quantity, m.from_site_id as "fromSiteId", m.to_site_id as "toSiteId",
  m.lot_id as "lotId"
from late_movement k join movement m on m.id = k.balance_id
where k.movement_id = any($1::uuid[]) and not exists (select from movement r where r.reverses_id = m.id)
order by m.id`,
};
