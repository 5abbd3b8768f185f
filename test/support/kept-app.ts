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
