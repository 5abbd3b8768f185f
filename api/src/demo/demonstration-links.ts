import { type Role, roles } from '@shared/words/role';
import { AidGroup } from '@api/people/aid-group.entity';
import { Member } from '@api/people/member.entity';
import { makeSignInLink } from '@api/people/sign-in-link';
import type { Database } from '@api/platform/database';

export interface DemonstrationLink {
  readonly role: Role;
  /** What the sign-in link carries; good for a day. */
  readonly token: string;
}

/** A way in as each role, for the demonstration group alone: made-up people. Empty where there is no such group. */
export function demonstrationLinks(database: Database): Promise<DemonstrationLink[]> {
  return database.enter(async (doorway) => {
    const group = await doorway.tx.findOneBy(AidGroup, { isDemonstration: true });
    if (!group) return [];
    const members = await doorway.tx.find(Member, { where: { groupId: group.id }, order: { id: 'asc' } });
    const links: DemonstrationLink[] = [];
    for (const role of roles) {
      const member = members.find((one) => one.role === role && one.forgottenAt === null);
      if (member) links.push({ role, token: (await makeSignInLink(doorway, member)).token });
    }
    return links;
  });
}
