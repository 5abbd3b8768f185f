import type { LeftResult } from '@shared/fridges/visit-lines';
import type { RecordVisit } from '@shared/fridges/visits.contract';
import { aheadAtMostMs } from '@shared/stock/movement-line';
import type { MovementResult } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { derivedId } from '@api/platform/derived-id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { EncodedPhoto } from '@api/sites/photos/encode-photo';
import { keepPhoto } from '@api/sites/photos/photos';
import { markCounted } from '@api/stock/mark-counted';
import { postMovements } from '@api/stock/post-movements';
import { recordReadings } from './record-readings';
import { lockVisits, settleHandOuts } from './settle-hand-outs';
import { tasksAfterVisit } from './tasks-after-visit';
import { ensureUnchanged, standingVisit } from './standing-visit';
import { visitFingerprints } from './visit-fingerprint';
import { judgeLeft, type Left } from './visit-left-lines';
import { type VisitMovement, visitMovements } from './visit-movement-lines';

/** Days that the photo of a visit is kept. */
const photoDays = 30;

/** What became of the lines of a visit, in the order sent. */
export interface RecordedVisit {
  /** False for one that stood already. */
  readonly isNew: boolean;
  readonly left: readonly LeftResult[];
  readonly thrownOut: readonly MovementResult[];
  readonly putIn: readonly MovementResult[];
}

/**
 * Records what a steward saw and did at a fridge, and what follows from it. May arrive late, in any order. Each line is
 * judged by itself. The same request again changes nothing; a line that was refused is judged anew, and may come otherwise.
 * @throws Problem `invalid` for a site that is no fridge of the group or a time ahead, `id_reused`, `already_reversed` for what is
 *   put right of a visit that was undone.
 */
export async function recordVisit(
  work: Work,
  request: RecordVisit,
  photo: EncodedPhoto | null,
): Promise<RecordedVisit> {
  const [id, siteId] = [request.id.toLowerCase(), request.siteId.toLowerCase()];
  const occurredAt = new Date(request.occurredAt);
  const prints = visitFingerprints(work.member.groupId, request);
  if (occurredAt.getTime() > work.now.getTime() + aheadAtMostMs)
    throw invalid('occurredAt', 'in_the_future', 'occurredAt is more than 10 minutes ahead of the server.');
  await lockVisits(work, siteId);
  const standing = await standingVisit(work, id, prints);
  const { left, results } = await judgeLeft(work, request.left ?? []);
  if (standing === 'new') {
    await ensureFridge(work, siteId);
    const photoId = photo && derivedId(id, 'photo', 0);
    if (photo && photoId)
      await keepPhoto(work, { id: photoId, groupId: work.member.groupId, siteId, photo, days: photoDays });
    const made = await run(work, insertVisit, [
      ...[id, work.member.groupId, siteId, work.member.memberId, occurredAt, work.now],
      ...[
        request.fullness ?? null,
        request.condition ?? null,
        request.note?.trim() ?? null,
        photoId,
        prints.all,
      ],
      prints.head,
    ]);
    // Somebody sent the id for another site at the same moment, and was first.
    if (made.length === 0) throw new Problem('id_reused');
    await recordReadings(
      work,
      siteId,
      (request.temperatures ?? []).map((one, n) => ({
        ...{ id: derivedId(id, 'temperature', n), probe: one.probe, celsius: one.celsius },
        ...{ occurredAt, source: 'visit' },
      })),
    );
    await tasksAfterVisit(work, { visitId: id, siteId, occurredAt, condition: request.condition ?? null });
  }
  const movements = visitMovements(request);
  const stood = standing === 'put_right' ? await ensureUnchanged(work, id, left, movements) : null;
  await run(work, insertLeft, [id, work.member.groupId, ...columnsOf(left)]);
  const posted = await post(work, id, movements);
  if (posted.some(({ status }, n) => status === 'refused' && stood?.has(movements[n]?.id ?? '')))
    throw new Problem('id_reused');
  const refused = [...results, ...posted].filter(({ status }) => status === 'refused').length;
  await run(work, noteLines, [id, prints.all, refused]);
  await settleHandOuts(work, siteId, await itemsConcerned(work, id, request, left));
  await markCounted(
    work,
    siteId,
    left.flatMap(({ itemId, quantity }) => (itemId !== null && quantity !== null ? [itemId] : [])),
  );
  // Sent once more, the lines change nothing and answer the levels after all of it.
  const after = await postMovements(
    work,
    movements.map(({ line }) => line),
  );
  const told = after.map((result, n) => ({ ...result, status: posted[n]?.status ?? result.status }));
  const ofPart = (part: VisitMovement['part']) => told.filter((_, n) => movements[n]?.part === part);
  return {
    isNew: standing === 'new',
    left: results,
    thrownOut: ofPart('thrown_out'),
    putIn: ofPart('put_in'),
  };
}

async function ensureFridge(work: Work, siteId: Id): Promise<void> {
  const [found] = await run<{ kind: string }>(work, kindOfSite, [work.member.groupId, siteId]);
  if (!found) throw invalid('siteId', 'unknown_site', 'There is no site with this id.');
  if (found.kind !== 'fridge')
    throw invalid('siteId', 'no_fridge', 'Visits are to fridges: at other sites goods are handed out.');
}

async function post(
  work: Work,
  visitId: Id,
  movements: readonly VisitMovement[],
): Promise<readonly MovementResult[]> {
  if (movements.length === 0) return [];
  const results = await postMovements(
    work,
    movements.map(({ line }) => line),
  );
  const kept = movements.filter((_, n) => results[n]?.status !== 'refused');
  await run(work, insertMovements, [visitId, kept.map(({ id }) => id), kept.map(({ part }) => part)]);
  return results;
}

/** The items that the visit tells or moves: what follows for others does not change. Null where it tells of all. */
async function itemsConcerned(
  work: Work,
  id: Id,
  { fullness }: RecordVisit,
  left: readonly Left[],
): Promise<Id[] | null> {
  if (fullness === 0 || left.some(({ categoryId, quantity }) => categoryId !== null && quantity === 0))
    return null;
  return (await run<{ itemId: Id }>(work, itemsOfVisit, [id])).map(({ itemId }) => itemId);
}

function columnsOf(left: readonly Left[]): unknown[][] {
  return (['itemId', 'categoryId', 'quantity', 'level'] as const).map((name) => left.map((one) => one[name]));
}

function invalid(path: string, code: string, message: string): Problem {
  return new Problem('invalid', undefined, [{ path, code, message }]);
}

const kindOfSite: Statement = {
  name: 'kind-of-site',
  text: /* sql */ `select kind from site where group_id = $1 and id = $2 and kind <> 'in_transit'`,
};

const insertVisit: Statement = {
  name: 'insert-visit',
  text: /* sql */ `
insert into visit (id, group_id, site_id, member_id, occurred_at, recorded_at, fullness, condition, note, photo_id, fingerprint,
  head_fingerprint)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (id) do nothing returning id`,
};

const insertLeft: Statement = {
  name: 'insert-visit-left',
  text: /* sql */ `
insert into visit_left (visit_id, group_id, item_id, category_id, quantity, level)
select $1, $2, l.* from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::text[]) as l
on conflict do nothing`,
};

const noteLines: Statement = {
  name: 'note-visit-lines',
  text: /* sql */ `
update visit set fingerprint = $2, refused_lines = $3 where id = $1 and (fingerprint, refused_lines) is distinct from ($2, $3)`,
};

const itemsOfVisit: Statement = {
  name: 'items-of-visit',
  text: /* sql */ `
select item_id as "itemId" from visit_left where visit_id = $1 and item_id is not null
union
select m.item_id from visit_movement p join movement m on m.id = p.movement_id where p.visit_id = $1`,
};

const insertMovements: Statement = {
  name: 'insert-visit-movements',
  text: /* sql */ `
insert into visit_movement (movement_id, visit_id, part)
select m.id, $1, m.part from unnest($2::uuid[], $3::text[]) as m (id, part)
on conflict (movement_id) do nothing`,
};
