import type { ChangeSiteCold } from '@shared/fridges/cold.contract';
import { tenths } from '@shared/fridges/reading-line';
import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';
import { judgeCold } from './judge-cold';
import { coldForChange, coldOfSite } from './site-cold';

/** What has been over for longer stays as it was judged. */
const judgedAnewMs = 2 * 86_400_000;

/**
 * Changes what the request names; null gives a limit back to the preset. The last two days and what lasts are judged
 * by the new limits.
 * @throws Problem `not_found`
 */
export async function changeSiteCold(work: Work, siteId: Id, request: ChangeSiteCold): Promise<void> {
  const { own } = await coldForChange(work, siteId);
  const changed = <T>(said: T | undefined, stands: T) => (said === undefined ? stands : said);
  const inTenths = (celsius: number | null | undefined) => (celsius == null ? celsius : tenths(celsius));
  await work.tx.query(
    /* sql */ `
    update site_cold set fridge_limit_tenths = $3, freezer_limit_tenths = $4, allowed_minutes = $5, hot_allowed_minutes = $6,
      prepared_food_days = $7, visit_every_hours = $8, accepts_note = $9
    where site_id = $1 and group_id = $2`,
    [
      ...[siteId, work.member.groupId],
      changed(inTenths(request.fridgeCelsius), own.fridgeTenths),
      changed(inTenths(request.freezerCelsius), own.freezerTenths),
      changed(request.allowedMinutes, own.allowedMinutes),
      changed(request.hotAllowedMinutes, own.hotAllowedMinutes),
      changed(request.preparedFoodDays, own.preparedFoodDays),
      request.visitEveryHours ?? own.visitEveryHours,
      changed(
        request.acceptsNote === undefined ? undefined : (request.acceptsNote?.trim() ?? null),
        own.acceptsNote,
      ),
    ],
  );
  await judgeCold(work, await coldOfSite(work, siteId), new Date(work.now.getTime() - judgedAnewMs));
}
