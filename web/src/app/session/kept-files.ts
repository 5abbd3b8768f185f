/** Where the service worker keeps what the API sent; the app's own files, which are nobody's, are in others. */
const ofGroups = /:data:/;

/** Empties what the service worker keeps of a group: labels that were opened. Emptied, not deleted: the worker has it open. */
export async function forgetKeptFiles(): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) {
    if (!ofGroups.test(name)) continue;
    const kept = await caches.open(name);
    for (const file of await kept.keys()) await kept.delete(file);
  }
}
