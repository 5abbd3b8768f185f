import type { ChangeMember } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';
import { Member } from './member.entity';

/** A member of the group by id; forgotten ones are not there. */
export async function memberById(work: Work, id: Id): Promise<Member> {
  const member = await work.tx.findOneBy(Member, { id, groupId: work.member.groupId });
  if (!member || member.forgottenAt) throw new Problem('not_found');
  return member;
}

/** Changes a member's name or role. Organizers change anybody; everybody changes their own name. */
export async function changeMember(work: Work, id: Id, request: ChangeMember): Promise<Member> {
  const member = await memberById(work, id);
  if (request.role && request.role !== member.role) {
    if (member.role === 'organizer') await keepOneOrganizer(work, id);
    member.role = request.role;
  }
  if (request.name) member.name = request.name.trim();
  await work.tx.update(Member, { id: member.id }, { name: member.name, role: member.role });
  return member;
}

/**
 * Removes a member's name everywhere and ends their sessions, tokens and links. What they recorded stays, without the
 * name: every sum is unchanged.
 */
export async function forgetMember(work: Work, id: Id): Promise<void> {
  const member = await memberById(work, id);
  if (member.role === 'organizer') await keepOneOrganizer(work, id);
  await work.tx.query('delete from session where group_id = $1 and member_id = $2', [
    work.member.groupId,
    id,
  ]);
  await work.tx.query('delete from sign_in_link where group_id = $1 and member_id = $2', [
    work.member.groupId,
    id,
  ]);
  await work.tx.update(Member, { id }, { name: null, forgottenAt: work.now });
}

async function keepOneOrganizer(work: Work, leaving: Id): Promise<void> {
  // All organizers are locked in one order, so that two of them leaving at once cannot both be let go.
  const others = (await work.tx.query(
    `select id from member where group_id = $1 and role = 'organizer' and forgotten_at is null order by id for update`,
    [work.member.groupId],
  )) as { id: Id }[];
  if (!others.some((other) => other.id !== leaving)) throw new Problem('last_organizer');
}
