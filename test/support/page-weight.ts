import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sessionCookie } from '@api/http/session-cookie';

/** Nothing more came for so long: the first load is over. */
const stillMs = 600;

/** What one answer weighed on the wire, its headers too. */
export interface Weighed {
  readonly url: string;
  readonly type: string;
  readonly bytes: number;
}

/** A browser that has never been here, with somebody's session. */
export async function newDevice(browser: Browser, address: string, token: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
  await context.addCookies([{ name: sessionCookie, value: token, url: address }]);
  return context;
}

/** Writes down everything that the page gets from the network from now on. */
export async function weigh(page: Page): Promise<readonly Weighed[]> {
  const session = await page.context().newCDPSession(page);
  const asked = new Map<string, { url: string; type: string }>();
  const weighed: Weighed[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    asked.set(requestId, { url: request.url, type: type ?? 'Other' });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId);
    if (one && /^http/.test(one.url)) weighed.push({ ...one, bytes: encodedDataLength });
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  return weighed;
}

/** The bytes of all of them. */
export const together = (weighed: readonly Weighed[]): number =>
  weighed.reduce((sum, { bytes }) => sum + bytes, 0);

/** Everything that a first load of the scan page takes off the network, until it can be scanned on and is still. */
export async function weighScanPage(browser: Browser, address: string, token: string) {
  const context = await newDevice(browser, address, token);
  try {
    const page = await context.newPage();
    const weighed = await weigh(page);
    await page.goto(`${address}/scan`);
    await page.locator('cs-mode-bar').waitFor();
    // Not for a silent network: once the catalogue is kept, the page listens for news as long as it is open.
    for (let before = -1; before < weighed.length;) {
      before = weighed.length;
      await page.waitForTimeout(stillMs);
    }
    return [...weighed];
  } finally {
    await context.close();
  }
}
