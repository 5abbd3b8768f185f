import type { PublicSiteSettingsReply, SetPublicSite } from '@shared/sites/public-site.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';
import { openingHours } from './opening-hours.sql';
import { slugFor, takeSlug } from './public-slug';
import { siteById } from './sites.queries';

/** What strangers see of a site; of one that nobody has set, what they would see: nothing, with a slug to begin with. */
export async function publicSiteSettings(work: Work, siteId: Id): Promise<PublicSiteSettingsReply> {
  const site = await siteById(work, siteId);
  const slug = await slugFor(work, { groupId: work.member.groupId, siteId }, site.name);
  const [row] = (await work.tx.query(settings, [siteId, work.member.groupId])) as Settings[];
  return {
    ...{ siteId, slug, isPublic: false, showsPlace: false, area: null, hours: [], hoursNote: null },
    ...{ acceptsNote: null, helpNote: null, languages: ['en'] },
    ...{ welcomeCategoryIds: [], notNowCategoryIds: [], notNowItems: [], hiddenCategoryIds: [] },
    ...row,
  };
}

type Settings = Omit<PublicSiteSettingsReply, 'siteId' | 'slug'>;

const settings = /* sql */ `
select p.is_public as "isPublic", p.shows_place as "showsPlace", p.area, ${openingHours('p.site_id')} as hours, p.hours_note as "hoursNote",
  p.accepts_note as "acceptsNote", p.help_note as "helpNote", p.languages,
  coalesce((select jsonb_agg(g.category_id order by g.category_id) from public_signal g
    where g.site_id = p.site_id and g.kind = 'welcome'), '[]') as "welcomeCategoryIds",
  coalesce((select jsonb_agg(g.category_id order by g.category_id) from public_signal g
    where g.site_id = p.site_id and g.kind = 'not_now' and g.category_id is not null), '[]') as "notNowCategoryIds",
  coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.name, i.id)
    from public_signal g join item i on i.id = g.item_id where g.site_id = p.site_id), '[]') as "notNowItems",
  coalesce((select jsonb_agg(g.category_id order by g.category_id) from public_signal g
    where g.site_id = p.site_id and g.kind = 'hidden'), '[]') as "hiddenCategoryIds"
from public_site p where p.site_id = $1 and p.group_id = $2`;

/**
 * Says what strangers see of a site.
 * @throws Problem `not_found`, `slug_taken`, `invalid` for hours that end before they begin or what is not the group's.
 */
export async function setPublicSite(
  work: Work,
  siteId: Id,
  request: SetPublicSite,
): Promise<PublicSiteSettingsReply> {
  await siteById(work, siteId);
  // Two changes at once are two changes. Scans, which only name the site, go on.
  await work.tx.query('select from site where id = $1 for no key update', [siteId]);
  request.hours.forEach(({ opens, closes }, at) => {
    if (closes > opens) return;
    const message = 'A site closes later than it opens.';
    throw new Problem('invalid', undefined, [{ path: `hours[${at}].closes`, code: 'before_opens', message }]);
  });
  const { groupId } = work.member;
  await takeSlug(work, { groupId, siteId }, request.slug);
  await work.tx.query(
    /* sql */ `
    insert into public_site (site_id, group_id, is_public, shows_place, area, hours_note, accepts_note, help_note, languages)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (site_id) do update set is_public = excluded.is_public, shows_place = excluded.shows_place,
      area = excluded.area, hours_note = excluded.hours_note,
      accepts_note = excluded.accepts_note, help_note = excluded.help_note, languages = excluded.languages`,
    [
      ...[siteId, groupId, request.isPublic, request.showsPlace, request.area?.trim() ?? null],
      ...[request.hoursNote?.trim() ?? null, request.acceptsNote?.trim() ?? null],
      ...[request.helpNote?.trim() ?? null, request.languages.length > 0 ? request.languages : ['en']],
    ],
  );
  await setHours(work, siteId, request);
  await setSignals(work, siteId, request);
  return publicSiteSettings(work, siteId);
}

async function setHours(work: Work, siteId: Id, { hours }: SetPublicSite): Promise<void> {
  await work.tx.query('delete from public_hours where site_id = $1', [siteId]);
  await work.tx.query(
    /* sql */ `
    insert into public_hours (site_id, weekday, opens, closes)
    select $1, weekday, min(opens), max(closes)
    from unnest($2::int[], $3::int[], $4::int[]) as span (weekday, opens, closes)
    group by weekday, opens`,
    [
      siteId,
      hours.map(({ weekday }) => weekday),
      hours.map(({ opens }) => minutesOf(opens)),
      hours.map(({ closes }) => minutesOf(closes)),
    ],
  );
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

async function setSignals(work: Work, siteId: Id, request: SetPublicSite): Promise<void> {
  const lists = [
    { path: 'welcomeCategoryIds', kind: 'welcome', of: 'category', ids: request.welcomeCategoryIds },
    { path: 'notNowCategoryIds', kind: 'not_now', of: 'category', ids: request.notNowCategoryIds },
    { path: 'notNowItemIds', kind: 'not_now', of: 'item', ids: request.notNowItemIds },
    { path: 'hiddenCategoryIds', kind: 'hidden', of: 'category', ids: request.hiddenCategoryIds },
  ] as const;
  await work.tx.query('delete from public_signal where site_id = $1', [siteId]);
  for (const { path, kind, of, ids } of lists) {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const [{ kept } = { kept: 0 }] = (await work.tx.query(
      /* sql */ `
      with made as (
        insert into public_signal (site_id, group_id, kind, ${of}_id)
        select $1, $2, $3, t.id from ${of} t where t.group_id = $2 and t.id = any($4::uuid[])
        returning 1
      ) select count(*)::int as kept from made`,
      [siteId, work.member.groupId, kind, wanted],
    )) as { kept: number }[];
    if (kept === wanted.length) continue;
    const message = `${path} must be ${of === 'item' ? 'items' : 'categories'} of the group.`;
    throw new Problem('invalid', undefined, [{ path, code: 'unknown', message }]);
  }
}
