import type { NeighbourOutcome } from '@shared/needs/neighbours.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Database } from '@api/platform/database';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';
import { hearNeed, type NeedWish } from './hear-need';

/** One ask under the id of its form. */
export interface NeedToHear {
  readonly place: PublicPlace;
  readonly id: Id;
  readonly wish: NeedWish;
}

/**
 * Notes several asks in one transaction: the disk is waited for once, on one connection. One that breaks takes no other
 * along: then each is noted by itself.
 */
export async function hearNeedsTogether(
  database: Database,
  needs: readonly NeedToHear[],
): Promise<PromiseSettledResult<NeighbourOutcome>[]> {
  try {
    return await database.enter(async (doorway) => {
      const heard = await Promise.allSettled(
        needs.map(({ place, id, wish }) => hearNeed(doorway, place, id, wish)),
      );
      const broken = heard.find((one) => one.status === 'rejected' && !(one.reason instanceof Problem));
      if (broken?.status === 'rejected') throw broken.reason;
      return heard;
    });
  } catch (error) {
    if (needs.length === 1) return [{ status: 'rejected', reason: error }];
    const alone: PromiseSettledResult<NeighbourOutcome>[] = [];
    for (const need of needs) alone.push(...(await hearNeedsTogether(database, [need])));
    return alone;
  }
}
