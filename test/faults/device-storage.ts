import type { CDPSession, Page } from 'playwright-core';

/** As much as a nearly full phone leaves to a page beside what the page has already. */
const leftBytes = 16 * 2 ** 20;
const fillerName = 'filler';

/**
 * The disk as a page's origin has it, which is small from the beginning: the browser remembers for a while that there was much room.
 * To free it is to make it larger, too: what was deleted is given back when the browser tidies up, whenever that is.
 */
export class DeviceStorage {
  private constructor(
    private readonly page: Page,
    private readonly debugging: CDPSession,
    private readonly origin: string,
  ) {}

  /** Of a page that is not open yet, until it is closed. */
  static async of(page: Page, origin: string): Promise<DeviceStorage> {
    const storage = new DeviceStorage(page, await page.context().newCDPSession(page), origin);
    await storage.#limit();
    return storage;
  }

  /** Fills it to the last bytes with something else of the same origin. */
  fill(): Promise<void> {
    return this.page.evaluate(writeFull, { name: fillerName, limit: 2 * leftBytes });
  }

  async free(): Promise<void> {
    await this.#limit();
    await this.page.evaluate(
      (name) =>
        new Promise<void>((done) => {
          const deleting = indexedDB.deleteDatabase(name);
          deleting.onsuccess = () => done();
          deleting.onerror = () => done();
        }),
      fillerName,
    );
  }

  async #limit(): Promise<void> {
    const { origin } = this;
    const { usage } = await this.debugging.send('Storage.getUsageAndQuota', { origin });
    const quotaSize = Math.ceil(usage) + leftBytes;
    await this.debugging.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  }
}

/** Runs in the page: writes random bytes, in ever smaller pieces, until not even the smallest is taken. */
async function writeFull({ name, limit }: { name: string; limit: number }): Promise<void> {
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
    for (let n = 0; n < limit / bytes && n < 1_000; n += 1) if (!(await fits(bytes))) break;
  database.close();
}
