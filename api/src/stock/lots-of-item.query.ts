import type { LotReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { ensureKnown } from '@api/platform/ensure-known';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';
import { lotReply } from './hold-lot';
import { Lot } from './lot.entity';

/** One lot of the group. @throws Problem `not_found`. */
export async function lotById(work: Work, id: Id): Promise<LotReply> {
  const lot = await work.tx.findOneBy(Lot, { id, groupId: work.member.groupId });
  if (!lot) throw new Problem('not_found');
  return lotReply(lot);
}

/** Lots of the group, or of one item, newest first. */
export async function lots(work: Work, itemId: Id | undefined, page: PageRequest): Promise<Page<LotReply>> {
  const rows = await work.tx.find(Lot, {
    where: { groupId: work.member.groupId, ...(itemId ? { itemId } : {}) },
    order: { createdAt: 'DESC', id: 'DESC' },
    skip: page.offset,
    take: page.limit + 1,
  });
  if (rows.length === 0) await ensureKnown(work, { itemId });
  return pageOf(rows.map(lotReply), page);
}
