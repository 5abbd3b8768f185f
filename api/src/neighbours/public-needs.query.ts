import type { PublicNeedReply } from '@shared/neighbours/public.contract';
import type { Id } from '@shared/words/id';
import type { Doorway } from '@api/platform/work';
import { smallCount } from './small-count';

export interface NeedOfSite extends PublicNeedReply {
  readonly siteId: Id;
}

/**
 * What public sites need: what is out or low by their kept figures, which must be fresh, and what neighbours ask for.
 * Without what a site hides or asks not to be brought now. What there is none of comes first, then by how many asked.
 * @param most rows of one site.
 */
export async function publicNeeds(
  { tx, now }: Doorway,
  siteIds: readonly Id[],
  most: number,
): Promise<NeedOfSite[]> {
  const rows = (await tx.query(needsOfSites, [siteIds, now, most])) as (NeedOfSite & { asked: number })[];
  return rows.map((row) => ({ ...row, asked: smallCount(row.asked) }));
}

/** SQL that tells whether a site hides a category, or asks not to be brought it or its item now. */
export const isSignalled = (site: string, category: string, item: string) => /* sql */ `
  exists (select from public_signal g where g.site_id = ${site}
    and (g.category_id = ${category} and g.kind in ('hidden', 'not_now') or g.item_id = ${item}))`;

const needsOfSites = /* sql */ `
with open_need as materialized (
  select n.site_id, n.item_id, case when n.item_id is null then n.category_id end as category_id,
    case when num_nonnulls(n.item_id, n.category_id) = 0 then lower(n.words) end as key,
    min(n.words) as words, count(*)::int as asked
  from neighbour_need n
  where n.site_id = any($1::uuid[]) and n.state = 'shown' and n.expires_at > $2
  group by 1, 2, 3, 4
), pair as (
  select s.site_id, s.item_id from site_item s where s.site_id = any($1::uuid[]) and (s.status < 2 or s.missed > 0)
  union
  select n.site_id, n.item_id from open_need n where n.item_id is not null
), line as (
  select p.site_id, i.id as item_id, i.name, c.name as category, coalesce(n.asked, 0) as asked,
    case when coalesce(s.on_hand, 0) <= 0 then 0 when s.status = 1 then 1 else 2 end as rank,
    s.days_left, coalesce(s.missed, 0) as missed
  from pair p
  join item i on i.id = p.item_id and i.archived_at is null
  left join category c on c.id = i.category_id
  left join site_item s on s.site_id = p.site_id and s.item_id = p.item_id
  left join open_need n on n.site_id = p.site_id and n.item_id = p.item_id
  where not ${isSignalled('p.site_id', 'i.category_id', 'i.id')}
  union all
  select n.site_id, null, coalesce(c.name, n.words), c.name, n.asked, 2, null, 0
  from open_need n left join category c on c.id = n.category_id
  where n.item_id is null and not ${isSignalled('n.site_id', 'n.category_id', 'n.item_id')}
), ranked as (
  select *, row_number() over (
    partition by site_id order by rank, asked desc, days_left, missed desc, name collate "C", item_id) as at
  from line where rank < 2 or asked > 0
)
select site_id as "siteId", item_id as "itemId", name, category, asked,
  (array['out', 'low', 'asked'])[rank + 1] as state
from ranked where at <= $3 order by site_id, at`;
