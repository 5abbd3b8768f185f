import type { MissedAskReply } from '@shared/needs/needs.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';

/** Missed asks of the group, newest first; of one site, of one item, or both. */
export async function missedAsks(
  work: Work,
  filter: { readonly siteId: Id | null; readonly itemId: Id | null },
  page: PageRequest,
): Promise<Page<MissedAskReply>> {
  const values: unknown[] = [work.member.groupId, page.limit + 1, page.offset];
  const given = (value: Id) => `$${values.push(value)}::uuid`;
  const of = [
    filter.siteId === null ? '' : `and a.site_id = ${given(filter.siteId)}`,
    filter.itemId === null ? '' : `and a.item_id = ${given(filter.itemId)}`,
  ].join(' ');
  const rows = (await work.tx.query(
    `${select} ${of} order by a.occurred_at desc, a.id desc limit $2 offset $3`,
    values,
  )) as Row[];
  return pageOf(rows.map(missedAskReply), page);
}

export async function missedAskById(work: Work, id: Id): Promise<MissedAskReply> {
  const [row] = (await work.tx.query(`${select} and a.id = $2`, [work.member.groupId, id])) as Row[];
  if (!row) throw new Problem('not_found');
  return missedAskReply(row);
}

type Row = Omit<MissedAskReply, 'occurredAt'> & { occurredAt: Date };

const select = /* sql */ `
select a.id, a.site_id as "siteId", t.name as "siteName", a.item_id as "itemId", i.name as "itemName", a.words as text,
  a.quantity::float8 as quantity, a.occurred_at as "occurredAt"
from missed_ask a join site t on t.id = a.site_id left join item i on i.id = a.item_id
where a.group_id = $1`;

function missedAskReply(row: Row): MissedAskReply {
  return { ...row, occurredAt: row.occurredAt.toISOString() };
}
