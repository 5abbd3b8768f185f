import type { Api } from '../api-client/api';
import { deviceDatabase } from '../outbox/device-database';
import { askSync } from './ask-sync';
import { IndexedCatalogueStore } from './indexed-catalogue-store';
import { MemoryCatalogueStore } from './memory-catalogue-store';
import { openLive } from './open-live';
import { SyncEngine } from './sync-engine';

export { openLive };

/** The engine on this device's own storage, network, clock and tabs. */
export async function openDevice(api: Api): Promise<SyncEngine> {
  const keeps = await deviceDatabase().then(
    () => true,
    () => false,
  );
  const channel =
    keeps && typeof BroadcastChannel !== 'undefined' ? new BroadcastChannel('commonshelf.catalogue') : null;
  const engine = new SyncEngine({
    store: keeps ? new IndexedCatalogueStore() : new MemoryCatalogueStore(),
    ask: (groupId, since) => askSync(api, groupId, since),
    now: () => new Date(),
    after: (ms, job) => {
      const timer = setTimeout(job, ms);
      return () => clearTimeout(timer);
    },
    exclusively: keeps ? oneTabAtATime : (job) => job(),
    random: Math.random,
    journalAtMost: { pages: 400, grown: 400_000 },
    tell: () => channel?.postMessage(null),
  });
  channel?.addEventListener('message', () => void engine.heard());
  return engine;
}

/** Where the browser has no Web Locks, tabs may ask side by side; the store takes only one of their answers. */
async function oneTabAtATime(job: () => Promise<void>): Promise<void> {
  if (typeof navigator.locks === 'undefined') return job();
  await navigator.locks.request('commonshelf.catalogue', job);
}
