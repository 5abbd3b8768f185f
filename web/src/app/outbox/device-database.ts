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
  /** What was heard of the group's catalogue, reply after reply as it came: `[journal, number of the page]`. */
  catalogue: { key: [journal: number, page: number]; value: string };
  /** How far it was heard; one row under `catalogue`. */
  standing: { key: string; value: unknown };
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>;

const name = 'commonshelf';
const version = 2;

let opened: Promise<DeviceDatabase> | undefined;

/**
 * The device's own database, opened once a page. A newer tab that upgrades it is let through, and this tab goes on with what the newer
 * one made of it: a version may add stores and indexes, never change or remove one.
 * @throws DOMException where the browser refuses storage.
 */
export function deviceDatabase(): Promise<DeviceDatabase> {
  opened ??= open(version)
    .catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'VersionError') return open(undefined);
      throw error;
    })
    .catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
  return opened;
}

/** As `wanted`, or whatever version there is. */
function open(wanted: number | undefined): Promise<DeviceDatabase> {
  return openDB<DeviceSchema>(name, wanted, {
    upgrade(database, from) {
      if (from < 1) {
        database
          .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
          .createIndex('id', 'id', { unique: true });
        database.createObjectStore('marks');
        database.createObjectStore('codes', { keyPath: 'key' });
        database.createObjectStore('uses', { keyPath: 'key' }).createIndex('siteId', 'siteId');
      }
      if (from < 2) {
        database.createObjectStore('catalogue');
        database.createObjectStore('standing');
      }
    },
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
}
