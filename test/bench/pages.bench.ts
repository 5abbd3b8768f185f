import type { Browser, Page } from 'playwright-core';
import { builtWebDir } from '@api/http/web-pages';
import { launchChromium } from '../support/chromium';
import { appIsKept } from '../support/kept-app';
import { manySessions } from '../support/many-sessions';
import { newDevice } from '../support/page-weight';
import type { BenchRow } from './bench-row';
import { makeGroup, withDurableServer } from './durable-server';
import { makeOld, timeRows } from './old-phone';

const rounds = 10;

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
        rows.push(
          ...timeRows('scan page, first load, CPU 4× slower, Slow 4G', first),
          ...timeRows('scan page, offline from the device, CPU 4× slower', again),
        );
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
    const page = await device.newPage();
    await makeOld(page, 'slow');
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
      const page = await device.newPage();
      await makeOld(page, 'none');
      again.push(await opening(page, address));
      await page.close();
    }
    return again;
  } finally {
    await device.close();
  }
}

/** Until codes are taken. */
async function opening(page: Page, address: string): Promise<number> {
  const began = performance.now();
  await page.goto(`${address}/scan`, { waitUntil: 'commit' });
  await page.locator('cs-mode-bar').waitFor({ timeout: 120_000 });
  return performance.now() - began;
}
