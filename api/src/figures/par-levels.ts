import type { ParLevelReply, SetParLevel } from '@shared/figures/par-levels.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';

/**
 * Sets how much a site should have of an item. It goes before the group's default.
 * @throws Problem `invalid` for a target below the minimum; `not_found`.
 */
export async function setSiteParLevel(
  work: Work,
  siteId: Id,
  itemId: Id,
  level: SetParLevel,
): Promise<ParLevelReply> {
  ensureOrder(level);
  await ensureSite(work, siteId);
  await ensureItem(work, itemId);
  await work.tx.query(
    /* sql */ `
    insert into site_item (site_id, item_id, group_id, own_minimum, own_target, minimum, target)
    values ($2, $3, $1, $4, $5, $4, $5)
    on conflict (site_id, item_id) do update set
      own_minimum = excluded.own_minimum, own_target = excluded.own_target,
      minimum = excluded.minimum, target = excluded.target, stale = true`,
    [work.member.groupId, siteId, itemId, level.minimum, level.target],
  );
  return { siteId, itemId, minimum: level.minimum, target: level.target };
}

/** Takes a site's own par level back: the group's default holds again, where there is one. */
export async function clearSiteParLevel(work: Work, siteId: Id, itemId: Id): Promise<void> {
  await ensureSite(work, siteId);
  await ensureItem(work, itemId, true);
  await work.tx.query(
    /* sql */ `
    update site_item s set own_minimum = null, own_target = null, minimum = i.default_minimum, target = i.default_target,
      stale = true
    from item i where i.id = s.item_id and s.site_id = $1 and s.item_id = $2 and s.own_minimum is not null`,
    [siteId, itemId],
  );
}

/**
 * Sets how much every site of the group should have of an item, sites made later too; a site's own goes before it.
 * @throws Problem `invalid` for a target below the minimum; `not_found`.
 */
export async function setDefaultParLevel(work: Work, itemId: Id, level: SetParLevel): Promise<ParLevelReply> {
  ensureOrder(level);
  await writeDefault(work, itemId, level);
  return { siteId: null, itemId, minimum: level.minimum, target: level.target };
}

export async function clearDefaultParLevel(work: Work, itemId: Id): Promise<void> {
  await writeDefault(work, itemId, null);
}

async function writeDefault(work: Work, itemId: Id, level: SetParLevel | null): Promise<void> {
  await ensureItem(work, itemId, true);
  const values = [work.member.groupId, itemId, level?.minimum ?? null, level?.target ?? null];
  await work.tx.query(
    'update item set default_minimum = $3, default_target = $4 where group_id = $1 and id = $2',
    values,
  );
  await work.tx.query(
    /* sql */ `
    insert into site_item as s (site_id, item_id, group_id, minimum, target)
    select t.id, $2, $1, $3, $4 from site t
    where t.group_id = $1 and t.kind <> 'in_transit'
      and ($3::bigint is not null or exists (select from site_item known where known.site_id = t.id and known.item_id = $2))
    order by t.id
    on conflict (site_id, item_id) do update set minimum = excluded.minimum, target = excluded.target, stale = true
    where s.own_minimum is null`,
    values,
  );
}

/**
 * Gives a site the par levels that hold at every site of the group. For whoever makes a site, in the same transaction.
 * Repeating it changes nothing.
 */
export async function applyDefaultParLevels(work: Work, siteId: Id): Promise<void> {
  await work.tx.query(
    /* sql */ `
    with par as (
      -- Locked, so that a default set at this moment either is seen here or sees the site.
      select id, default_minimum, default_target from item
      where group_id = $1 and default_target is not null order by id for share
    )
    insert into site_item as s (site_id, item_id, group_id, minimum, target)
    select $2, id, $1, default_minimum, default_target from par order by id
    on conflict (site_id, item_id) do update set minimum = excluded.minimum, target = excluded.target, stale = true
    where s.own_minimum is null and s.target is distinct from excluded.target`,
    [work.member.groupId, siteId],
  );
}

/** Sets how much the group should have of an item over all of its sites together. */
export async function setGroupParLevel(work: Work, itemId: Id, level: SetParLevel): Promise<ParLevelReply> {
  ensureOrder(level);
  await ensureItem(work, itemId);
  await work.tx.query(
    /* sql */ `
    insert into group_par_level (group_id, item_id, minimum, target) values ($1, $2, $3, $4)
    on conflict (item_id) do update set minimum = excluded.minimum, target = excluded.target`,
    [work.member.groupId, itemId, level.minimum, level.target],
  );
  return { siteId: null, itemId, minimum: level.minimum, target: level.target };
}

export async function clearGroupParLevel(work: Work, itemId: Id): Promise<void> {
  await ensureItem(work, itemId);
  await work.tx.query('delete from group_par_level where group_id = $1 and item_id = $2', [
    work.member.groupId,
    itemId,
  ]);
}

function ensureOrder(level: SetParLevel): void {
  if (level.target >= level.minimum) return;
  const message = 'target must not be below minimum.';
  throw new Problem('invalid', undefined, [{ path: 'target', code: 'below_minimum', message }]);
}

/** Makes sure that a site is one of the group's, where goods can be. @throws Problem `not_found` */
export async function ensureSite(work: Work, siteId: Id): Promise<void> {
  const found = (await work.tx.query(
    `select 1 from site where group_id = $1 and id = $2 and kind <> 'in_transit'`,
    [work.member.groupId, siteId],
  )) as unknown[];
  if (found.length === 0) throw new Problem('not_found', 'There is no site with this id.');
}

/**
 * Makes sure that an item is one of the group's.
 * @param locked waits for whoever changes its default par level, and lets nobody else.
 * @throws Problem `not_found`
 */
export async function ensureItem(work: Work, itemId: Id, locked = false): Promise<void> {
  const found = (await work.tx.query(
    `select 1 from item where group_id = $1 and id = $2 ${locked ? 'for no key update' : ''}`,
    [work.member.groupId, itemId],
  )) as unknown[];
  if (found.length === 0) throw new Problem('not_found', 'There is no item with this id.');
}
