import type { LotLevelReply, StockReply } from '@shared/stock/stock.contract';
import type { SyncItem, SyncLevel, SyncLot, SyncSite } from '@shared/sync/sync.contract';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import type { Catalogue } from './catalogue';

export interface StockQuestion {
  /** One site, or every one. */
  readonly siteId: Id | null;
  readonly categoryId: Id | null;
  /** Only these items; null for all. */
  readonly items: ReadonlySet<Id> | null;
  readonly today: Day;
  /** By how much what waits on this device changes a level. */
  readonly waiting: (siteId: Id, itemId: Id) => number;
  /** Whether somebody counted it here since. */
  readonly isCounted: (siteId: Id, itemId: Id) => boolean;
}

/** The stock list as the server would answer it, with what waits on this device counted in. */
export function stockRows(catalogue: Catalogue, question: StockQuestion): StockReply[] {
  const rows: StockReply[] = [];
  for (const [itemId, siteId, level] of catalogue.levels()) {
    if (question.siteId !== null && siteId !== question.siteId) continue;
    if (question.items && !question.items.has(itemId)) continue;
    const item = catalogue.items.get(itemId);
    const site = catalogue.sites.get(siteId);
    if (!item || !site || (question.categoryId !== null && item[3] !== question.categoryId)) continue;
    const row = rowOf(catalogue, site, item, level, question);
    if (row.onHand !== 0 || (!site.closed && item[9] === 0)) rows.push(row);
  }
  return rows.sort(
    (a, b) => compare(a.itemName, b.itemName) || compare(a.itemId, b.itemId) || compare(a.siteId, b.siteId),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function rowOf(
  catalogue: Catalogue,
  site: SyncSite,
  [itemId, itemName, unit, categoryId, , , , , parLevel]: SyncItem,
  level: SyncLevel,
  { today, waiting, isCounted }: StockQuestion,
): StockReply {
  const onHand = level[1] + waiting(site.id, itemId);
  const [, , minimum = null, target = null, needsCount = 0] = level;
  return {
    ...{ siteId: site.id, siteName: site.name, itemId, itemName, unit, categoryId, onHand },
    ...lotsAt(catalogue, site.id, itemId, onHand, today),
    minimum: minimum ?? parLevel?.[0] ?? null,
    target: target ?? parLevel?.[1] ?? null,
    needsCount: (needsCount === 1 && !isCounted(site.id, itemId)) || onHand < 0,
  };
}

/**
 * Goods handed out without naming a lot are taken off the lots that are not on hold, earliest date first, each down to 0. What no lot can
 * cover stays without a lot. The server's SQL says the same (`stock-list.query.ts`); a test compares the two.
 */
function lotsAt(
  catalogue: Catalogue,
  siteId: Id,
  itemId: Id,
  onHand: number,
  today: Day,
): Pick<StockReply, 'available' | 'lots'> {
  const dated = catalogue
    .lotsOf(itemId)
    .flatMap((id) => {
      const level = catalogue.lotLevelAt(siteId, id);
      const lot = catalogue.lots.get(id);
      return lot && level !== 0 ? [{ lot, level }] : [];
    })
    .sort((a, b) => compare(dateOf(a.lot), dateOf(b.lot)) || compare(a.lot[0], b.lot[0]));
  let lotless = dated.reduce((rest, { level }) => rest - level, onHand);
  let missing = Math.max(0, -lotless);
  let fit = 0;
  const lots = dated.map(({ lot, level }): LotLevelReply => {
    const [lotId, , code, useBy, bestBy, , hold] = lot;
    const onHold = hold !== null;
    const taken = onHold || level < 0 ? 0 : Math.min(level, missing);
    missing -= taken;
    lotless += taken;
    if (!onHold && (useBy === null || useBy >= today)) fit += level - taken;
    return { lotId, code, useBy, bestBy, onHand: level - taken, onHold, estimated: taken > 0 };
  });
  const without = { lotId: null, code: null, useBy: null, bestBy: null, onHold: false, estimated: false };
  return {
    available: fit + lotless,
    lots: lotless === 0 ? lots : [...lots, { ...without, onHand: lotless }],
  };
}

/** Dated lots first. */
const dateOf = ([, , , useBy, bestBy]: SyncLot) => useBy ?? bestBy ?? '9999';
