import { v7 as newId } from 'uuid';
import type { ApiTokenMadeReply, ApiTokenReply, MakeApiToken } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';
import { Session } from './session.entity';
import { hashToken, newToken } from './token';

/** Makes a token for a script or a device; it is shown this once. */
export async function makeApiToken(work: Work, request: MakeApiToken): Promise<ApiTokenMadeReply> {
  const token = newToken();
  const session = work.tx.create(Session, {
    id: newId(),
    tokenHash: hashToken(token),
    groupId: work.member.groupId,
    memberId: work.member.memberId,
    kind: 'api_token',
    label: request.label.trim(),
    role: request.role,
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
    madeAt: session.createdAt.toISOString(),
  };
}
