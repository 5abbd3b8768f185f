import type { ReceiveTransfer } from '@shared/transfers/transfers.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { fingerprint } from '@api/platform/fingerprint';
import { keepCounts } from '@api/stock/keep-counts';
import { recordMovements } from '@api/stock/record-movements';
import { derivedId } from '@api/platform/derived-id';
import { settleReceipt, type Shipped } from './settle-receipt';
import { lineParts, notAhead, settleLines, sitesOfTransfer } from './transfer-lines';
import { transferMovement } from './transfer-movement';
import { Transfer } from './transfer.entity';

/**
 * Receives goods that travelled. What arrived goes on to the site; what is short leaves the way for outside, what is over
 * comes onto it from outside, both with the reason `count`: nothing stays on the way.
 * Answers whether this call received them: the same request again changes nothing.
 * @throws Problem `not_found`, `already_received`, `id_reused`, `invalid` with paths.
 */
export async function receiveTransfer(work: Work, id: Id, request: ReceiveTransfer): Promise<boolean> {
  const receiptId = request.id.toLowerCase();
  const print = fingerprint([
    ...[work.member.groupId, 'receipt', id, new Date(request.receivedAt).toISOString()],
    ...lineParts(request.lines),
  ]);
  // Others who receive the same transfer wait here; movements that name it do not.
  const transfer = await work.tx.findOne(Transfer, {
    where: { id, groupId: work.member.groupId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!transfer) throw new Problem('not_found');
  if (transfer.receiptId !== null) {
    if (transfer.receiptId !== receiptId) throw new Problem('already_received');
    if (transfer.receiptFingerprint !== print) throw new Problem('id_reused');
    return false;
  }
  if (await work.tx.existsBy(Transfer, { receiptId })) throw new Problem('id_reused');
  const receivedAt = notAhead(work, 'receivedAt', request.receivedAt);
  const { inTransit } = await sitesOfTransfer(work, transfer);
  const { settled: lines, refined } = await settleLines(work, request.lines);
  const shipped = await run<Shipped>(work, shippedLines, [id, inTransit]);
  const { arrived, short, over } = settleReceipt(shipped, lines);
  const along = [
    ...over.map((line) => ({ line, reason: 'count', fromSiteId: null, toSiteId: inTransit }) as const),
    ...arrived.map(
      (line) => ({ line, reason: 'transfer', fromSiteId: inTransit, toSiteId: transfer.toSiteId }) as const,
    ),
    ...short.map((line) => ({ line, reason: 'count', fromSiteId: inTransit, toSiteId: null }) as const),
  ];
  const movements = along.map(({ line, ...how }, n) =>
    transferMovement(derivedId(id, 'receipt', n), id, line, { ...how, occurredAt: receivedAt }),
  );
  const itemIds = [...new Set([...shipped, ...lines].map((line) => line.itemId))];
  const touched = itemIds.map((itemId) => ({ siteId: transfer.toSiteId, itemId }));
  const recorded = await recordMovements(work, movements, [...touched, ...refined]);
  if (recorded.some(({ outcome }) => outcome !== 'recorded')) throw new Problem('id_reused');
  await keepCounts(work, movements, recorded);
  await work.tx.update(Transfer, { id }, { receiptId, receivedAt, receiptFingerprint: print });
  return true;
}

const shippedLines: Statement = {
  name: 'shipped-lines',
  text: /* sql */ `
select m.item_id as "itemId", m.lot_id as "lotId", sum(m.quantity)::float8 as quantity, coalesce(l.use_by, l.best_by)::text as "endsOn"
from movement m left join lot l on l.id = m.lot_id
where m.transfer_id = $1 and m.to_site_id = $2 and m.from_site_id is not null
group by m.item_id, m.lot_id, l.use_by, l.best_by`,
};
