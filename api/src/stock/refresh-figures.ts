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
const batch = 2_000;

/**
 * Brings the kept figures up to date: of pairs where something happened since they were computed, and of every pair of
 * a site whose figures stand for another day (lots expire, the window moves on). One transaction for each batch or
 * site, so that nobody who scans waits long. Repeating it, or running it twice at once, does no harm.
 *
 * @param siteId one site only; null for every open site of the group.
 */
export async function refreshFigures(
  database: Database,
  group: FiguresGroup,
  siteId: Id | null = null,
): Promise<void> {
  const sites = await database.enter((doorway) => sitesToRefresh(doorway, group, siteId));
  for (const id of sites) {
    let rows = batch;
    while (rows >= batch) rows = await database.enter((doorway) => refreshSite(doorway, group, id));
  }
}

/** Open sites whose figures are not those of this moment. */
export async function sitesToRefresh(
  doorway: Doorway,
  group: FiguresGroup,
  siteId: Id | null,
): Promise<Id[]> {
  const rows = (await doorway.tx.query(
    /* sql */ `
    select t.id from site t
    where t.group_id = $1 and t.kind <> 'in_transit' and t.closed_at is null and ($2::uuid is null or t.id = $2)
      and (t.figures_of is distinct from $3 or exists (select from site_item s where s.site_id = t.id and s.stale))
    order by t.id`,
    [group.groupId, siteId, figuresOf(doorway, group)],
  )) as { id: Id }[];
  return rows.map((row) => row.id);
}

function figuresOf(doorway: Doorway, group: FiguresGroup): string {
  return `${figureDays(doorway.now, group.timeZone).today} ${group.timeZone}`;
}

/**
 * One transaction's part of {@link refreshFigures}; answers how many stale rows it computed.
 *
 * What is stale is locked first and read after that, so that no movement can slip in between the reading and the mark
 * "not stale". The rest of a site is not locked while its new day is computed: a row that a movement marks meanwhile
 * keeps its mark.
 */
async function refreshSite(doorway: Doorway, group: FiguresGroup, siteId: Id): Promise<number> {
  const { tx } = doorway;
  const [site] = (await tx.query(
    'select figures_of from site where id = $1 and group_id = $2 for no key update',
    [siteId, group.groupId],
  )) as { figures_of: string | null }[];
  if (!site) return 0;
  const dayIsOld = site.figures_of !== figuresOf(doorway, group);
  const stale = (await tx.query(
    /* sql */ `
    select item_id from site_item where site_id = $1 and stale order by item_id
    limit ${dayIsOld ? 'all' : batch} for no key update`,
    [siteId],
  )) as { item_id: Id }[];
  const itemIds = stale.map((row) => row.item_id);
  if (itemIds.length === 0 && !dayIsOld) return 0;
  const { today, readFrom } = figureDays(doorway.now, group.timeZone);
  const common = [group.groupId, group.timeZone, today, readFrom];
  if (!dayIsOld) {
    await tx.query(updatePairs, [...common, itemIds.map(() => siteId), itemIds]);
    return itemIds.length;
  }
  await tx.query(updateSite, [...common, siteId, itemIds]);
  await tx.query('update site set figures_of = $2 where id = $1', [siteId, figuresOf(doorway, group)]);
  return 0;
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

/** $6: items whose rows were stale and are locked. Only rows that change are written, locked in order. */
const updateSite = /* sql */ `
with ${figuresSql('kept site')},
changed as materialized (
  select f.* from figures f join site_item s on s.site_id = f.site_id and s.item_id = f.item_id
  where s.site_id = $5::uuid and (s.item_id = any($6::uuid[]) or ${row('s')} is distinct from ${row('f')})
  order by s.item_id
  for no key update of s
)
update site_item s set ${setFigures}, stale = s.stale and s.item_id <> all($6::uuid[])
from changed f where s.site_id = f.site_id and s.item_id = f.item_id and s.site_id = $5::uuid`;
