import { IsNull } from 'typeorm';
import type { InviteReply, MemberReply, MeReply } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Doorway, Work } from '@api/platform/work';
import { AidGroup } from './aid-group.entity';
import { memberById } from './change-member';
import { Invite } from './invite.entity';
import { inviteReply } from './make-invite';
import { Member } from './member.entity';
import { memberReply } from './open-session';

/** The member who asks, and their group. */
export async function me(work: Work): Promise<MeReply> {
  const member = await memberById(work, work.member.memberId);
  const group = await work.tx.findOneByOrFail(AidGroup, { id: work.member.groupId });
  const { id, name, timeZone, preset } = group;
  // The role of the sign-in, which for an API token may be less than the member's.
  return {
    member: { ...memberReply(member), role: work.member.role },
    group: { id, name, timeZone, preset },
  };
}

/** Members of the group in the order they joined, without those who asked to be forgotten. */
export async function members(work: Work, page: PageRequest): Promise<Page<MemberReply>> {
  const rows = await work.tx.find(Member, {
    where: { groupId: work.member.groupId, forgottenAt: IsNull() },
    order: { joinedAt: 'ASC', id: 'ASC' },
    skip: page.offset,
    take: page.limit + 1,
  });
  return pageOf(rows.map(memberReply), page);
}

/** Invites that still work, newest first. */
export async function openInvites(work: Work, page: PageRequest): Promise<Page<InviteReply>> {
  const invites = await work.tx
    .createQueryBuilder(Invite, 'i')
    .where('i.groupId = :groupId and i.revokedAt is null and i.expiresAt > :now and i.uses < i.maxUses', {
      groupId: work.member.groupId,
      now: work.now,
    })
    .orderBy('i.createdAt', 'DESC')
    .addOrderBy('i.id', 'DESC')
    .offset(page.offset)
    .limit(page.limit + 1)
    .getMany();
  return pageOf(invites.map(inviteReply), page);
}

/** Withdraws an invite: nobody joins by it any more. */
export async function revokeInvite(work: Work, id: Id): Promise<void> {
  const done = await work.tx.update(
    Invite,
    { id, groupId: work.member.groupId, revokedAt: IsNull() },
    { revokedAt: work.now },
  );
  if (done.affected === 0) throw new Problem('not_found');
}

/** Whether anybody uses this server yet. */
export function hasGroup(doorway: Doorway): Promise<boolean> {
  return doorway.tx.exists(AidGroup);
}
