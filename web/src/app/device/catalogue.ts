import type {
  SyncCategory,
  SyncGroup,
  SyncItem,
  SyncLevel,
  SyncLot,
  SyncReply,
  SyncSite,
} from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';

export type LotLevel = [siteNumber: number, level: number];

const none: readonly never[] = [];

/**
 * What the group keeps, in this page's memory: rows as the server sent them, found by id and by code. Replies are applied as the contract
 * says, in the order they came.
 */
export class Catalogue {
  group: SyncGroup | null = null;
  readonly sites = new Map<Id, SyncSite>();
  readonly categories = new Map<Id, SyncCategory>();
  readonly items = new Map<Id, SyncItem>();
  readonly aliases = new Map<Id, Id>();
  readonly lots = new Map<Id, SyncLot>();
  /** Count what was applied, and what of it changed items or their names, so that whatever is made of them knows when it is old. */
  applied = 0;
  itemsChanged = 0;
  #places: Id[] = [];
  readonly #levels = new Map<Id, SyncLevel[]>();
  readonly #lotLevels = new Map<Id, LotLevel[]>();
  #codes: Map<string, Id> | null = null;
  #lotsOfItem: Map<Id, Id[]> | null = null;

  apply(reply: SyncReply): void {
    this.applied += 1;
    this.group = reply.group ?? this.group;
    for (const site of reply.sites ?? none) this.sites.set(site.id, site);
    for (const category of reply.categories ?? none) this.categories.set(category.id, category);
    if (reply.aliases || reply.items) this.itemsChanged += 1;
    for (const [alias, itemId] of reply.aliases ?? none) this.aliases.set(alias, itemId);
    if (reply.items) this.#applyItems(reply.items);
    for (const lot of reply.lots ?? none) this.#applyLot(lot);
    if (!reply.siteNumbers) return;
    const place = this.#placesOf(reply.siteNumbers);
    for (const [itemId, levels] of reply.levels ?? none) merge(this.#levels, itemId, levels, place);
    for (const [lotId, levels] of reply.lotLevels ?? none) merge(this.#lotLevels, lotId, levels, place);
  }

  /** The item of an id, or the one that the id is another name of. */
  item(id: Id): SyncItem | undefined {
    return this.items.get(id) ?? this.items.get(this.aliases.get(id) ?? '');
  }

  /** The item that a barcode or own code stands for. */
  itemOfCode(code: string): SyncItem | undefined {
    this.#codes ??= this.#allCodes();
    return this.items.get(this.#codes.get(code) ?? '');
  }

  lotOfCode(ownCode: string): SyncLot | undefined {
    for (const lot of this.lots.values()) if (lot[7] === ownCode) return lot;
    return undefined;
  }

  siteOfCode(ownCode: string): SyncSite | undefined {
    for (const site of this.sites.values()) if (site.ownCode === ownCode) return site;
    return undefined;
  }

  levelAt(siteId: Id, itemId: Id): SyncLevel | undefined {
    const place = this.#places.indexOf(siteId);
    return this.#levels.get(itemId)?.find(([at]) => at === place);
  }

  /** Every pair that is known, item by item. */
  *levels(): Generator<[itemId: Id, siteId: Id, level: SyncLevel]> {
    for (const [itemId, levels] of this.#levels)
      for (const level of levels) yield [itemId, this.#places[level[0]] as Id, level];
  }

  lotsOf(itemId: Id): readonly Id[] {
    if (!this.#lotsOfItem) {
      this.#lotsOfItem = new Map();
      for (const [id, item] of this.lots.values()) push(this.#lotsOfItem, item, id);
    }
    return this.#lotsOfItem.get(itemId) ?? none;
  }

  lotLevelAt(siteId: Id, lotId: Id): number {
    const place = this.#places.indexOf(siteId);
    return this.#lotLevels.get(lotId)?.find(([at]) => at === place)?.[1] ?? 0;
  }

  /** All of it as one reply, without lots that are used up. */
  whole(): Omit<SyncReply, 'now' | 'reset' | 'more' | 'cursor'> {
    const lotLevels = [...this.#lotLevels]
      .map(([id, levels]): [Id, LotLevel[]] => [id, levels.filter(([, level]) => level !== 0)])
      .filter(([, levels]) => levels.length > 0);
    const used = new Set(lotLevels.map(([id]) => id));
    return {
      ...(this.group ? { group: this.group } : {}),
      sites: [...this.sites.values()],
      categories: [...this.categories.values()],
      items: [...this.items.values()],
      aliases: [...this.aliases],
      lots: [...this.lots.values()].filter(([id]) => used.has(id)),
      siteNumbers: this.#places,
      levels: [...this.#levels],
      lotLevels,
    };
  }

  #applyItems(items: readonly SyncItem[]): void {
    const codes = this.#codes;
    if (codes) {
      // A code may have gone from one of these items to another: first all are taken off, then all are put on.
      for (const [id] of items)
        for (const code of codesOf(this.items.get(id))) if (codes.get(code) === id) codes.delete(code);
      for (const item of items) for (const code of codesOf(item)) codes.set(code, item[0]);
    }
    for (const item of items) this.items.set(item[0], item);
  }

  #applyLot(lot: SyncLot): void {
    if (this.#lotsOfItem && !this.lots.has(lot[0])) push(this.#lotsOfItem, lot[1], lot[0]);
    this.lots.set(lot[0], lot);
  }

  #allCodes(): Map<string, Id> {
    const codes = new Map<string, Id>();
    for (const item of this.items.values()) for (const code of codesOf(item)) codes.set(code, item[0]);
    return codes;
  }

  /** Our own numbers of the sites that a reply numbers. */
  #placesOf(siteNumbers: readonly Id[]): readonly number[] {
    return siteNumbers.map((id) => {
      const at = this.#places.indexOf(id);
      return at >= 0 ? at : this.#places.push(id) - 1;
    });
  }
}

function codesOf(item: SyncItem | undefined): string[] {
  if (!item) return [];
  const barcodes = item[7].map(([code]) => code);
  return item[6] === null ? barcodes : [...barcodes, item[6]];
}

function merge<Level extends [number, ...unknown[]]>(
  into: Map<Id, Level[]>,
  id: Id,
  levels: readonly Level[],
  place: readonly number[],
): void {
  for (const level of levels) level[0] = place[level[0]] as number;
  const known = into.get(id);
  if (!known) {
    into.set(id, [...levels]);
    return;
  }
  for (const level of levels) {
    const at = known.findIndex(([site]) => site === level[0]);
    if (at < 0) known.push(level);
    else known[at] = level;
  }
}

function push(into: Map<Id, Id[]>, key: Id, value: Id): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}
