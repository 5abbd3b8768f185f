import { inject, Injectable } from '@angular/core';
import type {
  HoldLot,
  LotReply,
  MovementReply,
  ReversalReply,
  ReverseMovement,
  StockReply,
} from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api, type Query } from './api';

@Injectable({ providedIn: 'root' })
export class StockApi {
  readonly #api = inject(Api);

  list(query: Query, signal?: AbortSignal): Promise<Page<StockReply>> {
    return this.#api.get('/stock', query, signal);
  }

  /** Movements, newest first. */
  movements(query: Query, signal?: AbortSignal): Promise<Page<MovementReply>> {
    return this.#api.get('/movements', query, signal);
  }

  reverse(movementId: Id, request: ReverseMovement): Promise<ReversalReply> {
    return this.#api.post(`/movements/${movementId}/reversal`, request);
  }

  hold(lotId: Id, request: HoldLot): Promise<LotReply> {
    return this.#api.post(`/lots/${lotId}/hold`, request);
  }

  release(lotId: Id): Promise<LotReply> {
    return this.#api.delete(`/lots/${lotId}/hold`);
  }
}
