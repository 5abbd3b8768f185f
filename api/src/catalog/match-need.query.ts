import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { goodsNamed } from './matching/goods-words';
import { type ItemWords, itemWords, needFit } from './matching/need-fit';

/** An item that is probably what was asked for. */
export interface NeedMatch {
  readonly itemId: Id;
  readonly itemName: string;
  /** 0.55 (perhaps) to about 1 (the very thing). */
  readonly fit: number;
}

const itemsAtMost = 5_000;
const leastFit = 0.55;
const matchesAtMost = 5;

/** The items of the group that a need in free words may mean, best first, at most five; none when nothing fits. */
export async function matchNeed(work: Work, text: string): Promise<NeedMatch[]> {
  return (await matchNeeds(work, [text]))[0] ?? [];
}

/**
 * The same for several needs, in their order, with one look at the catalogue (at most 5,000 items). A need of several
 * parts ("tea / coffee") finds the best of each. Knows names in American, British and Spanish words, whatever the language
 * of the catalogue, and forgives slips of a finger.
 */
export async function matchNeeds(work: Work, texts: readonly string[]): Promise<NeedMatch[][]> {
  if (texts.length === 0) return [];
  const rows = await run<{ id: Id; name: string }>(work, items, [work.member.groupId, itemsAtMost]);
  const named = rows.map((row) => ({ ...row, words: wordsOf(row.name) }));
  return texts.map((text) => {
    const best = new Map<Id, NeedMatch>();
    for (const part of goodsNamed(text)) {
      for (const { id, name, words } of named) {
        const fit = needFit(part, words);
        if (fit >= leastFit && fit > (best.get(id)?.fit ?? 0))
          best.set(id, { itemId: id, itemName: name, fit });
      }
    }
    return [...best.values()]
      .sort((a, b) => b.fit - a.fit || (a.itemName < b.itemName ? -1 : 1))
      .slice(0, matchesAtMost);
  });
}

const items: Statement = {
  name: 'items-for-needs',
  text: /* sql */ `
select id, name from item where group_id = $1 and archived_at is null order by plain_text(name) collate "C", id limit $2`,
};

/** Names do not change often: their words are kept, of the last few thousand. */
const kept = new Map<string, ItemWords>();

function wordsOf(name: string): ItemWords {
  let words = kept.get(name);
  if (!words) {
    words = itemWords(name);
    if (kept.size >= 2 * itemsAtMost) kept.clear();
    kept.set(name, words);
  }
  return words;
}
