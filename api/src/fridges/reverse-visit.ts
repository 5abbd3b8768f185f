import type { ReverseVisit } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { discardPhotos } from '@api/sites/photos/photos';
import { keepCounts } from '@api/stock/keep-counts';
import type { Movement } from '@api/stock/movement';
import { recordMovements } from '@api/stock/record-movements';
import { lockVisits, settleHandOuts } from './settle-hand-outs';

/**
 * Undoes a visit: what it moved goes back, what followed from it is worked out anew without it, its photo is removed. Its
 * readings stay: a thermometer that was read was read. Answers whether this call undid it.
 * @throws Problem `not_found`, `already_reversed`, `id_reused`.
 */
export async function reverseVisit(work: Work, id: Id, request: ReverseVisit): Promise<boolean> {
  const reversalId = request.id.toLowerCase();
  const [site] = await run<{ siteId: Id }>(work, siteOfVisit, [work.member.groupId, id]);
  if (!site) throw new Problem('not_found');
  await lockVisits(work, site.siteId);
  const [visit] = await run<StandingVisit>(work, visitToReverse, [id, reversalId]);
  if (visit?.reversalId === reversalId) return false;
  if (visit?.isTaken) throw new Problem('id_reused');
  if (visit?.reversalId != null) throw new Problem('already_reversed');
  const moved = await run<Moved>(work, movementsToReverse, [id]);
  const undone = moved.map((one, n): Movement => {
    const movementId = derivedId(reversalId, 'undone', n);
    const print = fingerprint([movementId, one.reversesId]);
    return {
      ...{ ...one, id: movementId, fingerprint: print, code: null, packs: null },
      ...{ occurredAt: work.now, note: request.note.trim() },
    };
  });
  await keepCounts(work, undone, await recordMovements(work, undone));
  await run(work, markReversed, [id, reversalId, work.now]);
  if (visit?.photoId) await discardPhotos(work, [visit.photoId]);
  await settleHandOuts(work, site.siteId);
  return true;
}

interface StandingVisit {
  reversalId: Id | null;
  photoId: Id | null;
  /** Whether the reversal's id undid another visit. */
  isTaken: boolean;
}

/** A movement of the visit, the other way round. */
type Moved = Pick<
  Movement,
  'reason' | 'itemId' | 'quantity' | 'fromSiteId' | 'toSiteId' | 'lotId' | 'reversesId'
>;

const siteOfVisit: Statement = {
  name: 'site-of-visit',
  text: /* sql */ `select site_id as "siteId" from visit where group_id = $1 and id = $2`,
};

const visitToReverse: Statement = {
  name: 'visit-to-reverse',
  text: /* sql */ `
select reversal_id as "reversalId", photo_id as "photoId",
  exists (select from visit o where o.reversal_id = $2 and o.id <> $1) as "isTaken"
from visit where id = $1`,
};

const movementsToReverse: Statement = {
  name: 'visit-movements-to-reverse',
  text: /* sql */ `
select m.reason, m.item_id as "itemId", m.quantity::float8 as quantity, m.to_site_id as "fromSiteId", m.from_site_id as "toSiteId",
  m.lot_id as "lotId", m.id as "reversesId"
from visit_movement p join movement m on m.id = p.movement_id
where p.visit_id = $1 and not exists (select from movement r where r.reverses_id = m.id)
order by "reversesId"`,
};

const markReversed: Statement = {
  name: 'mark-visit-reversed',
  text: /* sql */ `update visit set reversal_id = $2, reversed_at = $3, photo_id = null where id = $1`,
};
