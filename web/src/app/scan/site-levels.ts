import { inject, Injectable } from '@angular/core';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { ScanApi } from '../api-client/scan.api';
import { Device } from '../device/device';
import { Levels } from '../device/levels';

/** Stock rows asked for at most: enough for what stands at one site. */
const pagesAtMost = 4;

/**
 * The levels of a site as this device knows them: those of its catalogue with what waits here. Before there is one, the server's list when
 * the page opened, moved on by what is scanned here.
 */
@Injectable({ providedIn: 'root' })
export class SiteLevels {
  readonly #api = inject(ScanApi);
  readonly #device = inject(Device);
  readonly #kept = inject(Levels);
  readonly #levels = new Map<Id, Map<Id, number>>();
  readonly #rows = new Map<Id, Promise<readonly StockReply[]>>();

  /** The site's stock list; empty where neither this device keeps it nor the server can be reached. */
  async rows(siteId: Id): Promise<readonly StockReply[]> {
    const catalogue = await this.#device.catalogue();
    if (!catalogue) return this.#asked(siteId);
    const { stockRows } = await import('../device/stock-rows');
    const all = { siteId, categoryId: null, items: null, today: new Date().toLocaleDateString('sv') };
    return stockRows(catalogue, { ...all, waiting: (...pair) => this.#kept.waiting(...pair) });
  }

  /** As the server answers, asked once a page. */
  #asked(siteId: Id): Promise<readonly StockReply[]> {
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
    const kept = this.#kept.level(siteId, itemId);
    if (kept !== null) return kept;
    const site = this.#levels.get(siteId);
    return site ? (site.get(itemId) ?? 0) : null;
  }

  /**
   * Moves a known level by `change`, which the outbox holds or let go of already; returns the new one, null where nothing is known.
   */
  move(siteId: Id, itemId: Id, change: number): number | null {
    const site = this.#levels.get(siteId);
    site?.set(itemId, (site.get(itemId) ?? 0) + change);
    return this.level(siteId, itemId);
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
