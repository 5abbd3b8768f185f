import { v7 as newId } from 'uuid';
import type { InvitePreviewReply, JoinGroup } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Role } from '@shared/words/role';
import type { Doorway } from '@api/platform/work';
import { Member } from './member.entity';
import { hashToken } from './token';

/** Makes a member by an invite and uses up one of its uses. */
export async function joinGroup(doorway: Doorway, request: JoinGroup): Promise<Member> {
  const [rows] = (await doorway.tx.query(
    /* sql */ `
    update invite set uses = uses + 1
    where token_hash = $1 and revoked_at is null and expires_at > $2 and uses < max_uses
    returning group_id as "groupId", role`,
    [hashToken(request.invite), doorway.now],
  )) as [{ groupId: Id; role: Role }[], number];
  const invite = rows[0];
  if (!invite) throw new Problem('invite_not_valid');
  const member = doorway.tx.create(Member, {
    id: newId(),
    groupId: invite.groupId,
    name: request.name.trim(),
    role: invite.role,
    joinedAt: doorway.now,
    forgottenAt: null,
  });
  await doorway.tx.insert(Member, member);
  return member;
}

/** What an invite leads to, shown before joining. */
export async function previewInvite(doorway: Doorway, token: string): Promise<InvitePreviewReply> {
  const [invite] = (await doorway.tx.query(
    /* sql */ `
    select g.name as "groupName", i.role from invite i join aid_group g on g.id = i.group_id
    where i.token_hash = $1 and i.revoked_at is null and i.expires_at > $2 and i.uses < i.max_uses`,
    [hashToken(token), doorway.now],
  )) as InvitePreviewReply[];
  if (!invite) throw new Problem('invite_not_valid');
  return invite;
}
