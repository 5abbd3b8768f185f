import type { TaskReply } from '@shared/fridges/tasks.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';

export interface TaskFilter {
  readonly siteId: Id | null;
  /** Only those that the member who asks takes. */
  readonly mine: boolean;
  /** Closed ones, newest first; open ones, the soonest due first, else. */
  readonly closed: boolean;
}

/** Tasks of the group. */
export async function tasks(work: Work, filter: TaskFilter, page: PageRequest): Promise<Page<TaskReply>> {
  const values: unknown[] = [work.member.groupId, work.member.memberId, page.limit + 1, page.offset];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    `t.closed_at is ${filter.closed ? 'not null' : 'null'}`,
    ...(filter.siteId === null ? [] : [`t.site_id = ${given(filter.siteId)}::uuid`]),
    ...(filter.mine ? ['t.taken_by = $2'] : []),
  ];
  const order = filter.closed ? 't.closed_at desc, t.id' : 't.due_on nulls last, t.opened_at, t.id';
  const rows = (await work.tx.query(
    `${select} and ${conditions.join(' and ')} order by ${order} limit $3 offset $4`,
    values,
  )) as Row[];
  return pageOf(rows.map(taskReply), page);
}

/** @throws Problem `not_found` */
export async function taskById(work: Work, id: Id): Promise<TaskReply> {
  const [row] = (await work.tx.query(`${select} and t.id = $3`, [
    work.member.groupId,
    work.member.memberId,
    id,
  ])) as Row[];
  if (!row) throw new Problem('not_found');
  return taskReply(row);
}

type Row = Omit<TaskReply, 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null };

const select = /* sql */ `
select t.id, t.site_id as "siteId", s.name as "siteName", t.kind, t.note, t.due_on::text as "dueOn", t.opened_at as "openedAt",
  t.opened_by_visit_id is not null as "openedByVisit", m.name as "takenByName", coalesce(t.taken_by = $2, false) as "isMine",
  t.closed_at as "closedAt"
from site_task t join site s on s.id = t.site_id left join member m on m.id = t.taken_by and m.forgotten_at is null
where t.group_id = $1`;

function taskReply(row: Row): TaskReply {
  return { ...row, openedAt: row.openedAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null };
}
