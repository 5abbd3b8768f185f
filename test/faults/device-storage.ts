import type { Page } from 'playwright-core';

/** As much as a nearly full phone leaves to a page. */
const quotaBytes = 24 * 2 ** 20;
const fillerName = 'filler';

/** Gives the page's origin a small disk, before it is opened. Lasts as long as the debugger's session: that stays open. */
export async function limitStorage(page: Page, origin: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: quotaBytes });
}

/** Fills the disk to the last bytes with something else of the same origin. */
export function fillStorage(page: Page): Promise<void> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('bytes', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('No filler.'));
    });
    const fits = (bytes: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = database.transaction('bytes', 'readwrite');
        transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(bytes)));
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (const bytes of [65_536, 8_192, 512, 64])
      for (let n = 0; n < 1_000; n += 1) if (!(await fits(bytes))) break;
    database.close();
  }, fillerName);
}

/** Gives the disk back. */
export function emptyStorage(page: Page): Promise<void> {
  return page.evaluate(
    (name) =>
      new Promise<void>((done) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => done();
        deleting.onerror = () => done();
      }),
    fillerName,
  );
}
