import { createEnvironmentInjector, type EnvironmentInjector } from '@angular/core';
import { provideServiceWorker, SwUpdate } from '@angular/service-worker';

const worker = 'keeper.js';
/** A page that stays open all week hears of a new build too. */
const askEveryMs = 3_600_000;

/** Who wants to know what becomes of the build that is open. */
interface Listener {
  ready(): void;
  lost(): void;
}

/** Registers the service worker and listens to what it says; loaded when the first page is done. */
export async function keepApp(parent: EnvironmentInjector, update: Listener): Promise<void> {
  const injector = createEnvironmentInjector([provideServiceWorker(worker)], parent);
  const news = injector.get(SwUpdate);
  news.versionUpdates.subscribe(({ type }) => {
    if (type === 'VERSION_READY') update.ready();
  });
  news.unrecoverable.subscribe(() => update.lost());
  await navigator.serviceWorker.register(worker, { updateViaCache: 'none' });

  let asked = Date.now();
  const ask = () => {
    if (document.visibilityState === 'hidden' || Date.now() - asked < askEveryMs) return;
    asked = Date.now();
    news.checkForUpdate().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, askEveryMs);
}
