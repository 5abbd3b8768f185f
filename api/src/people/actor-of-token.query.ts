import type { TokenPurpose } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { includesRole, type Role } from '@shared/words/role';
import { run, type Statement } from '@api/platform/statement';
import type { Actor, Doorway } from '@api/platform/work';
import { hashToken } from './token';

/** Somebody who asks, and by what. */
export interface SignedInActor extends Actor {
  readonly kind: 'session' | 'api_token';
  /** What an API token is for, in words. */
  readonly label: string | null;
  /** What an API token is good for, where it is good for one thing alone; and the site, where it is for one alone. */
  readonly onlyFor: TokenPurpose | null;
  readonly siteId: Id | null;
}

/** Who a session or API token belongs to; null when it ended or never was. An API token cannot do more than its member. */
export async function actorOfToken(doorway: Doorway, token: string): Promise<SignedInActor | null> {
  const [row] = await run<SignedInActor & { tokenRole: Role | null }>(doorway, statement, [
    hashToken(token),
    doorway.now,
  ]);
  if (!row) return null;
  const { tokenRole, ...actor } = row;
  return tokenRole && !includesRole(tokenRole, actor.role) ? { ...actor, role: tokenRole } : actor;
}

const statement: Statement = {
  name: 'actor-of-token',
  text: /* sql */ `
select m.id as "memberId", m.group_id as "groupId", m.role, g.time_zone as "timeZone", s.role as "tokenRole", s.kind, s.label,
  s.only_for as "onlyFor", s.site_id as "siteId"
from session s
join member m on m.id = s.member_id and m.forgotten_at is null
join aid_group g on g.id = m.group_id
where s.token_hash = $1 and (s.expires_at is null or s.expires_at > $2)`,
};
