import type { ShipTransfer } from '@shared/transfers/transfers.contract';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';
import { fingerprint } from '@api/platform/fingerprint';
import { keepCounts } from '@api/stock/keep-counts';
import { recordMovements } from '@api/stock/record-movements';
import { derivedId } from '@api/platform/derived-id';
import { transferMovement } from './transfer-movement';
import { Transfer } from './transfer.entity';
import { lineParts, notAhead, settleLines, sitesOfTransfer } from './transfer-lines';

/**
 * Sends goods on their way: they leave the site for the group's in-transit site and count as incoming at the other one.
 * Answers whether this call shipped them: the same request again changes nothing.
 * @throws Problem `invalid` with paths, `id_reused`.
 */
export async function shipTransfer(work: Work, request: ShipTransfer): Promise<boolean> {
  const id = request.id.toLowerCase();
  const [fromSiteId, toSiteId] = [request.fromSiteId.toLowerCase(), request.toSiteId.toLowerCase()];
  const shippedAt = new Date(request.shippedAt);
  const print = fingerprint([
    ...[work.member.groupId, 'transfer', fromSiteId, toSiteId, shippedAt.toISOString()],
    ...lineParts(request.lines),
  ]);
  if (await stands(work, id, print)) return false;
  notAhead(work, 'shippedAt', request.shippedAt);
  if (fromSiteId === toSiteId) {
    const message = 'Goods cannot travel from a site to itself.';
    throw new Problem('invalid', undefined, [{ path: 'toSiteId', code: 'same_site', message }]);
  }
  const { inTransit } = await sitesOfTransfer(work, { fromSiteId, toSiteId });
  const { settled: lines, refined } = await settleLines(work, request.lines);
  const made = (await work.tx.query(
    `insert into transfer (id, group_id, from_site_id, to_site_id, shipped_at, fingerprint) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing returning id`,
    [id, work.member.groupId, fromSiteId, toSiteId, shippedAt, print],
  )) as unknown[];
  // Somebody sent it at the same moment, and was first.
  if (made.length === 0) return !(await stands(work, id, print));
  const movements = lines.map((line, n) =>
    transferMovement(derivedId(id, 'shipment', n), id, line, {
      reason: 'transfer',
      fromSiteId,
      toSiteId: inTransit,
      occurredAt: shippedAt,
    }),
  );
  const itemIds = [...new Set(lines.map((line) => line.itemId))];
  const touched = itemIds.map((itemId) => ({ siteId: toSiteId, itemId }));
  const recorded = await recordMovements(work, movements, [...touched, ...refined]);
  if (recorded.some(({ outcome }) => outcome !== 'recorded')) throw new Problem('id_reused');
  await keepCounts(work, movements, recorded);
  return true;
}

/** @throws Problem `id_reused` when the id stands for something else. */
async function stands(work: Work, id: string, print: string): Promise<boolean> {
  const standing = await work.tx.findOneBy(Transfer, { id });
  if (standing && (standing.fingerprint !== print || standing.groupId !== work.member.groupId)) {
    throw new Problem('id_reused');
  }
  return standing !== null;
}
