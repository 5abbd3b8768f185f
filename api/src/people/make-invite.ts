import { v7 as newId } from 'uuid';
import type { InviteReply, MakeInvite } from '@shared/people/people.contract';
import type { Work } from '@api/platform/work';
import { Invite } from './invite.entity';
import { hashToken, newToken } from './token';

/** Makes an invite. Its token is in this answer and nowhere else. */
export async function makeInvite(work: Work, request: MakeInvite): Promise<InviteReply & { token: string }> {
  const token = newToken();
  const invite = work.tx.create(Invite, {
    id: newId(),
    groupId: work.member.groupId,
    tokenHash: hashToken(token),
    role: request.role,
    createdAt: work.now,
    expiresAt: new Date(work.now.getTime() + (request.expiresInHours ?? 168) * 3_600_000),
    maxUses: request.maxUses ?? 1,
    uses: 0,
    revokedAt: null,
  });
  await work.tx.insert(Invite, invite);
  return { ...inviteReply(invite), token };
}

export function inviteReply(invite: Invite): InviteReply {
  const { id, role, expiresAt, maxUses, uses } = invite;
  return { id, role, expiresAt: expiresAt.toISOString(), maxUses, uses };
}
