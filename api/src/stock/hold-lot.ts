import type { HoldLot, LotReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { includesRole } from '@shared/words/role';
import type { Work } from '@api/platform/work';
import { Lot } from './lot.entity';

/**
 * Puts a lot on hold: it is not to be handed out. Again changes nothing but the note, if one is given. A recall hold
 * stays one, whatever kind is asked for.
 * @throws Problem `not_found`.
 */
export async function holdLot(work: Work, id: Id, request: HoldLot): Promise<LotReply> {
  const lot = await lotForChange(work, id);
  const holdKind = lot.holdKind === 'recall' ? 'recall' : (request.kind ?? lot.holdKind ?? 'quality');
  const holdNote = request.note?.trim() ?? lot.holdNote;
  await work.tx.update(Lot, { id }, { holdKind, holdNote });
  if (lot.holdKind === null) await markStale(work, id);
  return lotReply({ ...lot, holdKind, holdNote });
}

/**
 * Releases a lot. A lot that is not on hold stays as it is.
 * @throws Problem `not_found`; `not_allowed` for a recall hold, which only an organizer releases.
 */
export async function releaseLot(work: Work, id: Id): Promise<LotReply> {
  const lot = await lotForChange(work, id);
  if (lot.holdKind === 'recall' && !includesRole(work.member.role, 'organizer')) {
    throw new Problem('not_allowed', 'Only an organizer releases a recall hold.');
  }
  await work.tx.update(Lot, { id }, { holdKind: null, holdNote: null });
  if (lot.holdKind !== null) await markStale(work, id);
  return lotReply({ ...lot, holdKind: null, holdNote: null });
}

export function lotReply(lot: Lot): LotReply {
  const { id, itemId, code, useBy, bestBy, madeOn, holdKind, holdNote } = lot;
  return { id, itemId, code, useBy, bestBy, madeOn, onHold: holdKind !== null, holdKind, holdNote };
}

/** Not the whole row is locked: movements that name the lot do not wait. */
async function lotForChange(work: Work, id: Id): Promise<Lot> {
  const lot = await work.tx.findOne(Lot, {
    where: { id, groupId: work.member.groupId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!lot) throw new Problem('not_found');
  return lot;
}

/** What may be handed out has changed wherever the lot lies. Rows are locked in the ledger's order. */
async function markStale(work: Work, id: Id): Promise<void> {
  await work.tx.query(
    /* sql */ `
    with concerned as (
      select p.site_id, p.item_id from lot_level l join site_item p on p.site_id = l.site_id and p.item_id = l.item_id
      where l.lot_id = $1 order by p.site_id, p.item_id for no key update of p
    )
    update site_item p set stale = true from concerned c where p.site_id = c.site_id and p.item_id = c.item_id`,
    [id],
  );
}
