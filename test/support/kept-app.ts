import type { Page } from 'playwright-core';
import { until } from '../faults/until';

/** Waits until the service worker has the page and every file of the app. */
export async function appIsKept(page: Page, patienceMs = 90_000): Promise<void> {
  await until('the app is kept on the device', patienceMs, () =>
    page.evaluate(async () => {
      if (!navigator.serviceWorker.controller) return false;
      const list = (await (await fetch('/ngsw.json')).json()) as { assetGroups: { urls: string[] }[] };
      const files = list.assetGroups.flatMap(({ urls }) => urls);
      const found = await Promise.all(files.map((file) => caches.match(file)));
      return found.every(Boolean);
    }),
  );
}

/** Waits until the device has the group's catalogue: then it knows every code without a network. */
export async function catalogueIsKept(page: Page, patienceMs = 60_000): Promise<void> {
  await until('the catalogue is kept on the device', patienceMs, () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const opening = indexedDB.open('commonshelf');
          opening.onerror = () => resolve(false);
          opening.onsuccess = () => {
            const database = opening.result;
            const counting = database.transaction('standing').objectStore('standing').count();
            counting.onsuccess = () => {
              database.close();
              resolve(counting.result > 0);
            };
          };
        }),
    ),
  );
}
