import type { Id } from '@shared/words/id';
import type { Database } from '@api/platform/database';
import type { Doorway } from '@api/platform/work';
import { figureDays } from './figure-days';
import { figuresSql } from './figures.sql';

/** Whose figures. */
export interface FiguresGroup {
  readonly groupId: Id;
  readonly timeZone: string;
}

/** Rows that one transaction computes anew: a scan never waits longer than that takes. */
const batch = 500;

/**
 * Brings the kept figures up to date: of every pair of a site whose figures stand for another day (lots expire, the
 * window moves on), and of pairs where something happened since they were computed. One transaction for each batch, so
 * that nobody who scans waits long. Repeating it, or running it twice at once, does no harm.
 *
 * @param siteId one site only; null for every open site of the group.
 * @param rest what comes after each batch, given the milliseconds that it took: nothing while somebody waits for the figures.
 */
export async function refreshFigures(
  database: Database,
  group: FiguresGroup,
  siteId: Id | null = null,
  rest: (tookMs: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const timed = async <T>(job: (doorway: Doorway) => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await database.enter(job);
    await rest(performance.now() - began);
    return result;
  };
  const sites = await database.enter((doorway) => sitesOfAnotherDay(doorway, group, siteId));
  for (const id of sites) while (await timed((doorway) => refreshSome(doorway, group, id)));
  let rows = batch;
  while (rows >= batch) rows = await timed((doorway) => refreshPairs(doorway, group, siteId));
}

/** Whether the kept figures are those of this moment. */
export async function areFiguresFresh(
  doorway: Doorway,
  group: FiguresGroup,
  siteId: Id | null,
): Promise<boolean> {
  const [row] = (await doorway.tx.query(
    /* sql */ `
    select not exists (
      select from site t
      where ${openSites}
        and (t.figures_of is distinct from $3 or exists (select from site_item s where s.site_id = t.id and s.stale))
    ) as fresh`,
    [group.groupId, siteId, figuresOf(doorway, group)],
  )) as { fresh: boolean }[];
  return row?.fresh === true;
}

/** $1 group, $2 a site or null. */
const openSites = `t.group_id = $1 and t.kind <> 'in_transit' and t.closed_at is null and ($2::uuid is null or t.id = $2)`;

async function sitesOfAnotherDay(doorway: Doorway, group: FiguresGroup, siteId: Id | null): Promise<Id[]> {
  const rows = (await doorway.tx.query(
    `select t.id from site t where ${openSites} and t.figures_of is distinct from $3 order by t.id`,
    [group.groupId, siteId, figuresOf(doorway, group)],
  )) as { id: Id }[];
  return rows.map((row) => row.id);
}

function figuresOf(doorway: Doorway, group: FiguresGroup): string {
  return `${figureDays(doorway.now, group.timeZone).today} ${group.timeZone}`;
}

function commonValues(doorway: Doorway, group: FiguresGroup): unknown[] {
  const { today, readFrom } = figureDays(doorway.now, group.timeZone);
  return [group.groupId, group.timeZone, today, readFrom];
}

/**
 * Computes one batch of stale pairs; answers how many. They are locked first and read after that, so that no movement
 * can slip in between the reading and the mark "not stale". Their sites are locked against a change of their day.
 */
async function refreshPairs(doorway: Doorway, group: FiguresGroup, siteId: Id | null): Promise<number> {
  const { tx } = doorway;
  const sites = (await tx.query(
    /* sql */ `
    select t.id from site t
    where ${openSites} and t.figures_of = $3 and exists (select from site_item s where s.site_id = t.id and s.stale)
    order by t.id for share`,
    [group.groupId, siteId, figuresOf(doorway, group)],
  )) as { id: Id }[];
  if (sites.length === 0) return 0;
  const pairs = (await tx.query(
    /* sql */ `
    select site_id, item_id from site_item where site_id = any($1::uuid[]) and stale
    order by site_id, item_id limit ${batch} for no key update`,
    [sites.map((site) => site.id)],
  )) as { site_id: Id; item_id: Id }[];
  if (pairs.length === 0) return 0;
  await tx.query(updatePairs, [
    ...commonValues(doorway, group),
    pairs.map((pair) => pair.site_id),
    pairs.map((pair) => pair.item_id),
  ]);
  return pairs.length;
}

/**
 * Computes the next batch of a site's pairs for a new day; answers whether there are more. How far it came stands in
 * `figures_of`, which names the day alone when the last pair is done: a batch for another day begins again. What is stale
 * is locked first, as above. The rest is not locked while it is computed: a row that a movement marks meanwhile, or
 * between two batches, keeps its mark.
 */
async function refreshSome(doorway: Doorway, group: FiguresGroup, siteId: Id): Promise<boolean> {
  const { tx } = doorway;
  const day = figuresOf(doorway, group);
  const upTo = `${day} up to `;
  const [site] = (await tx.query(
    'select figures_of from site where id = $1 and group_id = $2 for no key update',
    [siteId, group.groupId],
  )) as { figures_of: string | null }[];
  if (!site || site.figures_of === day) return false;
  const after = site.figures_of?.startsWith(upTo) ? site.figures_of.slice(upTo.length) : null;
  const pairs = (await tx.query(
    /* sql */ `
    select item_id from site_item where site_id = $1 and ($2::uuid is null or item_id > $2)
    order by item_id limit ${batch}`,
    [siteId, after],
  )) as { item_id: Id }[];
  const items = pairs.map((pair) => pair.item_id);
  const stale = (await tx.query(
    /* sql */ `
    select item_id from site_item where site_id = $1 and item_id = any($2::uuid[]) and stale
    order by item_id for no key update`,
    [siteId, items],
  )) as { item_id: Id }[];
  await tx.query(updateSome, [
    ...commonValues(doorway, group),
    items.map(() => siteId),
    items,
    stale.map((pair) => pair.item_id),
  ]);
  const isMore = items.length === batch;
  await tx.query('update site set figures_of = $2 where id = $1', [
    siteId,
    isMore ? upTo + String(items.at(-1)) : day,
  ]);
  return isMore;
}

const columns = [
  ...['on_hand', 'incoming', 'distributed', 'missed', 'days_out', 'window_days', 'daily_demand'],
  ...['days_left', 'gap', 'status'],
] as const;

const setFigures = columns.map((column) => `${column} = f.${column}`).join(', ');
const row = (alias: string) => `(${columns.map((column) => `${alias}.${column}`).join(', ')})`;

const updatePairs = /* sql */ `
with ${figuresSql('kept pairs')}
update site_item s set ${setFigures}, stale = false
from figures f where s.site_id = f.site_id and s.item_id = f.item_id`;

/** $7: items whose rows were stale and are locked. Only rows that change are written, locked in order. */
const updateSome = /* sql */ `
with ${figuresSql('kept pairs')},
changed as materialized (
  select f.* from figures f join site_item s on s.site_id = f.site_id and s.item_id = f.item_id
  where s.item_id = any($7::uuid[]) or ${row('s')} is distinct from ${row('f')}
  order by s.item_id
  for no key update of s
)
update site_item s set ${setFigures}, stale = s.stale and s.item_id <> all($7::uuid[])
from changed f where s.site_id = f.site_id and s.item_id = f.item_id`;
