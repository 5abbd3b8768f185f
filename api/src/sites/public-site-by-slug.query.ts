import type { Id } from '@shared/words/id';
import { isSlug, type Slug } from '@shared/words/slug';
import { run } from '@api/platform/statement';
import type { Doorway } from '@api/platform/work';

/** A site that strangers may see, and what is needed to answer them. */
export interface PublicPlace {
  readonly siteId: Id;
  readonly groupId: Id;
  /** The one that holds; the one asked for may be one that was left. */
  readonly slug: Slug;
  /** Of the group: its calendar days are the days of every figure. */
  readonly timeZone: string;
  readonly keepDays: number;
}

/** The public site of an address, also by a slug that it has left; null for what is not there or not for strangers. */
export async function publicSiteBySlug(doorway: Doorway, slug: string): Promise<PublicPlace | null> {
  if (!isSlug(slug)) return null;
  return (await run<PublicPlace>(doorway, bySlug, [slug]))[0] ?? null;
}

const bySlug = {
  name: 'public-site-by-slug',
  text: /* sql */ `
select t.id as "siteId", t.group_id as "groupId", now.slug, g.time_zone as "timeZone",
  coalesce(pg.keep_days, 14) as "keepDays"
from public_slug asked
join public_slug now on now.site_id = asked.site_id and now.is_current
join public_site p on p.site_id = asked.site_id and p.is_public
join site t on t.id = p.site_id and t.closed_at is null
join aid_group g on g.id = t.group_id
left join public_group pg on pg.group_id = g.id
where asked.slug = $1`,
};
