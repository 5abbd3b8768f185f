import { Injectable } from '@angular/core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import { deviceDatabase } from '../outbox/device-database';

const halfLifeMs = 14 * 86_400_000;

/** What this device scans and taps at each site, so that the frequent things come first. Never leaves the device. */
@Injectable({ providedIn: 'root' })
export class ItemUses {
  async add(siteId: Id, item: ItemReply): Promise<void> {
    try {
      const transaction = (await deviceDatabase()).transaction('uses', 'readwrite');
      const key = `${siteId} ${item.id}`;
      const before = await transaction.store.get(key);
      await transaction.store.put({
        ...{ key, siteId, item },
        times: (before?.times ?? 0) + 1,
        lastAt: Date.now(),
      });
      await transaction.done;
    } catch {
      // Only the order of the tiles depends on it.
    }
  }

  /** The items used most at a site, lately counting more: each use weighs half after two weeks. */
  async most(siteId: Id, atMost: number): Promise<ItemReply[]> {
    try {
      const uses = await (await deviceDatabase()).getAllFromIndex('uses', 'siteId', siteId);
      const now = Date.now();
      const weight = (use: { times: number; lastAt: number }) =>
        use.times * 0.5 ** ((now - use.lastAt) / halfLifeMs);
      return uses
        .sort((a, b) => weight(b) - weight(a))
        .slice(0, atMost)
        .map((use) => use.item);
    } catch {
      return [];
    }
  }
}
