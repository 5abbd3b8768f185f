import type { VisitCondition } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

export interface VisitedSite {
  readonly visitId: Id;
  readonly siteId: Id;
  readonly occurredAt: Date;
  readonly condition: VisitCondition | null;
}

/**
 * What a visit means for the tasks of its site: one that found it dirty or broken opens a task, one that found it clean, or no
 * longer broken, closes what was open before it. A visit that arrives late, after a newer one has said how it is, changes
 * nothing; neither does the same visit again.
 */
export async function tasksAfterVisit(work: Work, visit: VisitedSite): Promise<void> {
  const { condition } = visit;
  if (condition === null) return;
  const [newer] = await run(work, newerWord, [
    work.member.groupId,
    visit.siteId,
    visit.occurredAt,
    visit.visitId,
  ]);
  if (newer !== undefined) return;
  const over = { clean: ['cleaning', 'repair'], needs_cleaning: ['repair'], needs_repair: [], not_there: [] };
  if (over[condition].length > 0) {
    await run(work, close, [visit.siteId, over[condition], visit.occurredAt, visit.visitId]);
  }
  if (condition === 'clean') return;
  const kind = condition === 'needs_cleaning' ? 'cleaning' : 'repair';
  await run(work, open, [
    ...[derivedId(visit.visitId, 'task', 0), work.member.groupId, visit.siteId, kind, visit.occurredAt],
    ...[visit.visitId, fingerprint([visit.visitId, kind])],
  ]);
}

const newerWord: Statement = {
  name: 'newer-condition',
  text: /* sql */ `
select 1 from visit
where group_id = $1 and site_id = $2 and condition is not null and reversed_at is null and (occurred_at, id) > ($3, $4::uuid) limit 1`,
};

const close: Statement = {
  name: 'close-tasks-by-visit',
  text: /* sql */ `
update site_task set closed_at = $3, closed_by_visit_id = $4
where site_id = $1 and kind = any($2::text[]) and closed_at is null and opened_at <= $3`,
};

/** Not where such a task is open already, whoever noted it. */
const open: Statement = {
  name: 'open-task-by-visit',
  text: /* sql */ `
insert into site_task (id, group_id, site_id, kind, opened_at, opened_by_visit_id, fingerprint)
select $1, $2, $3, $4, $5, $6, $7
where not exists (select from site_task where site_id = $3 and kind = $4 and closed_at is null)
on conflict do nothing`,
};
