import { timingSafeEqual } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { SetUpGroup } from '@shared/people/people.contract';
import { Problem } from '@shared/words/problem';
import type { Actor, Doorway } from '@api/platform/work';
import { AidGroup } from './aid-group.entity';
import { Member } from './member.entity';
import { hashToken } from './token';

/** Makes the first group and its first organizer. `expectedToken` is the server's; null when it offers no set-up. */
export async function setUpGroup(
  doorway: Doorway,
  request: SetUpGroup,
  expectedToken: string | null,
): Promise<{ member: Member; actor: Actor }> {
  if (expectedToken === null || !timingSafeEqual(hashToken(request.setupToken), hashToken(expectedToken))) {
    throw new Problem('setup_token_wrong');
  }
  // Two set-ups at once: the second waits here, and then finds the group of the first.
  await doorway.tx.query(`select pg_advisory_xact_lock(hashtext('commonshelf set-up'))`);
  if (await doorway.tx.exists(AidGroup)) throw new Problem('already_set_up');
  return makeGroup(doorway, request);
}

export async function makeGroup(
  doorway: Doorway,
  request: Omit<SetUpGroup, 'setupToken'>,
): Promise<{ member: Member; actor: Actor }> {
  const group = doorway.tx.create(AidGroup, {
    id: newId(),
    name: request.groupName.trim(),
    timeZone: request.timeZone,
    preset: request.preset,
    createdAt: doorway.now,
  });
  await doorway.tx.insert(AidGroup, group);
  const member = doorway.tx.create(Member, {
    id: newId(),
    groupId: group.id,
    name: request.name.trim(),
    role: 'organizer',
    joinedAt: doorway.now,
    forgottenAt: null,
  });
  await doorway.tx.insert(Member, member);
  return {
    member,
    actor: { memberId: member.id, groupId: group.id, role: member.role, timeZone: group.timeZone },
  };
}
