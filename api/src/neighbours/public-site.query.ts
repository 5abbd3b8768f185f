import type { PublicSiteReply } from '@shared/neighbours/public.contract';
import type { ReportKind } from '@shared/needs/neighbours.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Doorway } from '@api/platform/work';
import { openingHours } from '@api/sites/opening-hours.sql';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';
import { publicNeeds } from './public-needs.query';

/** Needs on the page of one site; the board has all. */
const needsAtMost = 12;
/** Days after which what was seen says nothing any more. */
const sightDays = 14;

/**
 * What strangers may see of a site: exactly the fields of the reply, each chosen here. From kept figures, which must be
 * fresh. Of movements only the time of the last that brought something, of visits only how it looked.
 */
export async function publicSite(
  doorway: Doorway,
  place: PublicPlace,
  isTooWarm: boolean | null,
): Promise<PublicSiteReply> {
  const { tx, now } = doorway;
  const [about] = (await tx.query(aboutSite, [place.siteId])) as About[];
  if (!about) throw new Error('A public site has no row.');
  const [seen] = (await tx.query(lastSight, [place.siteId, now, sightDays])) as Sight[];
  const [came] = (await tx.query(lastRestock, [place.siteId, now])) as { at: Date }[];
  const reports = (await tx.query(lastReports, [place.siteId, now])) as { kind: ReportKind; at: Date }[];
  const needs = await publicNeeds(doorway, [place.siteId], needsAtMost);
  const sinceSight = reports.filter(({ at }) => !seen || at.getTime() + 3_600_000 > seen.at.getTime());
  return {
    slug: place.slug,
    ...about,
    restockedAt: came ? quarterOf(came.at) : null,
    seen: seen ? { at: quarterOf(seen.at), fullness: seen.fullness, condition: seen.condition } : null,
    reports: sinceSight.map(({ kind, at }) => ({ kind, reportedAt: at.toISOString() })),
    isTooWarm,
    here: (await tx.query(whatIsHere, [place.siteId])) as PublicSiteReply['here'],
    needed: needs.map(({ siteId: _, ...need }) => need),
    nearest: (await tx.query(nearestSites, [place.siteId])) as PublicSiteReply['nearest'],
  };
}

type About = Omit<
  PublicSiteReply,
  'slug' | 'restockedAt' | 'seen' | 'reports' | 'isTooWarm' | 'here' | 'needed' | 'nearest'
>;
type Sight = { at: Date } & Pick<NonNullable<PublicSiteReply['seen']>, 'fullness' | 'condition'>;

/** What the poster of a site says: the same, whether it is public yet or not. */
export async function posterSite({ tx }: Doorway, siteId: Id): Promise<About> {
  const [about] = (await tx.query(aboutSite, [siteId])) as About[];
  if (!about) throw new Problem('not_found');
  return about;
}

/** The quarter of an hour before: when exactly a steward stood there is nobody's business. */
function quarterOf(at: Date): string {
  return new Date(Math.floor(at.getTime() / 900_000) * 900_000).toISOString();
}

/** Where a site is, as strangers may know it. */
export const publicPosition = (t: string, p: string) => /* sql */ `
  case when ${p}.shows_place then ${t}.address end as address,
  case when ${p}.shows_place then ${t}.latitude else round(${t}.latitude::numeric, 2)::float8 end as latitude,
  case when ${p}.shows_place then ${t}.longitude else round(${t}.longitude::numeric, 2)::float8 end as longitude`;

const namesOf = (kind: string) => /* sql */ `
  coalesce((select jsonb_agg(coalesce(c.name, i.name) order by coalesce(c.name, i.name) collate "C")
    from public_signal g left join category c on c.id = g.category_id left join item i on i.id = g.item_id
    where g.site_id = t.id and g.kind = '${kind}'
      and not exists (select from public_signal h where h.site_id = t.id and h.kind = 'hidden'
        and h.category_id = coalesce(g.category_id, i.category_id))), '[]')`;

const aboutSite = /* sql */ `
select t.name, t.kind, g.name as "group", b.slug as "boardSlug", t.time_zone as "timeZone", p.area,
  ${publicPosition('t', 'p')}, ${openingHours('t.id')} as hours, p.hours_note as "hoursNote",
  ${namesOf('welcome')} as accepts, p.accepts_note as "acceptsNote", t.refuses, ${namesOf('not_now')} as "notNow",
  p.help_note as "helpNote"
from site t join aid_group g on g.id = t.group_id
left join public_site p on p.site_id = t.id
left join public_group pg on pg.group_id = g.id
left join public_slug b on b.group_id = g.id and b.site_id is null and b.is_current and coalesce(pg.has_board, true)
where t.id = $1`;

const lastSight = /* sql */ `
select v.occurred_at as at, v.fullness, v.condition from visit v
where v.site_id = $1 and v.occurred_at <= $2 and v.occurred_at > $2 - make_interval(days => $3)
  and v.reversed_at is null and num_nonnulls(v.fullness, v.condition) > 0
order by v.occurred_at desc, v.id desc limit 1`;

const lastRestock = /* sql */ `
select m.occurred_at as at from movement m
where m.to_site_id = $1 and m.occurred_at <= $2 and m.reason in ('donation', 'transfer') and m.reverses_id is null
  and not exists (select from movement r where r.reverses_id = m.id)
order by m.occurred_at desc, m.id desc limit 1`;

/** The last of each kind within two days that nobody saw to. */
const lastReports = /* sql */ `
select r.kind, max(r.reported_at) as at from neighbour_report r
where r.site_id = $1 and r.state = 'new' and r.expires_at > $2 and r.reported_at > $2 - interval '48 hours'
group by r.kind order by 2 desc, 1`;

const whatIsHere = /* sql */ `
select category, (array_agg(name order by on_hand desc, name collate "C"))[1:6] as items,
  greatest(0, count(*) - 6)::int as more
from (
  select c.name as category, i.name, s.on_hand / case i.unit when 'each' then 1 else 1000 end as on_hand
  from site_item s join item i on i.id = s.item_id and i.archived_at is null
  left join category c on c.id = i.category_id
  where s.site_id = $1 and s.on_hand > 0 and not exists (
    select from public_signal h where h.site_id = s.site_id and h.kind = 'hidden' and h.category_id = i.category_id)
) thing
group by category order by count(*) desc, category limit 12`;

/** Great-circle distance by the haversine of what strangers may know of both places: no circle leads to a hidden door. */
const nearestSites = /* sql */ `
with place as (
  select t.id, u.slug, t.name, t.kind, p.area, ${publicPosition('t', 'p')}
  from public_site p join site t on t.id = p.site_id and t.closed_at is null
  join public_slug u on u.site_id = t.id and u.is_current
  where p.is_public and t.latitude is not null
)
select o.slug, o.name, o.kind, o.area, round((12742 * asin(sqrt(least(1,
    sin(radians(o.latitude - t.latitude) / 2) ^ 2
    + cos(radians(t.latitude)) * cos(radians(o.latitude)) * sin(radians(o.longitude - t.longitude) / 2) ^ 2
  ))))::numeric, 1)::float8 as kilometres
from place t join place o on o.id <> t.id
where t.id = $1
order by 5, o.slug limit 3`;
