import type { CDPSession, Page } from 'playwright-core';
import type { BenchRow } from './bench-row';

/** Chromium's own preset "Slow 4G": 562.5 ms of latency, 1.44 Mbit/s down and 675 kbit/s up (its figures, with its factors applied). */
const slow4G = { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
/** How many times slower than the machine this runs on. */
const slowdown = 4;

export type Network = 'slow' | 'none';

/** Makes the page one of a phone that is some years old. Lasts as long as the session that it answers. */
export async function makeOld(page: Page, network: Network): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await session.send('Network.enable');
  await useNetwork(session, network);
  return session;
}

/** From now on the page has this network. */
export async function useNetwork(session: CDPSession, network: Network): Promise<void> {
  await session.send('Network.emulateNetworkConditions', { offline: network === 'none', ...slow4G });
}

const workOf = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];

/**
 * Milliseconds of processor time that script, style and layout of the page take for a job, on this machine as it is: whoever else is at
 * work here, and not slowed down.
 */
export async function pageWork(session: CDPSession, job: () => Promise<unknown>): Promise<number> {
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.reduce((sum, { name, value }) => sum + (workOf.includes(name) ? value : 0), 0) * 1_000;
  };
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await session.send('Performance.enable');
  const before = await spent();
  await job();
  const ms = (await spent()) - before;
  await session.send('Performance.disable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return ms;
}

/** The middle one and the 95th of a hundred; of fewer than twenty that is the greatest. */
export function timeRows(name: string, ms: readonly number[], aim?: number): BenchRow[] {
  const row = (which: string, share: number): BenchRow => ({
    ...{ name: `${name}, ${which} of ${ms.length}`, value: atShare(ms, share), unit: 'ms' },
    ...(aim === undefined ? {} : { aim }),
  });
  return [row('median', 0.5), row('p95', 0.95)];
}

function atShare(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}
