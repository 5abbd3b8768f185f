import {
  type CountLine,
  type CountLineReply,
  type CountReply,
  type RecordCount,
} from '@shared/stocktakes/stocktakes.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { derivedId } from '@api/platform/derived-id';
import { ensureKnown } from '@api/platform/ensure-known';
import { fingerprint } from '@api/platform/fingerprint';
import { itemsOfAliases } from '@api/platform/item-alias';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import { run } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { keepCounts } from '@api/stock/keep-counts';
import { markCounted } from '@api/stock/mark-counted';
import type { Movement } from '@api/stock/movement';
import { recordMovements } from '@api/stock/record-movements';
import { settleLots } from '@api/stock/settle-lots';
import { countById, expectedLevels, insertCount, insertLines, lockPairs } from './stocktakes.sql';

const aheadAtMostMs = 10 * 60_000;

/**
 * Records a count: for each line, the difference between what was there and what the books say for that moment becomes a
 * `count` movement; where they agree nothing moves. Either way the item needs no count any more. The same request again
 * changes nothing.
 * @throws Problem `not_found` (the site), `invalid` with paths, `id_reused`
 */
export async function recordCount(work: Work, request: RecordCount): Promise<Made<CountReply>> {
  const [id, siteId] = [request.id.toLowerCase(), request.siteId.toLowerCase()];
  const occurredAt = new Date(request.occurredAt);
  const print = fingerprint([
    ...[work.member.groupId, 'count', siteId, occurredAt.toISOString()],
    ...request.lines.flatMap(({ itemId, counted, lot }) => [
      ...[itemId.toLowerCase(), counted, lot?.code, lot?.useBy, lot?.bestBy, lot?.madeOn],
    ]),
  ]);
  await ensureKnown(work, { siteId });
  if (occurredAt.getTime() > work.now.getTime() + aheadAtMostMs) {
    throw invalid('occurredAt', 'in_the_future', 'occurredAt is more than 10 minutes ahead of the server.');
  }
  const made = await run(work, insertCount, [
    ...[id, work.member.groupId, siteId, work.member.memberId, occurredAt, work.now, print],
  ]);
  if (made.length === 0) {
    await ensureSentAgain(work, 'stocktake', id, print);
    return { isNew: false, thing: await countReply(work, id) };
  }
  await settle(work, { id, siteId, occurredAt }, await counted(work, request.lines));
  return { isNew: true, thing: await countReply(work, id) };
}

interface Counted {
  readonly itemId: Id;
  readonly lotId: Id | null;
  readonly counted: number;
}

async function counted(work: Work, lines: readonly CountLine[]): Promise<Counted[]> {
  const asked = lines.map(({ itemId }) => itemId.toLowerCase());
  const aliases = await itemsOfAliases(work, asked);
  const itemIds = asked.map((itemId) => aliases.get(itemId) ?? itemId);
  const known = (await work.tx.query('select id from item where group_id = $1 and id = any($2::uuid[])', [
    work.member.groupId,
    itemIds,
  ])) as { id: Id }[];
  const ids = new Set(known.map((item) => item.id));
  const unknown = itemIds.findIndex((itemId) => !ids.has(itemId));
  if (unknown >= 0)
    throw invalid(`lines[${unknown}].itemId`, 'unknown_item', 'There is no item with this id.');
  const telling = lines.flatMap(({ lot }, n) =>
    lot && (lot.code || lot.useBy || lot.bestBy || lot.madeOn) ? [{ n, itemId: itemIds[n] as Id, lot }] : [],
  );
  const { ids: lotIds } = await settleLots(work, telling);
  const lotOf = new Map(telling.map(({ n }, at) => [n, lotIds[at] ?? null]));
  const pairs = new Set<string>();
  return lines.map((line, n) => {
    const one = { itemId: itemIds[n] as Id, lotId: lotOf.get(n) ?? null, counted: line.counted };
    const pair = `${one.itemId} ${one.lotId ?? ''}`;
    if (pairs.has(pair))
      throw invalid(`lines[${n}]`, 'counted_twice', 'Each item, or each lot of it, is counted once.');
    pairs.add(pair);
    return one;
  });
}

interface Here {
  readonly id: Id;
  readonly siteId: Id;
  readonly occurredAt: Date;
}

async function settle(
  work: Work,
  { id, siteId, occurredAt }: Here,
  lines: readonly Counted[],
): Promise<void> {
  const itemIds = lines.map(({ itemId }) => itemId);
  // Nothing moves between reading the levels and correcting them.
  await run(work, lockPairs, [siteId, itemIds]);
  const said = await run<{ expected: number }>(work, expectedLevels, [
    ...[siteId, itemIds, lines.map(({ lotId }) => lotId), occurredAt],
  ]);
  const differing = lines.flatMap((line, n) => {
    const difference = line.counted - (said[n]?.expected ?? 0);
    return difference === 0 ? [] : [{ n, line, difference, id: derivedId(id, 'count', n) }];
  });
  const movements = differing.map(({ line, difference, id: movementId, n }): Movement => ({
    ...{ id: movementId, fingerprint: fingerprint([work.member.groupId, 'count', id, n]), reason: 'count' },
    ...{ itemId: line.itemId, quantity: Math.abs(difference), code: null, packs: null, lotId: line.lotId },
    ...{ fromSiteId: difference < 0 ? siteId : null, toSiteId: difference > 0 ? siteId : null, occurredAt },
  }));
  const recorded = await recordMovements(work, movements);
  if (recorded.some(({ outcome }) => outcome !== 'recorded')) throw new Problem('id_reused');
  const idOf = new Map(differing.map(({ n, id: movementId }) => [n, movementId]));
  await run(work, insertLines, [
    ...[id, work.member.groupId, siteId, occurredAt, itemIds, lines.map(({ lotId }) => lotId)],
    ...[
      lines.map((line) => line.counted),
      said.map(({ expected }) => expected),
      lines.map((_, n) => idOf.get(n) ?? null),
    ],
  ]);
  // This count may itself come later than another one that had seen all of it.
  await keepCounts(work, movements, recorded);
  await markCounted(work, siteId, itemIds);
}

async function countReply(work: Work, id: Id): Promise<CountReply> {
  const rows = await run<CountReply & { line: CountLineReply }>(work, countById, [work.member.groupId, id]);
  const [first] = rows;
  if (!first) throw new Problem('not_found');
  return {
    ...{ id: first.id, siteId: first.siteId },
    occurredAt: new Date(first.occurredAt).toISOString(),
    recordedAt: new Date(first.recordedAt).toISOString(),
    lines: rows.map(({ line }) => line),
  };
}

function invalid(path: string, code: string, message: string): Problem {
  return new Problem('invalid', undefined, [{ path, code, message }]);
}
