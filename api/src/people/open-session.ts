import { v7 as newId } from 'uuid';
import type { MemberReply, SignedInReply } from '@shared/people/people.contract';
import type { Doorway } from '@api/platform/work';
import type { Member } from './member.entity';
import { Session } from './session.entity';
import { hashToken, newToken } from './token';

const sessionDays = 180;

/** Signs a member in on one device. */
export async function openSession(doorway: Doorway, member: Member): Promise<SignedInReply> {
  const token = newToken();
  await doorway.tx.insert(Session, {
    id: newId(),
    tokenHash: hashToken(token),
    groupId: member.groupId,
    memberId: member.id,
    kind: 'session',
    createdAt: doorway.now,
    expiresAt: new Date(doorway.now.getTime() + sessionDays * 86_400_000),
  });
  return { member: memberReply(member), token };
}

export function memberReply(member: Member): MemberReply {
  return { id: member.id, name: member.name, role: member.role, joinedAt: member.joinedAt.toISOString() };
}
