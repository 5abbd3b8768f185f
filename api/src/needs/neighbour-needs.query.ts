import type { NeedReply, NeedState, SuggestedItem } from '@shared/needs/neighbours.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { matchNeeds } from '@api/catalog/match-need.query';
import { type PageRequest, pageOf } from '@api/platform/page';
import type { Work } from '@api/platform/work';

/** What makes asks the same need, beside their site and state: the item, else the category, else the words. */
export const needKey = (n: string) =>
  `coalesce(${n}.item_id::text, ${n}.category_id::text, lower(${n}.words))`;

export interface NeedsFilter {
  readonly siteId: Id | null;
  readonly states: readonly NeedState[];
  /** Only the need that this ask is part of. */
  readonly withId?: Id;
}

/** Needs of the group that did not expire, by how lately somebody asked, then by how many. */
export async function neighbourNeeds(
  work: Work,
  filter: NeedsFilter,
  page: PageRequest,
): Promise<Page<NeedReply>> {
  const rows = (await work.tx.query(
    /* sql */ `
    with need as (
      select n.site_id, n.state, n.item_id, case when n.item_id is null then n.category_id end as category_id,
        min(n.words) as words, max(n.doubt) as doubt, count(*)::int as asked,
        min(n.asked_at) as first_asked_at, max(n.asked_at) as last_asked_at, max(n.expires_at) as expires_at,
        (array_agg(n.id order by n.asked_at, n.id))[1] as id, bool_or(n.id = $7::uuid) as is_wanted
      from neighbour_need n
      where n.group_id = $1 and n.state = any($3::text[]) and n.expires_at > $4
        and ($2::uuid is null or n.site_id = $2)
      group by n.site_id, n.state, n.item_id, case when n.item_id is null then n.category_id end, ${needKey('n')}
    )
    select n.id, n.site_id as "siteId", t.name as "siteName", n.item_id as "itemId", i.name as "itemName",
      n.category_id as "categoryId", c.name as "categoryName", n.words as text, n.state, n.doubt, n.asked,
      n.first_asked_at as "firstAskedAt", n.last_asked_at as "lastAskedAt", n.expires_at as "expiresAt"
    from need n join site t on t.id = n.site_id
    left join item i on i.id = n.item_id left join category c on c.id = n.category_id
    where $7::uuid is null or n.is_wanted
    order by n.last_asked_at desc, n.asked desc, n.id limit $5 offset $6`,
    [
      ...[work.member.groupId, filter.siteId, filter.states, work.now, page.limit + 1, page.offset],
      filter.withId ?? null,
    ],
  )) as Row[];
  const suggestions = await suggestionsFor(work, rows);
  return pageOf(
    rows.map((row) => ({
      ...row,
      suggestions: suggestions.get(row.id) ?? [],
      firstAskedAt: row.firstAskedAt.toISOString(),
      lastAskedAt: row.lastAskedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
    page,
  );
}

const suggestedAtMost = 3;
/** Needs of a page that are compared with the catalogue: the first ones, which are decided about first. */
const comparedAtMost = 25;

/** The items that needs in words may mean, by need: for those that nobody said the item of. */
async function suggestionsFor(work: Work, rows: readonly Row[]): Promise<Map<Id, SuggestedItem[]>> {
  const inWords = rows
    .flatMap(({ id, itemId, text, doubt }) =>
      itemId === null && text !== null && doubt !== 'link' ? [{ id, text }] : [],
    )
    .slice(0, comparedAtMost);
  const matches = await matchNeeds(
    work,
    inWords.map(({ text }) => text),
  );
  return new Map(
    inWords.map(({ id }, n) => [
      id,
      (matches[n] ?? []).slice(0, suggestedAtMost).map(({ itemId, itemName }) => ({ itemId, itemName })),
    ]),
  );
}

type Instants = 'firstAskedAt' | 'lastAskedAt' | 'expiresAt';
type Row = Omit<NeedReply, Instants | 'suggestions'> & Record<Instants, Date>;
