import type { BoardReply, BoardSiteReply } from '@shared/neighbours/public.contract';
import type { Id } from '@shared/words/id';
import { isSlug, type Slug } from '@shared/words/slug';
import type { Doorway } from '@api/platform/work';
import { openingHours } from '@api/sites/opening-hours.sql';
import { publicNeeds } from './public-needs.query';
import { publicPosition } from './public-site.query';

/** Sites on a board, and needs of each. */
const sitesAtMost = 500;
const needsOfSiteAtMost = 30;

export interface BoardOwner {
  readonly groupId: Id;
  readonly slug: Slug;
  readonly group: string;
  readonly timeZone: string;
}

/** Whose board an address is, also by one that it has left; null where there is none. */
export async function boardOwner({ tx }: Doorway, slug: string): Promise<BoardOwner | null> {
  if (!isSlug(slug)) return null;
  const rows = (await tx.query(ownerOfBoard, [slug])) as BoardOwner[];
  return rows[0] ?? null;
}

/** What a group shows of its public sites; from kept figures, which must be fresh. */
export async function board(doorway: Doorway, owner: BoardOwner): Promise<BoardReply> {
  const sites = (await doorway.tx.query(sitesOfBoard, [owner.groupId, sitesAtMost])) as (BoardSiteReply & {
    id: Id;
  })[];
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const needs = await publicNeeds(doorway, [...siteById.keys()], needsOfSiteAtMost);
  return {
    slug: owner.slug,
    group: owner.group,
    sites: sites.map(({ id: _, ...site }) => site),
    needs: needs.flatMap(({ siteId, ...need }) => {
      const site = siteById.get(siteId);
      return site ? [{ siteSlug: site.slug, site: site.name, ...need }] : [];
    }),
  };
}

const ownerOfBoard = /* sql */ `
select g.id as "groupId", now.slug, g.name as "group", g.time_zone as "timeZone"
from public_slug asked
join public_slug now on now.group_id = asked.group_id and now.site_id is null and now.is_current
join aid_group g on g.id = asked.group_id
left join public_group p on p.group_id = g.id
where asked.slug = $1 and asked.site_id is null and coalesce(p.has_board, true)
  and exists (select from public_site s join site t on t.id = s.site_id and t.closed_at is null
    where s.group_id = g.id and s.is_public)`;

const sitesOfBoard = /* sql */ `
select t.id, u.slug, t.name, t.kind, p.area, ${publicPosition('t', 'p')}, t.time_zone as "timeZone",
  ${openingHours('t.id')} as hours, p.hours_note as "hoursNote", t.refuses
from public_site p join site t on t.id = p.site_id and t.closed_at is null
join public_slug u on u.site_id = t.id and u.is_current
where p.group_id = $1 and p.is_public
order by plain_text(t.name) collate "C", t.id limit $2`;
