import { performance } from 'node:perf_hooks';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { builtWebDir } from '@api/http/web-pages';
import { launchChromium } from '../support/chromium';
import { appIsKept } from '../support/kept-app';
import { manySessions } from '../support/many-sessions';
import { newDevice } from '../support/page-weight';
import type { BenchRow } from './bench-row';
import { makeGroup, median, withDurableServer } from './durable-server';

/** Chromium's own preset "Slow 4G": 562.5 ms of latency, 1.44 Mbit/s down and 675 kbit/s up (its figures, with its factors applied). */
const slow4G = { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
/** An old phone, against the machine this runs on. */
const slowdown = 4;
const rounds = 3;

/** How long the scan page takes on an old phone and a slow network, and again without any. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await withDurableServer(
    async ({ address, db }) => {
      await makeGroup(db, 3, ['Black beans']);
      const [token = ''] = await manySessions(db, 1);
      const browser = await launchChromium();
      try {
        const first: number[] = [];
        for (let n = 0; n < rounds; n += 1) first.push(await firstLoad(browser, address, token));
        const again = await withoutNetwork(browser, address, token);
        const row = (name: string, values: readonly number[]) =>
          rows.push({ name: `${name} (median of ${values.length})`, value: median(values), unit: 'ms' });
        row('scan page, first load, CPU 4× slower, Slow 4G', first);
        row('scan page, offline from the device, CPU 4× slower', again);
      } finally {
        await browser.close();
      }
    },
    { webDir: builtWebDir },
  );
  return rows;
}

async function firstLoad(browser: Browser, address: string, token: string): Promise<number> {
  const device = await newDevice(browser, address, token);
  try {
    const { page, session } = await oldPhone(device);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, ...slow4G });
    return await opening(page, address);
  } finally {
    await device.close();
  }
}

async function withoutNetwork(browser: Browser, address: string, token: string): Promise<number[]> {
  const device = await newDevice(browser, address, token);
  try {
    const before = await device.newPage();
    await opening(before, address);
    await appIsKept(before);
    await before.close();
    await device.setOffline(true);
    const again: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      const { page } = await oldPhone(device);
      again.push(await opening(page, address));
      await page.close();
    }
    return again;
  } finally {
    await device.close();
  }
}

async function oldPhone(device: BrowserContext): Promise<{ page: Page; session: CDPSession }> {
  const page = await device.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { page, session };
}

/** Until codes are taken. */
async function opening(page: Page, address: string): Promise<number> {
  const began = performance.now();
  await page.goto(`${address}/scan`, { waitUntil: 'commit' });
  await page.locator('cs-mode-bar').waitFor({ timeout: 120_000 });
  return performance.now() - began;
}
