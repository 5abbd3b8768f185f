import { inject, Injectable } from '@angular/core';
import type { FridgeReply, ReverseVisit, VisitReply } from '@shared/fridges/visits.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api, type Query } from './api';

/** Fridges and the visits to them. A visit is recorded through the outbox. */
@Injectable({ providedIn: 'root' })
export class FridgesApi {
  readonly #api = inject(Api);

  list(cursor: string | null): Promise<Page<FridgeReply>> {
    return this.#api.get('/fridges', { limit: 500, cursor });
  }

  one(siteId: Id): Promise<FridgeReply> {
    return this.#api.get(`/fridges/${siteId}`);
  }

  visits(query: Query): Promise<Page<VisitReply>> {
    return this.#api.get('/visits', query);
  }

  reverse(visitId: Id, request: ReverseVisit): Promise<VisitReply> {
    return this.#api.post(`/visits/${visitId}/reversal`, request);
  }

  photoAddress(photoId: Id): string {
    return this.#api.address(`/photos/${photoId}`);
  }
}
