import { inject, Injectable } from '@angular/core';
import type { MissedAskReply, RecordMissedAsk } from '@shared/needs/needs.contract';
import type { AskedGivenListReply } from '@shared/reports/asked-given.contract';
import type { OverviewReply } from '@shared/reports/overview.contract';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { ListedParLevelReply, ParLevelReply, SetParLevel } from '@shared/figures/par-levels.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api, type Query } from './api';

@Injectable({ providedIn: 'root' })
export class ShortagesApi {
  readonly #api = inject(Api);

  list(query: Query, signal?: AbortSignal): Promise<Page<ShortageReply>> {
    return this.#api.get('/reports/shortages', query, signal);
  }

  /** The address of the whole report as CSV. */
  csvAddress(query: Query): string {
    return this.#api.address('/reports/shortages', { ...query, format: 'csv' });
  }

  overview(): Promise<OverviewReply> {
    return this.#api.get('/reports/overview');
  }

  /** What was asked for and what was given, by week, category and site. */
  askedGiven(query: Query): Promise<AskedGivenListReply> {
    return this.#api.get('/reports/asked-given', query);
  }

  askedGivenCsvAddress(query: Query): string {
    return this.#api.address('/reports/asked-given', { ...query, format: 'csv' });
  }

  /** The par levels that hold at a site: its own, and the defaults where it has none. */
  parLevelsAt(siteId: Id, cursor: string | null = null): Promise<Page<ListedParLevelReply>> {
    return this.#api.get('/par-levels', { siteId, limit: 500, cursor });
  }

  /** Sets how much a site should have; the default of every site when `siteId` is null. */
  setParLevel(siteId: Id | null, itemId: Id, request: SetParLevel): Promise<ParLevelReply> {
    return this.#api.put(parLevelPath(siteId, itemId), request);
  }

  removeParLevel(siteId: Id | null, itemId: Id): Promise<void> {
    return this.#api.delete(parLevelPath(siteId, itemId));
  }

  /** Someone asked and there was none. */
  recordMissedAsk(request: RecordMissedAsk): Promise<MissedAskReply> {
    return this.#api.post('/missed-asks', request);
  }
}

const parLevelPath = (siteId: Id | null, itemId: Id) =>
  siteId === null ? `/par-levels/${itemId}` : `/sites/${siteId}/par-levels/${itemId}`;
