import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { VisitPrints } from './visit-fingerprint';
import type { Left } from './visit-left-lines';
import type { VisitMovement } from './visit-movement-lines';

/**
 * How a request stands to what is recorded under its id: nothing is; the same request came before; or lines of it were refused, and it
 * comes with others in their place.
 * @throws Problem `id_reused` when the id stands for something else, `already_reversed` when lines would be added to what was undone.
 */
export async function standingVisit(
  work: Work,
  id: Id,
  prints: VisitPrints,
): Promise<'new' | 'again' | 'put_right'> {
  const [found] = await run<Found>(work, standing, [id]);
  if (!found) return 'new';
  const isSame = found.fingerprint === prints.all;
  const isPutRight = found.refusedLines > 0 && found.headFingerprint === prints.head;
  if (found.groupId !== work.member.groupId || !(isSame || isPutRight)) throw new Problem('id_reused');
  if (found.isReversed && found.refusedLines > 0) throw new Problem('already_reversed');
  return isSame ? 'again' : 'put_right';
}

/**
 * What was recorded of the visit has to come again as it was. Answers the movements that were; whether they come with the content they
 * had, the ledger says.
 * @throws Problem `id_reused`
 */
export async function ensureUnchanged(
  work: Work,
  id: Id,
  left: readonly Left[],
  movements: readonly VisitMovement[],
): Promise<ReadonlySet<Id>> {
  const sent = new Map(movements.map((one) => [one.id, one.part]));
  const moved = await run<{ id: Id; part: VisitMovement['part'] }>(work, movedBy, [id]);
  if (moved.some((one) => sent.get(one.id) !== one.part)) throw new Problem('id_reused');
  const said = new Map(left.map((one) => [one.itemId ?? one.categoryId, one]));
  const kept = await run<Left>(work, leftBy, [id]);
  for (const { itemId, categoryId, quantity, level } of kept) {
    const now = said.get(itemId ?? categoryId);
    if (now?.quantity !== quantity || now.level !== level) throw new Problem('id_reused');
  }
  return new Set(moved.map((one) => one.id));
}

interface Found {
  groupId: Id;
  fingerprint: Id;
  headFingerprint: Id | null;
  refusedLines: number;
  isReversed: boolean;
}

const standing: Statement = {
  name: 'standing-visit',
  text: /* sql */ `
select group_id as "groupId", fingerprint, head_fingerprint as "headFingerprint", refused_lines as "refusedLines",
  reversal_id is not null as "isReversed"
from visit where id = $1`,
};

const movedBy: Statement = {
  name: 'moved-by-visit',
  text: /* sql */ `select movement_id as id, part from visit_movement where visit_id = $1`,
};

const leftBy: Statement = {
  name: 'left-by-visit',
  text: /* sql */ `
select item_id as "itemId", category_id as "categoryId", quantity::float8 as quantity, level from visit_left where visit_id = $1`,
};
