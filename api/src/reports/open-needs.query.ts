import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';

/** Neighbours who asked for an item at a site and whose ask is open. */
export interface OpenNeeds {
  readonly siteIds: readonly Id[];
  readonly itemIds: readonly Id[];
  readonly counts: readonly number[];
}

/** Pairs of which the report tells what neighbours ask for; those most asked for, if there are more. */
const pairsAtMost = 10_000;

/**
 * What neighbours ask for and a steward did not hide, by site and item, as of an instant: asked until then, not expired,
 * and neither met nor counted as a missed ask by then. Asks are deleted when they expire: of the past only what is still
 * there is told.
 */
export async function openNeeds(
  work: Work,
  filter: { readonly siteId: Id | null; readonly categoryId: Id | null; readonly asOf: Date | null },
): Promise<OpenNeeds> {
  const at = filter.asOf ?? work.now;
  const [row] = (await work.tx.query(
    /* sql */ `
    select coalesce(array_agg(site_id), '{}') as "siteIds", coalesce(array_agg(item_id), '{}') as "itemIds",
      coalesce(array_agg(asked), '{}') as counts
    from (
      select n.site_id, n.item_id, count(*)::int as asked
      from neighbour_need n join item i on i.id = n.item_id
      where n.group_id = $1 and n.expires_at > $2 and n.asked_at <= $2
        and (n.state = 'shown' or n.state in ('met', 'missed') and n.decided_at > $2)
        and ($3::uuid is null or n.site_id = $3) and ($4::uuid is null or i.category_id = $4)
      group by n.site_id, n.item_id order by 3 desc limit ${pairsAtMost}
    ) pair`,
    [work.member.groupId, at, filter.siteId, filter.categoryId],
  )) as OpenNeeds[];
  return row ?? { siteIds: [], itemIds: [], counts: [] };
}
