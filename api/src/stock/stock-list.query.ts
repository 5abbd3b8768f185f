import type { StockReply } from '@shared/stock/stock.contract';
import { type Day, dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { cursorOf, idShape, readCursor } from '@api/platform/cursor';
import { ensureKnown } from '@api/platform/ensure-known';
import type { JsonText } from '@api/platform/json-text';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** Which stock is asked for. */
export interface StockFilter {
  readonly siteId?: Id;
  readonly itemId?: Id;
  readonly categoryId?: Id;
  /** Words of the item's name, family or variant; small typing errors do no harm. */
  readonly q?: string;
  /** Only what is known to need a count, or only the rest. */
  readonly needsCount?: boolean;
  /** Rows, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * Stock by item name, item and site, of every pair that has goods, a movement or a par level. Figures are computed from the levels at the moment of reading.
 */
export async function stockList(work: Work, filter: StockFilter): Promise<JsonText<Page<StockReply>>> {
  const { statement, values } = stockStatement(work.member.groupId, today(work), filter);
  const rows = await run<{ reply: string; last: string | null }>(work, statement, values);
  const row = rows[0] as (typeof rows)[number];
  if (row.reply === '[]') await ensureKnown(work, filter);
  const next = row.last === null ? 'null' : JSON.stringify(cursorOf(row.last.split(' ')));
  return `{"data":${row.reply},"nextCursor":${next}}`;
}

function today(work: Work): Day {
  return dayOf(work.now, work.member.timeZone);
}

/** The query behind the list, for the filters that are given: one row with the `reply` and the place of its `last` row. */
export function stockStatement(
  groupId: Id,
  day: Day,
  filter: StockFilter,
): { statement: Statement; values: unknown[] } {
  const values: unknown[] = [groupId, day];
  const given = (value: unknown) => `$${values.push(value)}`;
  let name = 'stock-list';
  const conditions: string[] = [];
  const when = (part: string, condition: string) => {
    name += `-${part}`;
    conditions.push(condition);
  };
  if (filter.siteId) when('site', `p.site_id = ${given(filter.siteId)}::uuid`);
  if (filter.itemId) when('item', `p.item_id = ${given(filter.itemId)}::uuid`);
  if (filter.categoryId) when('category', `i.category_id = ${given(filter.categoryId)}::uuid`);
  if (filter.q !== undefined) {
    const q = given(filter.q);
    const anywhere = `'%' || regexp_replace(plain_text(${q}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
    when('q', `(i.search like ${anywhere} or plain_text(${q}) <% i.search)`);
  }
  if (filter.needsCount === true) when('count', 'p.needs_count_since is not null');
  if (filter.needsCount === false) when('no-count', 'p.needs_count_since is null');
  if (filter.cursor !== undefined) {
    const [itemId, siteId] = readCursor(filter.cursor, [idShape, idShape]).map((id) => given(id));
    const itemName = `(select name from item where group_id = $1 and id = ${itemId}::uuid)`;
    when(
      'after',
      `(i.name collate "C", i.id) >= (${itemName} collate "C", ${itemId}::uuid)
        and (i.name collate "C", i.id, p.site_id) > (${itemName} collate "C", ${itemId}::uuid, ${siteId}::uuid)`,
    );
  }
  const limit = `${given(filter.limit + 1)}::int`;
  const text = page(conditions.map((condition) => `and ${condition}`).join('\n    '), limit);
  return { statement: { name, text }, values };
}

/**
 * Goods handed out without naming a lot (`missing`) are taken off the lots that are not on hold, earliest date first,
 * each down to 0; `taken` is what that is for one lot. What no lot can cover stays on the lot-less level.
 */
const lots = /* sql */ `
  select
    json_agg(json_build_object('lotId', lot_id, 'code', code, 'useBy', use_by, 'bestBy', best_by, 'onHand', level - taken,
      'onHold', on_hold, 'estimated', taken > 0) order by place) as shown,
    sum(level - taken) filter (where not on_hold and coalesce(use_by >= $2::date, true)) as fit,
    sum(taken) as taken
  from (
    select *, case when on_hold or level < 0 then 0
      else least(level, greatest(0, missing - sum(covering) over (order by place) + covering)) end as taken
    from (
      select v.lot_id, l.code, l.use_by, l.best_by, l.hold_kind is not null as on_hold, v.level,
        case when l.hold_kind is null then greatest(v.level, 0) else 0 end as covering,
        greatest(-f.lotless_level, 0) as missing,
        row_number() over (order by coalesce(l.use_by, l.best_by), v.lot_id) as place
      from lot_level v join lot l on l.id = v.lot_id
      where v.site_id = f.site_id and v.item_id = f.item_id and v.level <> 0
    ) dated
  ) estimated`;

const page = (conditions: string, limit: string) => /* sql */ `
with found as materialized (
  select *, row_number() over (order by item_name collate "C", item_id, site_id) as n from (
  select p.site_id, p.item_id, p.level, p.lotless_level, p.needs_count_since is not null as needs_count,
    coalesce(p.own_minimum, i.default_minimum) as minimum, coalesce(p.own_target, i.default_target) as target,
    i.name as item_name, i.unit, i.category_id, t.name as site_name
  from item i join site_item p on p.item_id = i.id join site t on t.id = p.site_id
  where i.group_id = $1 and p.group_id = $1 and t.kind <> 'in_transit'
    and (p.level <> 0 or (t.closed_at is null and i.archived_at is null
      and (p.first_moved_at is not null or p.own_minimum is not null or i.default_minimum is not null)))
    ${conditions}
  order by i.name collate "C", i.id, p.site_id
  limit ${limit}
  ) first_rows
), replies as (
  select f.n, json_build_object('siteId', f.site_id, 'siteName', f.site_name, 'itemId', f.item_id, 'itemName', f.item_name,
    'unit', f.unit, 'categoryId', f.category_id, 'onHand', f.level,
    'available', coalesce(l.fit, 0) + f.lotless_level + coalesce(l.taken, 0),
    'lots', case
      when f.lotless_level + coalesce(l.taken, 0) = 0 then coalesce(l.shown::jsonb, '[]')
      else coalesce(l.shown::jsonb, '[]') || jsonb_build_object('lotId', null, 'code', null, 'useBy', null, 'bestBy', null,
        'onHand', f.lotless_level + coalesce(l.taken, 0), 'onHold', false, 'estimated', false) end,
    'minimum', f.minimum, 'target', f.target, 'needsCount', f.needs_count) as reply
  from found f left join lateral (${lots}) l on true
  where f.n < ${limit}
)
select coalesce((select json_agg(reply order by n) from replies), '[]'::json)::text as reply,
  (
    select f.item_id || ' ' || f.site_id from found f
    where f.n = ${limit} - 1 and exists (select from found more where more.n = ${limit})
  ) as last`;
