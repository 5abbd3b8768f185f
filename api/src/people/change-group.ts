import type { ChangeGroup } from '@shared/people/people.contract';
import type { Work } from '@api/platform/work';
import { AidGroup } from './aid-group.entity';

/** Changes the group. A new time zone means other calendar days: every figure is computed anew at the next reading. */
export async function changeGroup(work: Work, request: ChangeGroup): Promise<void> {
  await work.tx.query('select from aid_group where id = $1 for update', [work.member.groupId]);
  if (request.name)
    await work.tx.update(AidGroup, { id: work.member.groupId }, { name: request.name.trim() });
  if (request.preset) await work.tx.update(AidGroup, { id: work.member.groupId }, { preset: request.preset });
  if (request.timeZone)
    await work.tx.update(AidGroup, { id: work.member.groupId }, { timeZone: request.timeZone });
}
