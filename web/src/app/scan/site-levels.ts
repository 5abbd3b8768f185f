import { inject, Injectable } from '@angular/core';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { ScanApi } from '../api-client/scan.api';

/** Stock rows asked for at most: enough for what stands at one site. */
const pagesAtMost = 4;

/** The levels of a site as this device knows them: the server's list when the page opened, moved on by what is scanned here. */
@Injectable({ providedIn: 'root' })
export class SiteLevels {
  readonly #api = inject(ScanApi);
  readonly #levels = new Map<Id, Map<Id, number>>();
  readonly #rows = new Map<Id, Promise<readonly StockReply[]>>();

  /** The site's stock list; empty where the server cannot be reached. Asked for once a page. */
  rows(siteId: Id): Promise<readonly StockReply[]> {
    let rows = this.#rows.get(siteId);
    if (!rows) {
      rows = this.#load(siteId).catch(() => {
        this.#rows.delete(siteId);
        return [];
      });
      this.#rows.set(siteId, rows);
    }
    return rows;
  }

  /** Base units; null where nothing is known. An item that the full list does not name is at 0. */
  level(siteId: Id, itemId: Id): number | null {
    const site = this.#levels.get(siteId);
    return site ? (site.get(itemId) ?? 0) : null;
  }

  /** Moves a known level by `change`; returns the new one, null where nothing is known. */
  move(siteId: Id, itemId: Id, change: number): number | null {
    const site = this.#levels.get(siteId);
    if (!site) return null;
    const level = (site.get(itemId) ?? 0) + change;
    site.set(itemId, level);
    return level;
  }

  /** The server's word. */
  set(siteId: Id, itemId: Id, level: number): void {
    this.#levels.get(siteId)?.set(itemId, level);
  }

  async #load(siteId: Id): Promise<readonly StockReply[]> {
    const rows: StockReply[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await this.#api.stock(siteId, cursor);
      rows.push(...page.data);
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor && pages < pagesAtMost);
    // Only a full list can say that what it does not name is at 0.
    if (!cursor) this.#levels.set(siteId, new Map(rows.map((row) => [row.itemId, row.onHand])));
    return rows;
  }
}
