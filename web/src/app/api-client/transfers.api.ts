import { inject, Injectable } from '@angular/core';
import type { ReceiveTransfer, ShipTransfer, TransferReply } from '@shared/transfers/transfers.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api, type Query } from './api';

@Injectable({ providedIn: 'root' })
export class TransfersApi {
  readonly #api = inject(Api);

  list(query: Query): Promise<Page<TransferReply>> {
    return this.#api.get('/transfers', query);
  }

  one(id: Id): Promise<TransferReply> {
    return this.#api.get(`/transfers/${id}`);
  }

  ship(request: ShipTransfer): Promise<TransferReply> {
    return this.#api.post('/transfers', request);
  }

  receive(id: Id, request: ReceiveTransfer): Promise<TransferReply> {
    return this.#api.post(`/transfers/${id}/receipt`, request);
  }
}
