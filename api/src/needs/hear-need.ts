import type { NeighbourOutcome } from '@shared/needs/neighbours.contract';
import { leadsElsewhere } from '@shared/needs/private-words';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run } from '@api/platform/statement';
import type { Doorway } from '@api/platform/work';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';

/** What a neighbour asks for: an item, anything of a category, or words. */
export interface NeedWish {
  readonly itemId: Id | null;
  readonly categoryId: Id | null;
  readonly words: string | null;
}

/** Asks for the same thing at one site within an hour that are believed without a look. */
export const believedInAnHour = 20;
/** Asks of one site that may wait for a steward; more only say that the site is busy. */
const waitingAtMost = 500;

/**
 * Notes what a neighbour asks for, under the id that the form was given out with. What is on the site's own lists counts at
 * once; words wait for a steward, and so does what comes again and again. Nothing is kept of who asked or when exactly.
 * @throws Problem `not_found` for what the site does not offer to ask for; `too_many` when too much waits for a look.
 */
export async function hearNeed(
  doorway: Doorway,
  place: PublicPlace,
  id: Id,
  wish: NeedWish,
): Promise<NeighbourOutcome> {
  const words = wish.words === null ? null : wish.words.trim().replace(/\s+/g, ' ');
  const [heard] = await run<Heard>(doorway, hear, [
    ...[id, place.groupId, place.siteId, wish.itemId, wish.categoryId, words],
    ...[hourOf(doorway.now), daysLater(doorway.now, place.keepDays)],
    ...[words !== null && leadsElsewhere(words) ? 'link' : null, believedInAnHour, waitingAtMost],
  ]);
  if (!heard?.known) throw new Problem('not_found');
  if (heard.state !== null) return heard.state === 'shown' ? 'noted' : 'waits';
  if (heard.waiting >= waitingAtMost) throw new Problem('too_many', undefined, undefined, 3_600);
  return 'again';
}

interface Heard {
  /** Whether the site offers it. */
  known: boolean;
  waiting: number;
  /** Null when nothing was written. */
  state: 'new' | 'shown' | null;
}

const hear = {
  name: 'hear-need',
  text: /* sql */ `
with wish as (
  select
    case when $4::uuid is not null then exists (
      select from item i where i.id = $4 and i.group_id = $2 and i.archived_at is null and not exists (
        select from public_signal h where h.site_id = $3 and h.kind = 'hidden' and h.category_id = i.category_id))
    when $5::uuid is not null then exists (
      select from category c where c.id = $5 and c.group_id = $2 and not exists (
        select from public_signal h where h.site_id = $3 and h.kind = 'hidden' and h.category_id = c.id))
    else $6::text is not null end as known,
    (select count(*) from (
      select from neighbour_need n where n.site_id = $3 and n.asked_at >= $7
        and n.item_id is not distinct from $4 and n.category_id is not distinct from $5
        and lower(n.words) is not distinct from lower($6) limit $10) same) as same,
    (select count(*) from (
      select from neighbour_need n where n.group_id = $2 and n.state = 'new' and n.site_id = $3 limit $11) unseen) as waiting
), judged as (
  select *,
    case when $9::text is not null then $9
      when same >= case when $6::text is null then $10::int else 3 end then 'repeat' end as doubt
  from wish
), made as (
  insert into neighbour_need (id, group_id, site_id, item_id, category_id, words, asked_at, expires_at, state, doubt)
  select $1, $2, $3, $4, $5, $6, $7, $8, case when doubt is null and $6 is null then 'shown' else 'new' end, doubt
  from judged where known and (waiting < $11::int or (doubt is null and $6 is null))
  on conflict (id) do nothing
  returning state, item_id
), pair as (
  -- So that the shortage report can show what nobody ever had there. A row that stands is left alone: scans want it.
  insert into site_item (site_id, item_id, group_id, minimum, target)
  select $3, i.id, $2, i.default_minimum, i.default_target from made join item i on i.id = made.item_id
  on conflict do nothing
)
select known, waiting::int as waiting, (select state from made) as state from judged`,
};

/** The full hour before: when somebody stood at the door is nobody's business. */
export function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000);
}

export function daysLater(instant: Date, days: number): Date {
  return new Date(hourOf(instant).getTime() + days * 86_400_000);
}
