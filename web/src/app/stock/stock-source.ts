import { computed, inject, resource, type Signal } from '@angular/core';
import type { StockReply } from '@shared/stock/stock.contract';
import { dayOf } from '@shared/words/day';
import { allPages } from '../api-client/all-pages';
import { StockApi } from '../api-client/stock.api';
import { Device } from '../device/device';
import { matchingItems } from '../device/find-items';
import { Levels } from '../device/levels';
import { stockRows } from '../device/stock-rows';
import { Session } from '../session/session';
import { lastValue } from '../ui/last-value';

export interface StockQuestion {
  readonly q: string;
  readonly siteId: string;
  readonly categoryId: string;
}

export interface StockSource {
  /** Undefined while nothing is known yet. */
  readonly rows: Signal<readonly StockReply[] | undefined>;
  readonly error: Signal<unknown>;
  readonly busy: Signal<boolean>;
  /** Something of it changed on the server. */
  reload(): void;
}

/** The stock list: from this device where it keeps the catalogue, following every change; else as the server answers. */
export function stockSource(question: Signal<StockQuestion>): StockSource {
  const device = inject(Device);
  const levels = inject(Levels);
  const api = inject(StockApi);
  const session = inject(Session);
  device.use();

  const here = computed(() => {
    const shelf = device.shelf();
    if (!shelf) return undefined;
    const { q, siteId, categoryId } = question();
    return stockRows(shelf.catalogue, {
      siteId: siteId || null,
      categoryId: categoryId || null,
      items: q ? new Set(matchingItems(shelf.catalogue, q)) : null,
      today: dayOf(new Date(), session.group()?.timeZone ?? 'UTC'),
      waiting: (site, item) => levels.waiting(site, item),
      isCounted: (site, item) => levels.isCounted(site, item),
    });
  });
  const answer = resource({
    params: () => (device.looked() && !device.shelf() ? question() : undefined),
    loader: ({ params, abortSignal }) =>
      allPages((cursor) => api.list({ ...params, limit: 500, cursor }, abortSignal)),
  });
  const kept = lastValue(answer);
  return {
    rows: computed(() => here() ?? kept()),
    error: computed(() => (here() ? undefined : answer.error())),
    busy: answer.isLoading,
    reload: () => {
      if (device.shelf()) void device.refresh();
      else answer.reload();
    },
  };
}
