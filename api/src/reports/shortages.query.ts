import {
  type ShortageReply,
  type ShortageStatus,
  shortageStatuses,
} from '@shared/reports/shortages.contract';
import type { Id } from '@shared/words/id';
import type { Work } from '@api/platform/work';
import { figureDays } from '@api/figures/figure-days';
import { figuresSql } from '@api/figures/figures.sql';
import { openNeeds, type OpenNeeds } from './open-needs.query';

/** Which pairs of site and item the report is about. */
export interface ShortagesFilter {
  readonly siteId: Id | null;
  readonly categoryId: Id | null;
  /** Null for the report's own choice: out, low, and whatever was asked for and not there. */
  readonly statuses: readonly ShortageStatus[] | null;
  /** Computes as of then, from the ledger; null for now, from the kept figures, which must be fresh. */
  readonly asOf: Date | null;
}

/** The report in its order, from `offset` on; at most `limit` rows. */
export async function shortages(
  work: Work,
  filter: ShortagesFilter,
  part: { readonly limit: number; readonly offset: number },
): Promise<ShortageReply[]> {
  const { text, values } = shortagesSql(work, filter, await openNeeds(work, filter));
  const limit = `limit $${values.length + 1}::int offset $${values.length + 2}::int`;
  return (await work.tx.query(`${text} ${limit}`, [...values, part.limit, part.offset])) as ShortageReply[];
}

/** The whole report as a query, in its order, with what neighbours ask for beside it. */
export function shortagesSql(
  work: Work,
  filter: ShortagesFilter,
  needs: OpenNeeds,
): { readonly text: string; readonly values: unknown[] } {
  return filter.asOf === null ? fromKept(work, filter, needs) : fromLedger(work, filter, filter.asOf, needs);
}

function fromKept(work: Work, filter: ShortagesFilter, needs: OpenNeeds) {
  const values: unknown[] = [work.member.groupId];
  const given = (value: unknown) => `$${values.push(value)}`;
  const isAsked = needs.siteIds.length > 0;
  const ofSite = [
    's.group_id = $1',
    ...(filter.siteId === null ? [] : [`s.site_id = ${given(filter.siteId)}::uuid`]),
  ];
  const ofItem = filter.categoryId === null ? [] : [`i.category_id = ${given(filter.categoryId)}::uuid`];
  const asked = isAsked ? askedTable(needs, given) : null;
  const rows = [...ofSite, ...listed(filter.statuses, isAsked)];
  // What neighbours alone ask for comes beside what the indexes of the report keep, which are read as ever.
  const source =
    asked && filter.statuses === null
      ? `(select s.* from site_item s where ${rows.join(' and ')} union all
          select s.* from ${asked} u (site_id, item_id, asked) join site_item s on s.site_id = u.site_id and s.item_id = u.item_id
          where ${[...ofSite, `not ${inReport}`].join(' and ')})`
      : 'site_item';
  const conditions = source === 'site_item' ? [...rows, ...ofItem] : ['true', ...ofItem];
  const text = /* sql */ `
    select ${columns(asked)}, s.needs_count_since is not null as "needsCount"
    from ${source} s ${names} ${withAsked(asked)}
    where ${conditions.join(' and ')}
    ${order}`;
  return { text, values };
}

/** What neighbours ask for as a table in a query: site_id, item_id, asked. */
function askedTable(needs: OpenNeeds, given: (value: unknown) => string): string {
  const [siteIds, itemIds, counts] = [needs.siteIds, needs.itemIds, needs.counts].map(given);
  return `unnest(${siteIds}::uuid[], ${itemIds}::uuid[], ${counts}::int[])`;
}

function withAsked(asked: string | null): string {
  if (asked === null) return '';
  return `left join ${asked} n (site_id, item_id, asked) on n.site_id = s.site_id and n.item_id = s.item_id`;
}

const inReport = '(s.status < 2 or s.missed > 0)';

/** What the report lists, said in the words of the indexes that keep it. */
function listed(statuses: readonly ShortageStatus[] | null, isAsked: boolean): string[] {
  if (statuses === null) return [inReport];
  const one = statusIn(statuses);
  if (statuses.every((status) => status === 'out' || status === 'low')) return [one, inReport];
  // A row may be left of a par level that was taken back.
  const there = `(s.first_moved_at is not null or s.target is not null
    or exists (select from missed_ask a where a.site_id = s.site_id and a.item_id = s.item_id)${isAsked ? ' or n.asked > 0' : ''})`;
  return [one, there];
}

function statusIn(statuses: readonly ShortageStatus[]): string {
  return `s.status in (${statuses.map((status) => shortageStatuses.indexOf(status)).join(', ')})`;
}

function fromLedger(work: Work, filter: ShortagesFilter, asOf: Date, needs: OpenNeeds) {
  const { groupId, timeZone } = work.member;
  const { today, readFrom } = figureDays(asOf, timeZone);
  const values: unknown[] = [groupId, timeZone, today, readFrom, filter.siteId, filter.categoryId, asOf];
  const asked = askedTable(needs, (value) => `$${values.push(value)}`);
  const inReportThen = `${inReport} or n.asked > 0`;
  const text = /* sql */ `
    with ${figuresSql('ledger')}
    select ${columns(asked)}, coalesce(p.needs_count_since <= $7, false) as "needsCount"
    from figures s ${names}
    left join site_item p on p.site_id = s.site_id and p.item_id = s.item_id ${withAsked(asked)}
    where ${filter.statuses === null ? inReportThen : statusIn(filter.statuses)}
    ${order}`;
  return { text, values };
}

const names = /* sql */ `
  join site t on t.id = s.site_id and t.kind <> 'in_transit' and t.closed_at is null
  join item i on i.id = s.item_id and i.archived_at is null`;

const columns = (asked: string | null) => /* sql */ `
  s.site_id as "siteId", t.name as "siteName", s.item_id as "itemId", i.name as "itemName", i.unit,
  i.category_id as "categoryId", (array['out', 'low', 'ok', 'surplus'])[s.status + 1] as status,
  s.on_hand::float8 as "onHand", s.incoming::float8 as incoming, s.minimum::float8 as minimum, s.target::float8 as target,
  s.gap::float8 as gap, s.distributed::float8 as distributed, s.missed::float8 as missed,
  ${asked === null ? '0' : 'coalesce(n.asked, 0)'} as "openNeeds", s.days_out as "daysOut",
  s.window_days as "windowDays", s.daily_demand as "dailyDemand", s.days_left as "daysLeft"`;

const order = /* sql */ `
  order by s.status, s.days_left, s.missed desc, s.gap desc, i.name collate "C", s.item_id, s.site_id`;
