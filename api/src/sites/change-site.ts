import type { ChangeSite, SiteReply } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';
import { ensureWholePosition } from './make-site';
import { Site } from './site.entity';
import { siteById } from './sites.queries';

/**
 * Changes what the request names; null empties a field that may be empty. Closing keeps the history and whatever is on
 * the shelves; opening again undoes it.
 */
export async function changeSite(work: Work, id: Id, request: ChangeSite): Promise<SiteReply> {
  // Locked first, so that two changes at once are two changes, not half of each.
  await work.tx.query('select from site where id = $1 and group_id = $2 for update', [
    id,
    work.member.groupId,
  ]);
  const stands = await siteById(work, id);
  const latitude = request.latitude === undefined ? stands.latitude : request.latitude;
  const longitude = request.longitude === undefined ? stands.longitude : request.longitude;
  ensureWholePosition(latitude, longitude);
  const address = request.address === undefined ? stands.address : (request.address?.trim() ?? null);
  await work.tx.update(
    Site,
    { id, groupId: work.member.groupId },
    {
      name: request.name?.trim() ?? stands.name,
      kind: request.kind ?? stands.kind,
      timeZone: request.timeZone ?? stands.timeZone,
      refuses: request.refuses ?? stands.refuses,
      ...{ address, latitude, longitude },
      ...closing(stands.closed, request.closed ?? stands.closed, work.now),
    },
  );
  return siteById(work, id);
}

function closing(isClosed: boolean, toClose: boolean, now: Date): { closedAt?: Date | null } {
  if (isClosed === toClose) return {};
  return { closedAt: toClose ? now : null };
}
