import type { Page } from 'playwright-core';
import { until } from '../faults/until';

/** One entry as the device's database holds it; what is left out is as usual. */
export interface KeptEntry {
  readonly id: string;
  readonly groupId: string;
  readonly command: object;
  readonly about: object;
}

/**
 * Makes the device's database as the very first version of the app made it, with entries in its outbox. The page must be of the
 * app's origin, with the app not running in it.
 */
export function makeFirstDatabase(page: Page, entries: readonly KeptEntry[]): Promise<void> {
  return page.evaluate(async (kept) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('commonshelf', 1);
      opening.onupgradeneeded = () => {
        const made = opening.result;
        made
          .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
          .createIndex('id', 'id', { unique: true });
        made.createObjectStore('marks');
        made.createObjectStore('codes', { keyPath: 'key' });
        made.createObjectStore('uses', { keyPath: 'key' }).createIndex('siteId', 'siteId');
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('No database.'));
    });
    const transaction = database.transaction('outbox', 'readwrite');
    const savedAt = new Date().toISOString();
    for (const entry of kept)
      transaction
        .objectStore('outbox')
        .add({ ...entry, savedAt, notBefore: 0, state: 'waiting', refusal: null });
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new Error('Not kept.'));
    });
    database.close();
  }, entries);
}

/** Puts entries into the outbox of an app that runs, as another of its tabs would. */
export function keepOnDisk(page: Page, entries: readonly KeptEntry[]): Promise<void> {
  return page.evaluate(async (kept) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('commonshelf');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('No database.'));
    });
    const transaction = database.transaction('outbox', 'readwrite');
    const usual = { savedAt: new Date().toISOString(), notBefore: 0, state: 'waiting', refusal: null };
    for (const entry of kept) transaction.objectStore('outbox').add({ ...entry, ...usual });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    const tabs = new BroadcastChannel('commonshelf.outbox');
    tabs.postMessage({ outcomes: [] });
    tabs.close();
  }, entries);
}

interface OutboxRow {
  readonly id: string;
  readonly state: string;
  readonly notBefore: number;
}

/** The ids of what the device's database holds in its outbox, in order, those refused left out. */
export async function unsentOnDisk(page: Page): Promise<string[]> {
  return (await outboxOnDisk(page)).filter(({ state }) => state !== 'refused').map(({ id }) => id);
}

/** Waits until nothing is held back any more so that a slip can be put right: from then on only the outbox's own rules keep it. */
export function isNothingHeldBack(page: Page): Promise<boolean> {
  return until('nothing is held back', 15_000, async () => {
    const rows = await outboxOnDisk(page);
    return rows.length > 0 && rows.every(({ notBefore }) => notBefore < Date.now());
  });
}

function outboxOnDisk(page: Page): Promise<readonly OutboxRow[]> {
  return page.evaluate(
    () =>
      new Promise<readonly OutboxRow[]>((resolve, reject) => {
        const opening = indexedDB.open('commonshelf');
        opening.onerror = () => reject(opening.error ?? new Error('No database.'));
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('outbox').objectStore('outbox').getAll();
          reading.onsuccess = () => {
            database.close();
            resolve(reading.result as readonly OutboxRow[]);
          };
        };
      }),
  );
}
