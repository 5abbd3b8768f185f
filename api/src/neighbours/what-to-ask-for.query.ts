import type { PublicFormReply } from '@shared/neighbours/public.contract';
import type { Doorway } from '@api/platform/work';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';

/** What neighbours can ask for at a site: categories that it does not hide, each with what is asked for most. */
export async function whatToAskFor(
  { tx }: Doorway,
  place: PublicPlace,
): Promise<PublicFormReply['categories']> {
  return (await tx.query(categoriesOfSite, [place.groupId, place.siteId])) as PublicFormReply['categories'];
}

const categoriesOfSite = /* sql */ `
with thing as (
  select i.category_id, i.id, i.name, row_number() over (
    partition by i.category_id order by coalesce(s.distributed + s.missed, 0) desc, i.name collate "C", i.id) as at
  from item i left join site_item s on s.item_id = i.id and s.site_id = $2
  where i.group_id = $1 and i.archived_at is null
)
select c.id, c.name, jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.at) as items
from category c join thing t on t.category_id = c.id and t.at <= 40
where c.group_id = $1 and c.kind <> all ((select refuses from site where id = $2)::text[]) and not exists (
  select from public_signal h where h.site_id = $2 and h.kind = 'hidden' and h.category_id = c.id)
group by c.id, c.name order by plain_text(c.name) collate "C", c.id limit 60`;
