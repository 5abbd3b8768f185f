import type { NeighbourOutcome, ReportKind } from '@shared/needs/neighbours.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run } from '@api/platform/statement';
import type { Doorway } from '@api/platform/work';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';
import { daysLater, hourOf } from './hear-need';

/** Reports of one site that may wait for a steward. */
const waitingAtMost = 200;

/**
 * Notes what a neighbour saw, under the id that the form was given out with.
 * @throws Problem `too_many` when too many of the site wait for a look.
 */
export async function hearReport(
  doorway: Doorway,
  place: PublicPlace,
  id: Id,
  kind: ReportKind,
  photoId: Id | null,
): Promise<NeighbourOutcome> {
  const [heard] = await run<{ waiting: number; made: boolean }>(doorway, hear, [
    ...[id, place.groupId, place.siteId, kind, photoId],
    ...[hourOf(doorway.now), daysLater(doorway.now, place.keepDays), waitingAtMost],
  ]);
  if (heard?.made) return 'noted';
  if ((heard?.waiting ?? 0) >= waitingAtMost) throw new Problem('too_many', undefined, undefined, 3_600);
  return 'again';
}

const hear = {
  name: 'hear-report',
  text: /* sql */ `
with crowd as (
  select count(*)::int as waiting from (
    select from neighbour_report r where r.group_id = $2 and r.state = 'new' and r.site_id = $3 limit $8) unseen
), made as (
  insert into neighbour_report (id, group_id, site_id, kind, photo_id, reported_at, expires_at, state)
  select $1, $2, $3, $4, $5, $6, $7, 'new' from crowd where waiting < $8::int
  on conflict (id) do nothing
  returning id
)
select waiting, exists (select from made) as made from crowd`,
};
