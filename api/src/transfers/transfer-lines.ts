import type { TransferLine } from '@shared/transfers/transfers.contract';
import { aheadAtMostMs } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { type FieldError, Problem } from '@shared/words/problem';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { SiteAndItem } from '@api/stock/record-movements';
import { settleLots } from '@api/stock/settle-lots';

/** A line whose lot was found or made. */
export interface SettledLine {
  readonly itemId: Id;
  readonly lotId: Id | null;
  /** Whole base units. */
  readonly quantity: number;
}

/** A line's parts in a fixed order, for its fingerprint. */
export function lineParts(lines: readonly TransferLine[]): (string | number | null | undefined)[] {
  return lines.flatMap(({ itemId, quantity, lot }) => [
    ...[itemId.toLowerCase(), quantity],
    ...[lot?.code?.trim(), lot?.useBy, lot?.bestBy, lot?.madeOn],
  ]);
}

/**
 * The lines with their lots, made where there are none.
 * @throws Problem `invalid` with the path of each line whose item the group does not have.
 */
export async function settleLines(
  work: Work,
  lines: readonly TransferLine[],
): Promise<{ settled: SettledLine[]; refined: SiteAndItem[] }> {
  const itemIds = lines.map((line) => line.itemId.toLowerCase());
  const known = new Set(
    (await run<{ id: Id }>(work, itemsOfGroup, [work.member.groupId, itemIds])).map(({ id }) => id),
  );
  const errors = itemIds.flatMap((id, n): FieldError[] =>
    known.has(id)
      ? []
      : [{ path: `lines[${n}].itemId`, code: 'unknown_item', message: 'There is no item with this id.' }],
  );
  if (errors.length > 0) throw new Problem('invalid', undefined, errors);
  const telling = lines.flatMap((line, n) => {
    const { code, useBy, bestBy, madeOn } = line.lot ?? {};
    return line.lot && (code || useBy || bestBy || madeOn)
      ? [{ n, itemId: itemIds[n] as Id, lot: line.lot }]
      : [];
  });
  const { ids: lotIds, refined } = await settleLots(work, telling);
  const lotOf = new Map(telling.map(({ n }, at) => [n, lotIds[at] ?? null]));
  const settled = lines.map(({ quantity }, n) => ({
    itemId: itemIds[n] as Id,
    lotId: lotOf.get(n) ?? null,
    quantity,
  }));
  return { settled, refined };
}

/** The sites by id, and the group's in-transit site under `in_transit`. @throws Problem `invalid` for one that is not there. */
export async function sitesOfTransfer(
  work: Work,
  ids: Readonly<Record<'fromSiteId' | 'toSiteId', Id>>,
): Promise<{ inTransit: Id }> {
  const rows = await run<{ id: Id; kind: string }>(work, sitesOfGroup, [
    work.member.groupId,
    [ids.fromSiteId, ids.toSiteId],
  ]);
  const errors = (['fromSiteId', 'toSiteId'] as const)
    .filter((path) => !rows.some((site) => site.id === ids[path] && site.kind !== 'in_transit'))
    .map((path) => ({ path, code: 'unknown_site', message: 'There is no site with this id.' }));
  if (errors.length > 0) throw new Problem('invalid', undefined, errors);
  const inTransit = rows.find((site) => site.kind === 'in_transit');
  if (!inTransit) throw new Error('The group has no in-transit site.');
  return { inTransit: inTransit.id };
}

/** @throws Problem `invalid` for an instant more than 10 minutes ahead of the server. */
export function notAhead(work: Work, path: string, instant: Instant): Date {
  const at = new Date(instant);
  if (at.getTime() <= work.now.getTime() + aheadAtMostMs) return at;
  const message = `${path} is more than 10 minutes ahead of the server.`;
  throw new Problem('invalid', undefined, [{ path, code: 'in_the_future', message }]);
}

const itemsOfGroup: Statement = {
  name: 'items-of-transfer',
  text: /* sql */ `select id from item where group_id = $1 and id = any($2::uuid[])`,
};

const sitesOfGroup: Statement = {
  name: 'sites-of-transfer',
  text: /* sql */ `select id, kind from site where group_id = $1 and (id = any($2::uuid[]) or kind = 'in_transit')`,
};
