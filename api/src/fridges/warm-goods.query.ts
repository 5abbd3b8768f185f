import type { WarmGoodsReply } from '@shared/fridges/cold.contract';
import { type WhenWarm, whenWarms } from '@shared/catalog/catalog.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { ensureKnown } from '@api/platform/ensure-known';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { stockList } from '@api/stock/stock-list.query';

/** Items that one answer goes through: a fridge holds a few dozen. */
const itemsAtMost = 500;

/**
 * What is at a site, lot by lot, with what becomes of it when it was too warm for too long: first what is thrown out, then
 * what is looked at, then what keeps; within each by name. Goods without a category are looked at.
 * @throws Problem `not_found`
 */
export async function warmGoods(work: Work, siteId: Id): Promise<WarmGoodsReply[]> {
  await ensureKnown(work, { siteId });
  const stock = JSON.parse(await stockList(work, { siteId, limit: itemsAtMost })) as Page<StockReply>;
  const ids = [...new Set(stock.data.flatMap(({ categoryId }) => categoryId ?? []))];
  const found = await run<FoodKind>(work, categoriesByIds, [work.member.groupId, ids]);
  const kindOf = new Map(found.map((kind) => [kind.id, kind]));
  const rows = stock.data.flatMap(({ itemId, itemName, unit, categoryId, lots }) => {
    const kind = kindOf.get(categoryId ?? '');
    const of = {
      itemId,
      itemName,
      unit,
      categoryName: kind?.name ?? null,
      whenWarm: kind?.whenWarm ?? 'look',
    };
    return lots.flatMap(({ lotId, code, useBy, bestBy, onHand }) =>
      onHand > 0 ? [{ ...of, lotId, lotCode: code, useBy, bestBy, onHand }] : [],
    );
  });
  return rows.sort((a, b) => whenWarms.indexOf(a.whenWarm) - whenWarms.indexOf(b.whenWarm));
}

interface FoodKind {
  id: Id;
  name: string;
  whenWarm: WhenWarm;
}

const categoriesByIds: Statement = {
  name: 'when-warm-of-categories',
  text: /* sql */ `
select id, name, when_warm as "whenWarm" from category where group_id = $1 and id = any($2::uuid[])`,
};
