import { v7 as newId } from 'uuid';
import type { ApiTokenMadeReply, ApiTokenReply, MakeApiToken } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';
import { Session } from './session.entity';
import { hashToken, newToken } from './token';

/**
 * Makes a token for a script or a device; it is shown this once.
 * @throws Problem `invalid` for a site without a purpose, or one that the group does not have.
 */
export async function makeApiToken(work: Work, request: MakeApiToken): Promise<ApiTokenMadeReply> {
  if (request.siteId) await ensureOwnSite(work, request.siteId, request.onlyFor !== undefined);
  const token = newToken();
  const session = work.tx.create(Session, {
    id: newId(),
    tokenHash: hashToken(token),
    groupId: work.member.groupId,
    memberId: work.member.memberId,
    kind: 'api_token',
    label: request.label.trim(),
    role: request.role,
    onlyFor: request.onlyFor ?? null,
    siteId: request.siteId?.toLowerCase() ?? null,
    createdAt: work.now,
    expiresAt: null,
  });
  await work.tx.insert(Session, session);
  return { ...apiTokenReply(session), token };
}

/** The group's API tokens, newest first. */
export async function apiTokens(work: Work, page: PageRequest): Promise<Page<ApiTokenReply>> {
  const tokens = await work.tx.find(Session, {
    where: { groupId: work.member.groupId, kind: 'api_token' },
    order: { createdAt: 'DESC', id: 'DESC' },
    skip: page.offset,
    take: page.limit + 1,
  });
  return pageOf(tokens.map(apiTokenReply), page);
}

export async function revokeApiToken(work: Work, id: Id): Promise<void> {
  const done = await work.tx.delete(Session, { id, groupId: work.member.groupId, kind: 'api_token' });
  if (done.affected === 0) throw new Problem('not_found');
}

function apiTokenReply(session: Session): ApiTokenReply {
  return {
    id: session.id,
    label: session.label ?? '',
    role: session.role ?? 'volunteer',
    onlyFor: session.onlyFor,
    siteId: session.siteId,
    madeAt: session.createdAt.toISOString(),
  };
}

async function ensureOwnSite(work: Work, siteId: Id, hasPurpose: boolean): Promise<void> {
  const found = (await work.tx.query(
    `select 1 from site where group_id = $1 and id = $2 and kind <> 'in_transit'`,
    [work.member.groupId, siteId],
  )) as unknown[];
  const message = hasPurpose ? 'There is no site with this id.' : 'A token for one site says what it is for.';
  if (found.length === 0 || !hasPurpose) {
    throw new Problem('invalid', undefined, [{ path: 'siteId', code: 'invalid', message }]);
  }
}
