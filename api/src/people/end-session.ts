import type { Work } from '@api/platform/work';
import { Session } from './session.entity';
import { hashToken } from './token';

/** Signs out: the session's token works no more. */
export async function endSession(work: Work, token: string): Promise<void> {
  await work.tx.delete(Session, { tokenHash: hashToken(token), groupId: work.member.groupId });
}
