import type { CountNeed, DecideNeed, NeedReply, NeedState } from '@shared/needs/neighbours.contract';
import { needStates } from '@shared/needs/neighbours.contract';
import type { MissedAskReply } from '@shared/needs/needs.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { markStale } from '@api/figures/mark-stale';
import { ensureItem } from '@api/figures/par-levels';
import type { Work } from '@api/platform/work';
import { missedAskById } from './missed-asks.query';
import { needKey, neighbourNeeds } from './neighbour-needs.query';
import { recordMissedAsk } from './record-missed-ask';

interface StandingNeed {
  readonly siteId: Id;
  readonly itemId: Id | null;
  readonly categoryId: Id | null;
  readonly words: string | null;
  readonly state: NeedState;
  readonly key: string;
  readonly lastAskedAt: Date;
}

/**
 * Says what a need is: shown, met, hidden; which item was meant. For every ask of the same thing.
 * @throws Problem `not_found` also for what became a missed ask; `invalid`
 */
export async function decideNeed(work: Work, id: Id, request: DecideNeed): Promise<NeedReply> {
  const need = await openNeed(work, id);
  const itemId = request.itemId === undefined ? need.itemId : (request.itemId?.toLowerCase() ?? null);
  if (itemId !== null) await ensureItem(work, itemId);
  else if (need.words === null && need.categoryId === null) {
    const message = 'Nobody wrote words: without the item nothing of this need is left.';
    throw new Problem('invalid', undefined, [{ path: 'itemId', code: 'item_or_text', message }]);
  }
  if (itemId !== null) await markStale(work, need.siteId, itemId);
  await write(work, need, { itemId, state: request.state ?? need.state });
  return needWith(work, id);
}

/** Makes a need the same as another one of its site. @throws Problem `not_found`, `invalid` */
export async function mergeNeed(work: Work, id: Id, intoId: Id): Promise<NeedReply> {
  const need = await openNeed(work, id);
  const into = await openNeed(work, intoId);
  if (need.siteId !== into.siteId) {
    const message = 'Only needs of the same site can be the same.';
    throw new Problem('invalid', undefined, [{ path: 'intoId', code: 'other_site', message }]);
  }
  await write(work, need, into, into);
  return needWith(work, intoId);
}

/**
 * Turns a need into one missed ask, which is demand from then on; its asks are no open need any more, so that nothing
 * counts twice. The same id again answers what stands.
 * @throws Problem `not_found`, `id_reused`
 */
export async function countNeed(work: Work, id: Id, request: CountNeed): Promise<MissedAskReply> {
  const need = await standingNeed(work, id);
  if (!need) throw new Problem('not_found');
  const askId = request.id.toLowerCase();
  if (need.state === 'missed') return missedAskById(work, askId);
  const { isNew, thing } = await recordMissedAsk(work, {
    ...{ id: askId, siteId: need.siteId, quantity: request.quantity },
    occurredAt: need.lastAskedAt.toISOString(),
    ...(need.itemId === null
      ? { text: need.words ?? (await categoryName(work, need)) }
      : { itemId: need.itemId }),
  });
  // An id that stands for an ask of somebody else counts for nothing here.
  if (!isNew) throw new Problem('id_reused');
  await write(work, need, { itemId: need.itemId, state: 'missed' });
  return thing;
}

async function write(
  work: Work,
  need: StandingNeed,
  change: { readonly itemId: Id | null; readonly state: NeedState },
  into?: StandingNeed,
): Promise<void> {
  await work.tx.query(
    /* sql */ `
    update neighbour_need n set item_id = $5, state = $6, decided_by = $7, decided_at = $8,
      category_id = case when $9 then $10::uuid else n.category_id end,
      words = case when $9 then $11::text else n.words end
    where n.group_id = $1 and n.site_id = $2 and n.state = $3 and ${needKey('n')} = $4`,
    [
      ...[work.member.groupId, need.siteId, need.state, need.key, change.itemId, change.state],
      ...[work.member.memberId, work.now, into !== undefined, into?.categoryId ?? null, into?.words ?? null],
    ],
  );
}

async function openNeed(work: Work, id: Id): Promise<StandingNeed> {
  const need = await standingNeed(work, id);
  if (!need || need.state === 'missed') throw new Problem('not_found');
  return need;
}

/** Locked, so that two stewards at once decide one after the other. */
async function standingNeed(work: Work, id: Id): Promise<StandingNeed | undefined> {
  const rows = (await work.tx.query(
    /* sql */ `
    select n.site_id as "siteId", n.item_id as "itemId", n.category_id as "categoryId", n.words, n.state,
      ${needKey('n')} as key, n.asked_at as "lastAskedAt"
    from neighbour_need n where n.group_id = $1 and n.id = $2 and n.expires_at > $3 for update`,
    [work.member.groupId, id.toLowerCase(), work.now],
  )) as StandingNeed[];
  return rows[0];
}

async function categoryName(work: Work, need: StandingNeed): Promise<string> {
  const [row] = (await work.tx.query('select name from category where id = $1', [need.categoryId])) as {
    name: string;
  }[];
  return row?.name ?? '';
}

async function needWith(work: Work, id: Id): Promise<NeedReply> {
  const filter = { siteId: null, states: needStates, withId: id.toLowerCase() };
  const [need] = (await neighbourNeeds(work, filter, { limit: 1, offset: 0 })).data;
  if (!need) throw new Problem('not_found');
  return need;
}
