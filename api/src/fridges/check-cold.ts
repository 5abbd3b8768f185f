import type { CheckCold, DiscardedLine } from '@shared/fridges/cold.contract';
import type { MovementResult } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { ensureSentAgain } from '@api/platform/sent-again';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { keepCounts } from '@api/stock/keep-counts';
import type { Movement } from '@api/stock/movement';
import { recordMovements } from '@api/stock/record-movements';
import { coldStateOf } from './cold-state.query';
import { instantNotAhead } from './invalid-field';
import { coldForChange } from './site-cold';

/**
 * A steward looked after food had been too warm: what they threw out leaves the site as waste, and what was up before the check
 * is looked after. The same id and content again changes nothing. A line that names what is not there is refused and
 * stops no other.
 * @throws Problem `not_found`, `id_reused`, `invalid`.
 */
export async function checkCold(work: Work, siteId: Id, request: CheckCold): Promise<MovementResult[]> {
  await coldForChange(work, siteId);
  const checkedAt = instantNotAhead(work, 'checkedAt', request.checkedAt);
  const id = request.id.toLowerCase();
  const lines = request.discarded;
  const digest = fingerprint([
    ...[work.member.groupId, siteId, checkedAt.toISOString()],
    ...lines.flatMap(({ itemId, lotId, quantity }) => [itemId.toLowerCase(), lotId?.toLowerCase(), quantity]),
  ]);
  const state = await coldStateOf(work, siteId);
  const isColdAgain = !state?.alarms.some(({ endedAt }) => endedAt === null);
  const made = (await work.tx.query(
    /* sql */ `
    insert into cold_check (id, group_id, site_id, checked_at, recorded_at, lines_discarded, is_cold_again, fingerprint)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (id) do nothing returning id`,
    [id, work.member.groupId, siteId, checkedAt, work.now, lines.length, isColdAgain, digest],
  )) as unknown[];
  if (made.length === 0) await ensureSentAgain(work, 'cold_check', id, digest);
  return discard(work, siteId, { id, checkedAt, lines });
}

interface Check {
  readonly id: Id;
  readonly checkedAt: Date;
  readonly lines: readonly DiscardedLine[];
}

/** Results in the order of the lines. */
async function discard(work: Work, siteId: Id, { id, checkedAt, lines }: Check): Promise<MovementResult[]> {
  if (lines.length === 0) return [];
  const lotIds = lines.flatMap(({ lotId }) => lotId?.toLowerCase() ?? []);
  const lots = await run<{ id: Id; itemId: Id }>(work, lotsByIds, [work.member.groupId, lotIds]);
  const itemOfLot = new Map(lots.map((lot) => [lot.id, lot.itemId]));
  const movements = lines.map((line, n): Movement | null => {
    const itemId = line.itemId.toLowerCase();
    const lotId = line.lotId?.toLowerCase() ?? null;
    if (lotId !== null && itemOfLot.get(lotId) !== itemId) return null;
    return {
      ...{
        id: derivedId(id, 'discarded', n),
        fingerprint: fingerprint([id, n, itemId, lotId, line.quantity]),
      },
      ...{ reason: 'waste', wasteReason: 'too_warm', itemId, lotId, quantity: line.quantity, code: null },
      ...{ packs: null, fromSiteId: siteId, toSiteId: null, occurredAt: checkedAt },
    };
  });
  const sent = movements.filter((movement) => movement !== null);
  const recorded = await keepCounts(work, sent, await recordMovements(work, sent));
  let n = 0;
  return movements.map((movement): MovementResult => {
    if (movement === null)
      return refused(null, { code: 'invalid_lot', detail: 'The item has no lot with this id.' });
    const { outcome, level, late } = recorded[n++] as (typeof recorded)[number];
    if (outcome !== 'recorded' && outcome !== 'duplicate') {
      return refused(movement.id, { code: outcome, detail: 'There is no item with this id.' });
    }
    const warnings = [
      ...(level !== null && level < 0 ? (['below_zero'] as const) : []),
      ...(late ? (['late'] as const) : []),
    ];
    return { id: movement.id, status: outcome, onHand: level, warnings, problem: null };
  });
}

function refused(id: Id | null, problem: NonNullable<MovementResult['problem']>): MovementResult {
  return { id, status: 'refused', onHand: null, warnings: [], problem };
}

const lotsByIds: Statement = {
  name: 'items-of-lots',
  text: /* sql */ `select id, item_id as "itemId" from lot where group_id = $1 and id = any($2::uuid[])`,
};
