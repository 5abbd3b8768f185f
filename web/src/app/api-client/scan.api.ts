import { inject, Injectable } from '@angular/core';
import type { CodeReply } from '@shared/catalog/catalog.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api } from './api';

/** What scanning asks of the server. What it records goes through the outbox. */
@Injectable({ providedIn: 'root' })
export class ScanApi {
  readonly #api = inject(Api);

  /** What one raw scan means; `symbology` as the scanner names it. */
  meaning(raw: string, symbology: string | undefined, signal: AbortSignal): Promise<CodeReply> {
    return this.#api.get(`/codes/${encodeURIComponent(raw)}`, { symbology }, signal);
  }

  stock(siteId: Id, cursor: string | null): Promise<Page<StockReply>> {
    return this.#api.get('/stock', { siteId, limit: 500, cursor });
  }
}
