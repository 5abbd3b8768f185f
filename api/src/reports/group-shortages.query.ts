import {
  type GroupShortageReply,
  type ShortageStatus,
  shortageStatuses,
} from '@shared/reports/shortages.contract';
import type { Id } from '@shared/words/id';
import type { PageRequest } from '@api/platform/page';
import type { Work } from '@api/platform/work';

/**
 * Items with a par level for the group as a whole, compared once with the sum over its open sites. From the kept
 * figures, which must be fresh; in the order of the shortage report.
 * @param statuses null for out, low, and whatever was asked for and not there.
 */
export async function groupShortages(
  work: Work,
  categoryId: Id | null,
  statuses: readonly ShortageStatus[] | null,
  page: PageRequest,
): Promise<GroupShortageReply[]> {
  return (await work.tx.query(
    /* sql */ `
    with total as (
      select g.item_id, i.name, i.unit, i.category_id, g.minimum, g.target,
        coalesce(sum(s.on_hand), 0) as on_hand, coalesce(sum(s.incoming), 0) as incoming,
        coalesce(sum(s.distributed), 0) as distributed, coalesce(sum(s.missed), 0) as missed,
        coalesce(sum(s.daily_demand::numeric), 0) as daily_demand
      from group_par_level g
      join item i on i.id = g.item_id and i.archived_at is null
      left join (
        site_item s join site t on t.id = s.site_id and t.kind <> 'in_transit' and t.closed_at is null
      ) on s.item_id = g.item_id
      where g.group_id = $1 and ($2::uuid is null or i.category_id = $2)
      group by g.item_id, i.id
    ), judged as (
      select *,
        case
          when on_hand <= 0 and (target > 0 or missed > 0) then 0
          when on_hand + incoming < minimum then 1
          when on_hand - target > daily_demand * 28 then 3
          else 2
        end as status,
        greatest(0, target - on_hand - incoming) as gap,
        round(greatest(on_hand, 0)::numeric(40, 20) / nullif(daily_demand, 0), 6) as days_left
      from total
    )
    select item_id as "itemId", name as "itemName", unit, category_id as "categoryId",
      (array['out', 'low', 'ok', 'surplus'])[status + 1] as status, on_hand::float8 as "onHand",
      incoming::float8 as incoming, minimum::float8 as minimum, target::float8 as target, gap::float8 as gap,
      distributed::float8 as distributed, missed::float8 as missed, daily_demand::float8 as "dailyDemand",
      days_left::float8 as "daysLeft"
    from judged
    where case when $3::int[] is null then status < 2 or missed > 0 else status = any($3) end
    order by judged.status, days_left, judged.missed desc, judged.gap desc, name collate "C", item_id
    limit $4::int + 1 offset $5`,
    [
      work.member.groupId,
      categoryId,
      statuses?.map((status) => shortageStatuses.indexOf(status)) ?? null,
      page.limit,
      page.offset,
    ],
  )) as GroupShortageReply[];
}
