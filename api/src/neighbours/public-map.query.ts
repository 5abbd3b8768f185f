import type { PublicMapSite } from '@shared/neighbours/public.contract';
import type { Id } from '@shared/words/id';
import type { Doorway } from '@api/platform/work';
import { isSignalled } from './public-needs.query';
import { publicPosition } from './public-site.query';

const sitesAtMost = 5_000;

/** All public sites of a group by name, at most 5,000, where strangers may know them to be, each with the worst of what it needs. */
export function publicMap({ tx }: Doorway, groupId: Id): Promise<PublicMapSite[]> {
  return tx.query(sitesOnPublicMap, [groupId, sitesAtMost]);
}

// Looks into the index of shortages for each site until something is found that its page would show.
const sitesOnPublicMap = /* sql */ `
select u.slug, t.name, t.kind, p.area, ${publicPosition('t', 'p')}, p.shows_place as "isExact",
  case worst.status when 0 then 'out' when 1 then 'low' else 'ok' end as status
from public_site p join site t on t.id = p.site_id and t.closed_at is null
join public_slug u on u.site_id = t.id and u.is_current
left join lateral (
  select s.status from site_item s join item i on i.id = s.item_id and i.archived_at is null
  where s.site_id = t.id and s.status < 2 and not ${isSignalled('t.id', 'i.category_id', 'i.id')}
  order by s.status limit 1
) worst on true
where p.group_id = $1 and p.is_public
order by plain_text(t.name) collate "C", t.id limit $2`;
