import { longestSlug, type Slug, slugOf } from '@shared/words/slug';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Doorway } from '@api/platform/work';

/** Whose address it is: a site's page, or the group's board where there is no site. */
export interface SlugOwner {
  readonly groupId: Id;
  readonly siteId: Id | null;
}

const mine = `group_id = $1 and site_id is not distinct from $2::uuid`;

export async function currentSlug(doorway: Doorway, owner: SlugOwner): Promise<Slug | null> {
  const rows = (await doorway.tx.query(`select slug from public_slug where ${mine} and is_current`, [
    owner.groupId,
    owner.siteId,
  ])) as { slug: Slug }[];
  return rows[0]?.slug ?? null;
}

/** The slug that holds, else one that the name suggests and nobody has. */
export async function slugFor(doorway: Doorway, owner: SlugOwner, name: string): Promise<Slug> {
  const current = await currentSlug(doorway, owner);
  if (current !== null) return current;
  const wanted = slugOf(name, owner.siteId === null ? 'group' : 'site');
  const rows = (await doorway.tx.query(
    `select slug from public_slug where slug = $1 or slug like $1 || '-%' and slug ~ ('^' || $1 || '-[0-9]+$')`,
    [wanted],
  )) as { slug: Slug }[];
  const taken = new Set(rows.map(({ slug }) => slug));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted.slice(0, longestSlug - 6)}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/**
 * Gives an owner a slug. The one before stays theirs and leads on to it.
 * @throws Problem `slug_taken` when it is, or was, somebody else's.
 */
export async function takeSlug(doorway: Doorway, owner: SlugOwner, slug: Slug): Promise<void> {
  const { tx } = doorway;
  const values = [owner.groupId, owner.siteId, slug];
  await tx.query(
    `update public_slug set is_current = false where ${mine} and is_current and slug <> $3`,
    values,
  );
  const [taken] = (await tx.query(
    /* sql */ `
    with made as (
      insert into public_slug (slug, group_id, site_id, is_current) values ($3, $1, $2, true)
      on conflict (slug) do update set is_current = true
        where public_slug.group_id = excluded.group_id and public_slug.site_id is not distinct from excluded.site_id
      returning slug
    )
    select count(*)::int as mine from made`,
    values,
  )) as { mine: number }[];
  if (taken?.mine !== 1) throw new Problem('slug_taken');
}
