import { v7 as newId } from 'uuid';
import type { MissedAskReply, RecordMissedAsk } from '@shared/needs/needs.contract';
import { Problem } from '@shared/words/problem';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import type { Work } from '@api/platform/work';
import { itemOfAlias } from '@api/platform/item-alias';
import { fingerprint } from '@api/platform/fingerprint';
import { markStale } from '@api/figures/mark-stale';
import { ensureItem, ensureSite } from '@api/figures/par-levels';
import { missedAskById } from './missed-asks.query';

/** How far a device's clock may be ahead. */
const aheadMs = 10 * 60_000;

/**
 * Records that someone asked for something at a site and there was none. The same id and content again changes nothing.
 * @throws Problem `invalid` without an item and words or ahead of the time, `not_found`, `id_reused`.
 */
export async function recordMissedAsk(work: Work, request: RecordMissedAsk): Promise<Made<MissedAskReply>> {
  const occurredAt = new Date(request.occurredAt);
  const text = request.text?.trim() ?? null;
  const sentItemId = request.itemId?.toLowerCase() ?? null;
  const siteId = request.siteId.toLowerCase();
  if (sentItemId === null && text === null)
    throw invalid('itemId', 'item_or_text', 'Say what was asked for: itemId or text.');
  if (occurredAt.getTime() > work.now.getTime() + aheadMs)
    throw invalid('occurredAt', 'in_the_future', 'occurredAt must not be more than 10 minutes ahead.');
  await ensureSite(work, siteId);
  const itemId = sentItemId && (await itemOfAlias(work, sentItemId));
  if (itemId !== null) await ensureItem(work, itemId);

  const { groupId, memberId } = work.member;
  const id = request.id?.toLowerCase() ?? newId();
  const digest = fingerprint([groupId, siteId, sentItemId, text, request.quantity, occurredAt.toISOString()]);
  const made = (await work.tx.query(
    /* sql */ `
    insert into missed_ask (id, group_id, site_id, item_id, words, quantity, occurred_at, recorded_at, member_id, fingerprint)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (id) do nothing returning id`,
    [id, groupId, siteId, itemId, text, request.quantity, occurredAt, work.now, memberId, digest],
  )) as unknown[];
  const isNew = made.length > 0;
  if (!isNew) await ensureSentAgain(work, 'missed_ask', id, digest);
  else if (itemId !== null) await markStale(work, siteId, itemId);
  return { isNew, thing: await missedAskById(work, id) };
}

function invalid(path: string, code: string, message: string): Problem {
  return new Problem('invalid', undefined, [{ path, code, message }]);
}
