import { inject, Injectable } from '@angular/core';
import type {
  CategoryReply,
  ChangeCategory,
  ChangeItem,
  ItemReply,
  MakeCategory,
  MakeItem,
} from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Api, type Query } from './api';

@Injectable({ providedIn: 'root' })
export class ItemsApi {
  readonly #api = inject(Api);

  /** `q` searches names and forgives spelling. */
  list(query: Query, signal?: AbortSignal): Promise<Page<ItemReply>> {
    return this.#api.get('/items', query, signal);
  }

  one(id: Id): Promise<ItemReply> {
    return this.#api.get(`/items/${id}`);
  }

  make(request: MakeItem): Promise<ItemReply> {
    return this.#api.post('/items', request);
  }

  change(id: Id, request: ChangeItem): Promise<ItemReply> {
    return this.#api.patch(`/items/${id}`, request);
  }

  bindBarcode(id: Id, code: string, packQuantity: number): Promise<ItemReply> {
    return this.#api.put(`/items/${id}/barcodes/${encodeURIComponent(code)}`, { packQuantity });
  }

  unbindBarcode(id: Id, code: string): Promise<void> {
    return this.#api.delete(`/items/${id}/barcodes/${encodeURIComponent(code)}`);
  }

  categories(cursor: string | null = null): Promise<Page<CategoryReply>> {
    return this.#api.get('/categories', { limit: 500, cursor });
  }

  makeCategory(request: MakeCategory): Promise<CategoryReply> {
    return this.#api.post('/categories', request);
  }

  changeCategory(id: Id, request: ChangeCategory): Promise<CategoryReply> {
    return this.#api.patch(`/categories/${id}`, request);
  }
}
