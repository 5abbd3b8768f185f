import { boundCode } from '@shared/barcodes/bound-code';
import { readCode } from '@shared/barcodes/read-code';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import { searchFit } from '@shared/words/match-words';
import type { Page } from '@shared/words/page';
import { plainWords } from '@shared/words/plain-words';
import { ensureKnown } from '@api/platform/ensure-known';
import { type PageRequest, pageOf } from '@api/platform/page';
import { run } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { itemReply } from './item-reply';
import type { ItemFilter } from './items.queries';
import { matchNeed } from './match-need.query';

const wordsAtMost = 8;
const candidatesAtMost = 3_000;
/** One or two letter groups of a word in common: "mlik" and "milk". What it lets through by chance is judged afterwards. */
const candidateSimilarity = '0.16';

/**
 * Items whose name, family or variant has every word of the search, or one that was meant: best fit first, then by name.
 * A search that is a code as printed on a pack or on our labels finds the item that it stands for, first.
 *
 * The index of letter groups (trigrams) finds candidates, at most 3,000; how well each fits is then counted in slips of a
 * finger, which letter groups cannot tell: "baens" shares as many of them with "bags" as with "beans".
 */
export async function searchItems(
  work: Work,
  text: string,
  page: PageRequest,
  filter: ItemFilter,
): Promise<Page<ItemReply>> {
  const coded = await itemOfCode(work, text, filter);
  const words = plainWords(text).slice(0, wordsAtMost);
  const ranked = (await candidates(work, words, filter))
    .filter(({ id }) => id !== coded)
    .map(({ id, search }) => {
      const named = plainWords(search);
      return { id, name: search, fit: searchFit(words, named) };
    })
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  const found = [...(coded ? [coded] : []), ...ranked.map(({ id }) => id)];
  if (found.length === 0) {
    await ensureKnown(work, { categoryId: filter.categoryId });
    // Nothing is called so, but something may be meant: nappies are diapers here.
    if (filter.categoryId === null && filter.family === null) {
      found.push(...(await matchNeed(work, text)).map(({ itemId }) => itemId));
    }
  }
  const ids = found.slice(page.offset, page.offset + page.limit + 1);
  return pageOf(await inThisOrder(work, ids), page);
}

interface Candidate {
  id: Id;
  search: string;
}

async function candidates(work: Work, words: readonly string[], filter: ItemFilter): Promise<Candidate[]> {
  if (words.length === 0) return [];
  await work.tx.query(`select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [
    candidateSimilarity,
  ]);
  // PostgreSQL sees letter groups of other scripts only where its locale knows them: those are compared by their first letter.
  const kinds = words.map((word) => (/^[a-z0-9]+$/.test(word) ? 'w' : 'o'));
  const conditions = kinds
    .map((kind, at) =>
      kind === 'w' ? `and i.search %> $${at + 6}` : `and strpos(i.search, left($${at + 6}, 1)) > 0`,
    )
    .join(' ');
  const statement = {
    name: `search-items-by-${kinds.join('')}`,
    text: /* sql */ `
select i.id, i.search from item i
where i.group_id = $1 and ($2::uuid is null or i.category_id = $2)
  and ($3::text is null or plain_text(i.family) = plain_text($3)) and ($4 or i.archived_at is null) ${conditions}
order by i.search <->> $6 limit $5`,
  };
  const { categoryId, family, withArchived } = filter;
  return run<Candidate>(work, statement, [
    ...[work.member.groupId, categoryId, family, withArchived, candidatesAtMost],
    ...words,
  ]);
}

async function itemOfCode(work: Work, text: string, filter: ItemFilter): Promise<Id | null> {
  const reading = readCode(text);
  if (reading.kind === 'invalid' || (reading.kind === 'text' && /\s/.test(text.trim()))) return null;
  const [found] = await run<{ id: Id }>(work, byCode, [
    ...[work.member.groupId, boundCode(reading)],
    ...[filter.categoryId, filter.family, filter.withArchived],
  ]);
  return found?.id ?? null;
}

const byCode = {
  name: 'search-item-by-code',
  text: /* sql */ `
select i.id from (
  select b.item_id from barcode b where b.group_id = $1 and b.code = $2
  union all select o.item_id from own_code o where o.group_id = $1 and o.code = $2
) c join item i on i.id = c.item_id
where ($3::uuid is null or i.category_id = $3) and ($4::text is null or plain_text(i.family) = plain_text($4))
  and ($5 or i.archived_at is null)
limit 1`,
};

async function inThisOrder(work: Work, ids: readonly Id[]): Promise<ItemReply[]> {
  if (ids.length === 0) return [];
  const rows = await run<{ item: ItemReply }>(work, byIds, [work.member.groupId, ids]);
  return rows.map((row) => row.item);
}

const byIds = {
  name: 'items-by-ids',
  text: /* sql */ `
select ${itemReply} as item from unnest($2::uuid[]) with ordinality as asked (id, n)
join item i on i.id = asked.id and i.group_id = $1
order by asked.n`,
};
