import { boundCode } from '@shared/barcodes/bound-code';
import { readCode } from '@shared/barcodes/read-code';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { SyncItem } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import { searchFit } from '@shared/words/match-words';
import { plainWords } from '@shared/words/plain-words';
import type { Catalogue } from './catalogue';
import { itemReplyOf } from './item-reply';
import { WordIndex } from './word-index';

export interface ItemSearch {
  readonly text: string;
  readonly atMost: number;
  readonly categoryId?: Id | null;
  readonly withArchived?: boolean;
}

/** The index of the catalogue that was searched last, as it stood then. */
let made: { catalogue: Catalogue; changed: number; index: WordIndex } | null = null;

/**
 * Items that a search means, as the server ranks them: the one whose code it is, then by how well their words fit. `waiting` are items
 * made on this device that the catalogue does not have yet.
 */
export function findItems(
  catalogue: Catalogue,
  { text, atMost, categoryId = null, withArchived = false }: ItemSearch,
  waiting: readonly ItemReply[] = [],
): ItemReply[] {
  const passes = (item: SyncItem | undefined): item is SyncItem =>
    item !== undefined && (withArchived || item[9] === 0) && (categoryId === null || item[3] === categoryId);
  const coded = itemOfCode(catalogue, text);
  const words = plainWords(text);
  const fresh = waiting.filter(
    (item) => !catalogue.item(item.id) && searchFit(words, plainWords(item.name)) > 0,
  );
  const found = [coded, ...matchingItems(catalogue, text).map((id) => catalogue.items.get(id))].filter(
    passes,
  );
  return [...fresh, ...[...new Set(found)].map(itemReplyOf)].slice(0, atMost);
}

/** Ids of the items, archived ones too, that have every word of the search: best fit first. */
export function matchingItems(catalogue: Catalogue, text: string): Id[] {
  if (made?.catalogue !== catalogue || made.changed !== catalogue.itemsChanged) {
    const index = new WordIndex();
    for (const [id, name, , , family, variant] of catalogue.items.values())
      index.add(id, name, [name, family, variant].filter(Boolean).join(' '));
    made = { catalogue, changed: catalogue.itemsChanged, index };
  }
  return made.index.search(text);
}

/** All items by name. */
export function allItems(
  catalogue: Catalogue,
  { categoryId = null, withArchived = false }: Omit<ItemSearch, 'text' | 'atMost'>,
): ItemReply[] {
  return [...catalogue.items.values()]
    .filter((item) => (withArchived || item[9] === 0) && (categoryId === null || item[3] === categoryId))
    .map((item) => ({ item, key: plainWords(item[1]).join(' ') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => itemReplyOf(item));
}

function itemOfCode(catalogue: Catalogue, text: string): SyncItem | undefined {
  const reading = readCode(text);
  if (reading.kind === 'invalid' || (reading.kind === 'text' && /\s/.test(text.trim()))) return undefined;
  return catalogue.itemOfCode(boundCode(reading) ?? '');
}
