import type { Page } from 'playwright-core';
import type { Id } from '@shared/words/id';
import { until } from '../faults/until';

/** What the device's own database holds. */
export interface Kept {
  readonly version: number;
  readonly outbox: { readonly id: string }[];
  readonly standing: { readonly shown: number | null; readonly groupId: Id } | undefined;
  /** Replies of the server, as they came. */
  readonly pages: string[];
}

/** What the device of a page holds now. The app must have made its database. */
export function keptBy(page: Page): Promise<Kept> {
  return page.evaluate(
    () =>
      new Promise<Kept>((resolve, reject) => {
        const opening = indexedDB.open('commonshelf');
        opening.onerror = () => reject(opening.error ?? new Error('No database.'));
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction(['outbox', 'standing', 'catalogue']);
          const outbox = reading.objectStore('outbox').getAll();
          const standing = reading.objectStore('standing').get('catalogue');
          const pages = reading.objectStore('catalogue').getAll();
          reading.oncomplete = () => {
            const { version } = database;
            database.close();
            resolve({ version, outbox: outbox.result, standing: standing.result, pages: pages.result });
          };
        };
      }),
  );
}

/** Waits until the device of a page keeps a whole catalogue in which all of these words stand. */
export async function catalogueHolds(page: Page, ...words: string[]): Promise<void> {
  await until(`the device knows ${words.join(', ')}`, 20_000, async () => {
    const { standing, pages } = await keptBy(page);
    const text = pages.join();
    return standing?.shown != null && words.every((word) => text.includes(word));
  });
}
