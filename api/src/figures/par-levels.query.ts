import type { ListedParLevelReply } from '@shared/figures/par-levels.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';

/**
 * The par levels that people set, by item name: those of sites, the defaults of every site, and those of the group.
 * @param siteId only those that hold at this site: its own, and the defaults where it has none.
 */
export async function parLevels(
  work: Work,
  siteId: Id | null,
  page: PageRequest,
): Promise<Page<ListedParLevelReply>> {
  const rows = (await work.tx.query(
    /* sql */ `
    select p.site_id as "siteId", p.item_id as "itemId", i.name as "itemName", i.unit, p.holds_for as "holdsFor",
      p.minimum::float8 as minimum, p.target::float8 as target
    from (
      select site_id, item_id, own_minimum as minimum, own_target as target, 'site' as holds_for
      from site_item where group_id = $1 and own_minimum is not null and ($2::uuid is null or site_id = $2)
      union all
      select null, i.id, i.default_minimum, i.default_target, 'every_site' from item i
      where i.group_id = $1 and i.default_minimum is not null and not exists (
        select from site_item s where s.site_id = $2 and s.item_id = i.id and s.own_minimum is not null)
      union all
      select null, item_id, minimum, target, 'group' from group_par_level where group_id = $1 and $2::uuid is null
    ) p
    join item i on i.id = p.item_id
    order by i.name collate "C", i.id, p.holds_for, p.site_id
    limit $3 + 1 offset $4`,
    [work.member.groupId, siteId, page.limit, page.offset],
  )) as ListedParLevelReply[];
  return pageOf(rows, page);
}
