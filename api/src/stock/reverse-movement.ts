import type { MovementReply, ReversalReply, ReverseMovement } from '@shared/stock/stock.contract';
import { dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { includesRole } from '@shared/words/role';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { movementJoins, movementJson } from './movement-json';
import type { Movement } from './movement';
import { recordMovements } from './record-movements';
import { balancesForCount, type Moved } from './balances-for-count.query';
import { keepCounts } from './keep-counts';

/** A reversal that stands, and whether this call made it. */
export interface Reversal {
  readonly made: boolean;
  readonly reply: ReversalReply;
}

/**
 * Undoes a movement: records the same goods the other way round, now, linked to what they undo. What a count had
 * seen stays true. Volunteers undo what they recorded themselves and what happened today (the group's calendar day), stewards anything.
 *
 * The same request again changes nothing and answers what stands.
 * @throws Problem `not_found`, `not_allowed`, `not_reversible` (a reversal, part of a transfer, or what balances something that
 *   was undone), `already_reversed`, `id_reused`.
 */
export async function reverseMovement(work: Work, id: Id, request: ReverseMovement): Promise<Reversal> {
  const reversalId = request.id.toLowerCase();
  const print = fingerprint([work.member.groupId, 'reversal', id, request.note.trim()]);
  const [original] = await run<Original>(work, originalOf, [work.member.groupId, id, reversalId]);
  if (!original) throw new Problem('not_found');
  if (original.standing === null) {
    mayUndo(work, original);
    const isPart = original.transferId !== null || original.balancesUndone;
    if (original.reversesId !== null || isPart) throw new Problem('not_reversible');
    if (original.reversedBy !== null) throw new Problem('already_reversed');
  }
  // A count that is undone is kept against nothing any more.
  const isCount = original.standing === null && original.reason === 'count';
  const balances = isCount ? await balancesForCount(work, id) : [];
  const movements = [
    reversalOf(work, original, reversalId, print, request.note),
    ...balances.map((balance, n) => {
      const id = derivedId(reversalId, 'balance', n);
      return reversalOf(work, balance, id, fingerprint([print, balance.id]), request.note);
    }),
  ];
  const [recorded, ...others] = await keepCounts(work, movements, await recordMovements(work, movements));
  if (others.some(({ outcome }) => outcome !== 'recorded')) throw new Problem('id_reused');
  if (recorded?.outcome === 'id_reused') throw new Problem('id_reused');
  if (recorded?.outcome !== 'recorded' && recorded?.outcome !== 'duplicate') {
    throw new Error(`A reversal was not recorded: ${recorded?.outcome ?? 'nothing came back'}.`);
  }
  const [row] = await run<{ reply: MovementReply }>(work, oneMovement, [work.member.groupId, reversalId]);
  if (!row) throw new Error('A reversal that was recorded is not there.');
  return { made: recorded.outcome === 'recorded', reply: { ...row.reply, onHand: recorded.level ?? 0 } };
}

interface Original extends Moved {
  occurredAt: Date;
  memberId: Id;
  reversesId: Id | null;
  transferId: Id | null;
  reversedBy: Id | null;
  /** It keeps a count against something late that was undone since, which the count is kept against by another balance. */
  balancesUndone: boolean;
  /** What already stands under the reversal's id. */
  standing: Id | null;
}

function mayUndo(work: Work, original: Original): void {
  if (includesRole(work.member.role, 'steward')) return;
  const { memberId, timeZone } = work.member;
  const today = dayOf(original.occurredAt, timeZone) === dayOf(work.now, timeZone);
  if (original.memberId !== memberId || !today) {
    throw new Problem('not_allowed', 'A volunteer undoes what they recorded themselves, on the same day.');
  }
}

function reversalOf(work: Work, original: Moved, id: Id, print: Id, note: string): Movement {
  return {
    id,
    fingerprint: print,
    reason: original.reason,
    itemId: original.itemId,
    quantity: original.quantity,
    code: null,
    packs: null,
    fromSiteId: original.toSiteId,
    toSiteId: original.fromSiteId,
    lotId: original.lotId,
    occurredAt: work.now,
    note: note.trim(),
    reversesId: original.id,
  };
}

const originalOf: Statement = {
  name: 'movement-to-reverse',
  text: /* sql */ `
select m.id, m.reason, m.item_id as "itemId", m.quantity::float8 as quantity, m.from_site_id as "fromSiteId", m.to_site_id as "toSiteId",
  m.lot_id as "lotId", m.occurred_at as "occurredAt", m.member_id as "memberId", m.reverses_id as "reversesId",
  m.transfer_id as "transferId", r.id as "reversedBy", (select s.id from movement s where s.id = $3) as standing,
  exists (select from late_movement k join movement u on u.reverses_id = k.movement_id where k.balance_id = m.id) as "balancesUndone"
from movement m left join movement r on r.reverses_id = m.id
where m.group_id = $1 and m.id = $2`,
};

const oneMovement: Statement = {
  name: 'one-movement',
  text: /* sql */ `select ${movementJson} as reply from movement m ${movementJoins} where m.group_id = $1 and m.id = $2`,
};
