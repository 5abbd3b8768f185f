import { wordFit } from '@shared/words/match-words';
import { type GoodsWords, goodsNamed, isKnown, membersOf } from './goods-words';

/** An item's name, ready for comparing. */
export interface ItemWords {
  /** What stands before the first comma: the thing itself. */
  readonly core: readonly string[];
  /** What stands behind it: sort, size, packing. */
  readonly more: readonly string[];
  readonly numbers: readonly string[];
  readonly canned: boolean;
}

export function itemWords(name: string): ItemWords {
  const comma = name.indexOf(',');
  const core = goodsNamed(comma < 0 ? name : name.slice(0, comma), false);
  const more = comma < 0 ? [] : goodsNamed(name.slice(comma + 1), false);
  const parts = [...core, ...more];
  return {
    core: core.flatMap(({ things }) => things),
    more: more.flatMap(({ things }) => things),
    numbers: (name.match(/(?<![\d.])\d+(?![\d.])/g) ?? []).map(String),
    canned: parts.some(({ canned }) => canned) || /\b(can|lata)\b/i.test(name),
  };
}

/**
 * How well an item is what somebody asked for, 0 (not) to about 1 (the very thing). Every word of the ask counts, those
 * that name goods more than others; words of the item that nobody asked for count against it.
 */
export function needFit(need: GoodsWords, item: ItemWords): number {
  let sum = 0;
  let most = 0;
  const met = new Set<string>();
  for (const thing of need.things) {
    const weight = isKnown(thing) ? 1 : 0.4;
    let best = 0;
    for (const named of item.core) {
      const fit = thingFit(thing, named);
      if (fit >= 0.5) met.add(named);
      best = Math.max(best, fit);
    }
    for (const named of item.more) best = Math.max(best, 0.85 * thingFit(thing, named));
    sum += weight * best;
    most += weight;
  }
  if (most === 0 || sum === 0) return 0;
  const asked = item.core.length === 0 ? 0 : met.size / item.core.length;
  const fit = (sum / most) * (0.7 + 0.3 * asked);
  const packed = need.canned ? (item.canned ? 0.05 : -0.2) : 0;
  return fit + packed + (need.numbers.some((number) => item.numbers.includes(number)) ? 0.05 : 0);
}

function thingFit(asked: string, named: string): number {
  if (asked === named) return 1;
  const place = membersOf(asked).indexOf(named);
  if (place >= 0) return 0.92 - 0.01 * place;
  if (membersOf(named).includes(asked)) return 0.6;
  if (isKnown(asked) || isKnown(named)) return 0;
  const fit = wordFit(asked, named);
  return fit >= 0.6 ? fit * 0.9 : 0;
}
