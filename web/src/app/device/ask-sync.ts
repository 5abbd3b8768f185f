import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Api } from '../api-client/api';
import type { SyncAnswer } from './sync-parts';

/** Long enough for the largest page over a slow line; a request that never ends would hold up the tabs behind it. */
const patienceMs = 90_000;

/** Asks the server for a sync of a group: of no other, whoever signed in meanwhile in another tab. */
export async function askSync(
  api: Pick<Api, 'text'>,
  groupId: Id,
  since: string | null,
  patience: AbortSignal = AbortSignal.timeout(patienceMs),
): Promise<SyncAnswer> {
  try {
    const text = await api.text('/sync', { since }, patience, groupId);
    const reply = JSON.parse(text) as SyncReply;
    return { kind: 'page', reply, text };
  } catch (error) {
    // Also something on the way that answers in the server's place: a network's own sign-in page.
    if (!(error instanceof Problem)) return { kind: 'later', afterMs: null };
    if (error.code === 'not_signed_in') return { kind: 'signed_out' };
    return {
      kind: 'later',
      afterMs: error.retryAfterSeconds === undefined ? null : error.retryAfterSeconds * 1000,
    };
  }
}
