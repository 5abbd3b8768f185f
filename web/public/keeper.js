/**
 * The service worker: Angular's, which keeps the app on the device, and before it what it must leave alone. The API answers for itself
 * (a worker between would turn "no network" into an answer, and hold uploads and streams), and so do pages that are not the app's.
 * Labels that were opened are the exception: they open again without a network.
 */
const label = /^\/api\/v1\/labels\/(items|lots|sites)\/[^/]+$/;
const others = /^\/(api|s|board)(\/|$)/;

self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  const kept = event.request.method === 'GET' && label.test(pathname);
  if (others.test(pathname) && !kept) event.stopImmediatePropagation();
});

importScripts('./ngsw-worker.js');
