import { inject, Injectable } from '@angular/core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import { ItemsApi } from '../api-client/items.api';
import { Connection } from '../outbox/connection';
import { Device } from './device';
import { Levels } from './levels';

export interface ItemQuestion {
  readonly text: string;
  readonly atMost: number;
  readonly categoryId?: Id | null;
  readonly withArchived?: boolean;
}

/** Finds items by name, misspelt or not: on this device where it keeps the catalogue, else on the server. */
@Injectable({ providedIn: 'root' })
export class ItemFinder {
  readonly #items = inject(ItemsApi);
  readonly #device = inject(Device);
  readonly #online = inject(Connection).online;
  readonly #levels = inject(Levels);

  async find(question: ItemQuestion, signal?: AbortSignal): Promise<ItemReply[]> {
    const catalogue = await this.#device.catalogue();
    if (catalogue) {
      const { findItems } = await import('./find-items');
      const found = findItems(catalogue, question, this.#levels.newItems());
      if (found.length > 0 || !this.#online()) return found;
      // The server knows words of other languages too.
    }
    const { text, atMost, categoryId, withArchived } = question;
    const query = { q: text, limit: atMost, categoryId, archived: withArchived ? 'true' : '' };
    return (await this.#items.list(query, signal)).data;
  }
}
