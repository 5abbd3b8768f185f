import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { OutboxEntry } from './outbox-entry';

/** An item that a code stands for, as the server last said it. */
export interface KnownCode {
  /** `group id` + space + the code as it is bound. */
  readonly key: string;
  readonly item: ItemReply;
  readonly packQuantity: number;
}

/** How often this device used an item at a site. */
export interface ItemUse {
  /** `site id` + space + `item id`. */
  readonly key: string;
  readonly siteId: Id;
  readonly item: ItemReply;
  readonly times: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

interface DeviceSchema extends DBSchema {
  outbox: { key: number; value: OutboxEntry; indexes: { id: string } };
  marks: { key: string; value: unknown };
  codes: { key: string; value: KnownCode };
  uses: { key: string; value: ItemUse; indexes: { siteId: string } };
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>;

const name = 'commonshelf';
const version = 1;

let opened: Promise<DeviceDatabase> | undefined;

/**
 * The device's own database, opened once a page. A newer tab that upgrades it is let through.
 * @throws DOMException where the browser refuses storage.
 */
export function deviceDatabase(): Promise<DeviceDatabase> {
  opened ??= openDB<DeviceSchema>(name, version, {
    upgrade(database, from) {
      if (from < 1) {
        database
          .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
          .createIndex('id', 'id', { unique: true });
        database.createObjectStore('marks');
        database.createObjectStore('codes', { keyPath: 'key' });
        database.createObjectStore('uses', { keyPath: 'key' }).createIndex('siteId', 'siteId');
      }
    },
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
