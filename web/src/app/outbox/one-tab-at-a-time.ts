/**
 * Runs `job` while no other tab of this device runs one. Where the browser has no Web Locks (plain http on a local network) tabs may
 * send side by side; the ids of what they send make that harmless.
 */
export async function oneTabAtATime(job: () => Promise<void>): Promise<void> {
  if (typeof navigator.locks === 'undefined') return job();
  await navigator.locks.request('commonshelf.outbox', job);
}
