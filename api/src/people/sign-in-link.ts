import { MoreThan } from 'typeorm';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Doorway } from '@api/platform/work';
import { Member } from './member.entity';
import { SignInLink } from './sign-in-link.entity';
import { hashToken, newToken } from './token';

const linkHours = 24;

/** Makes a link that signs a member in on one more device, as often as wanted for a day. */
export async function makeSignInLink(
  doorway: Doorway,
  member: { groupId: Id; id: Id },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(doorway.now.getTime() + linkHours * 3_600_000);
  await doorway.tx.query('delete from sign_in_link where expires_at < $1', [doorway.now]);
  await doorway.tx.insert(SignInLink, {
    tokenHash: hashToken(token),
    groupId: member.groupId,
    memberId: member.id,
    expiresAt,
  });
  return { token, expiresAt };
}

/** The member that a sign-in link belongs to. */
export async function memberOfSignInLink(doorway: Doorway, token: string): Promise<Member> {
  const link = await doorway.tx.findOneBy(SignInLink, {
    tokenHash: hashToken(token),
    expiresAt: MoreThan(doorway.now),
  });
  const member = link
    ? await doorway.tx.findOneBy(Member, { id: link.memberId, groupId: link.groupId })
    : null;
  if (!member || member.forgottenAt) throw new Problem('sign_in_link_not_valid');
  return member;
}
