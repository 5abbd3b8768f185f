import type { NeighbourReportReply, ReportState } from '@shared/needs/neighbours.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';

/** What neighbours saw, newest first. */
export async function neighbourReports(
  work: Work,
  filter: { readonly siteId: Id | null; readonly states: readonly ReportState[] },
  page: PageRequest,
): Promise<Page<NeighbourReportReply>> {
  const rows = (await work.tx.query(
    /* sql */ `${select} and ($3::uuid is null or r.site_id = $3) and r.state = any($4::text[])
    order by r.reported_at desc, r.id limit $5 offset $6`,
    [work.member.groupId, work.now, filter.siteId, filter.states, page.limit + 1, page.offset],
  )) as Row[];
  return pageOf(rows.map(reply), page);
}

/** Says that a report is seen to, or nothing. @throws Problem `not_found` */
export async function decideReport(work: Work, id: Id, state: ReportState): Promise<NeighbourReportReply> {
  const { groupId, memberId } = work.member;
  await work.tx.query(
    'update neighbour_report set state = $3, decided_by = $4, decided_at = $5 where group_id = $1 and id = $2',
    [groupId, id, state, memberId, work.now],
  );
  const [row] = (await work.tx.query(`${select} and r.id = $3`, [groupId, work.now, id])) as Row[];
  if (!row) throw new Problem('not_found');
  return reply(row);
}

type Instants = 'reportedAt' | 'expiresAt';
type Row = Omit<NeighbourReportReply, Instants> & Record<Instants, Date>;

const select = /* sql */ `
select r.id, r.site_id as "siteId", t.name as "siteName", r.kind, r.photo_id as "photoId", r.state,
  r.reported_at as "reportedAt", r.expires_at as "expiresAt"
from neighbour_report r join site t on t.id = r.site_id
where r.group_id = $1 and r.expires_at > $2`;

function reply(row: Row): NeighbourReportReply {
  return {
    ...row,
    reportedAt: row.reportedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
