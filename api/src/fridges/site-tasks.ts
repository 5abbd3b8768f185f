import { v7 as newId } from 'uuid';
import type { MakeTask, TaskReply } from '@shared/fridges/tasks.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { fingerprint } from '@api/platform/fingerprint';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import type { Work } from '@api/platform/work';
import { ensureSite } from '@api/figures/par-levels';
import { taskById } from './tasks.query';

/** Notes something to do at a site. The same id and content again changes nothing. @throws Problem `not_found`, `id_reused` */
export async function makeTask(work: Work, request: MakeTask): Promise<Made<TaskReply>> {
  const siteId = request.siteId.toLowerCase();
  await ensureSite(work, siteId);
  const id = request.id?.toLowerCase() ?? newId();
  const note = request.note?.trim() ?? null;
  const dueOn = request.dueOn ?? null;
  const digest = fingerprint([work.member.groupId, siteId, request.kind, note, dueOn]);
  const made = (await work.tx.query(
    /* sql */ `
    insert into site_task (id, group_id, site_id, kind, note, due_on, opened_at, fingerprint)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning id`,
    [id, work.member.groupId, siteId, request.kind, note, dueOn, work.now, digest],
  )) as unknown[];
  const isNew = made.length > 0;
  if (!isNew) await ensureSentAgain(work, 'site_task', id, digest);
  return { isNew, thing: await taskById(work, id) };
}

/** The member who asks takes a task. @throws Problem `not_found`; `in_use` when somebody else has it. */
export async function takeTask(work: Work, id: Id): Promise<TaskReply> {
  const task = await taskForChange(work, id);
  if (task.takenByName !== null && !task.isMine)
    throw new Problem('in_use', 'Somebody else takes this task.');
  await work.tx.query('update site_task set taken_by = $2 where id = $1', [id, work.member.memberId]);
  return taskById(work, id);
}

/** Hands a task back; one that the member does not have stays as it is. @throws Problem `not_found` */
export async function handBackTask(work: Work, id: Id): Promise<TaskReply> {
  const task = await taskForChange(work, id);
  if (task.isMine) await work.tx.query('update site_task set taken_by = null where id = $1', [id]);
  return taskById(work, id);
}

/** Closes a task: it is done, or no longer needed. Again changes nothing. @throws Problem `not_found` */
export async function closeTask(work: Work, id: Id): Promise<TaskReply> {
  const task = await taskForChange(work, id);
  if (task.closedAt === null)
    await work.tx.query('update site_task set closed_at = $2 where id = $1', [id, work.now]);
  return taskById(work, id);
}

async function taskForChange(work: Work, id: Id): Promise<TaskReply> {
  await work.tx.query('select from site_task where id = $1 and group_id = $2 for update', [
    id,
    work.member.groupId,
  ]);
  return taskById(work, id);
}
