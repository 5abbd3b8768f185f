import type { Browser, BrowserContext, Page } from 'playwright-core';
import { FreeStore } from '../faults/free-store';
import { RealServer } from '../faults/real-server';
import { until } from '../faults/until';
import { launchChromium } from '../support/chromium';
import { appIsKept } from '../support/kept-app';
import { catalogueHolds } from '../support/kept-catalogue';
import { typeAsScanner } from '../support/wedge';
import { objections } from '../support/objections';

/** Every page that a volunteer or steward may be on. */
const rooms = [
  ...[
    '/',
    '/scan',
    '/scan/waiting',
    '/stock',
    '/stock/history',
    '/shortages',
    '/items',
    '/items/new',
    '/items/categories',
  ],
  ...['/sites', '/people', '/labels', '/transfers', '/transfers/ship', '/more', '/me', '/sign-in'],
];

let server: RealServer;
let store: FreeStore;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const asked = new Set<string>();
const complaints: string[] = [];

beforeAll(async () => {
  server = await RealServer.start();
  store = await FreeStore.open(server);
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
  context.on('request', (request) => asked.add(new URL(request.url()).origin));
  page = await opened();
  await page.goto(await store.signInAddress());
  await page.locator('cs-mode-bar').waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
}, 60_000);

async function opened(): Promise<Page> {
  const made = await context.newPage();
  made.setDefaultTimeout(20_000);
  made.on('pageerror', (error) => complaints.push(error.message));
  return made;
}

/** The cellar: the server is gone, and so is the network. */
async function withoutNetwork(job: () => Promise<void>): Promise<void> {
  await server.killApi();
  await context.setOffline(true);
  try {
    await job();
  } finally {
    await context.setOffline(false);
    await server.up();
  }
}

const mainFile = (of: Page) =>
  of.evaluate(() => document.querySelector<HTMLScriptElement>('script[src*=main]')?.src.split('/').pop());

describe('the app on the device', () => {
  it('is all there after one visit', async () => {
    await appIsKept(page);
  }, 120_000);

  it('opens at every address without a network, styled and with its words', async () => {
    await withoutNetwork(async () => {
      const visitor = await opened();
      for (const room of rooms) {
        await visitor.goto(server.address + room);
        await visitor.locator('h1').first().waitFor({ state: 'attached' });
        const shown = await visitor.evaluate(() => ({
          text: document.body.innerText,
          lost: document.querySelector('cs-update-notice .notice') !== null,
          adopted: document.adoptedStyleSheets.length > 0,
        }));
        expect([room, shown.lost, shown.adopted]).toEqual([room, false, true]);
        // A key instead of its words.
        expect([
          room,
          /\b[a-z]+\.[a-z]+[A-Z.]\w*/.exec(shown.text.replaceAll(/https?:\S+/g, ''))?.[0],
        ]).toEqual([room, undefined]);
      }
      await visitor.close();
    });
  }, 240_000);

  it('keeps scans made without a network through a reload, and sends them when there is one', async () => {
    const can = await store.newCan();
    await catalogueHolds(page, can.name);
    await withoutNetwork(async () => {
      await page.reload();
      await page.locator('cs-mode-bar').waitFor();
      await typeAsScanner(page, can.code);
      await page.locator('cs-result-line').getByText(`1 ${can.name} in`).waitFor();
      await page.reload();
      await page.locator('cs-sync-mark .waits').waitFor();
    });
    await page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 60_000 });
    await until(
      'the scan is recorded',
      30_000,
      async () => (await store.recorded([can])).get(can.itemId) === 1,
    );
  }, 120_000);

  it('opens labels again that were opened before, and no others, until somebody signs out', async () => {
    const [seen, other] = [await store.newCan(), await store.newCan()];
    const look = ({ itemId }: { itemId: string }) =>
      page.evaluate(
        (address) => fetch(address).then(({ status }) => status),
        `/api/v1/labels/items/${itemId}.svg`,
      );
    expect(await look(seen)).toBe(200);
    await withoutNetwork(async () => {
      expect(await look(seen)).toBe(200);
      expect(await look(other)).not.toBe(200);
    });
    await page.goto(`${server.address}/me`);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL(/signed-out/);
    await until('the labels are forgotten', 10_000, async () =>
      page.evaluate(async () => {
        const kept = (await caches.keys()).filter((name) => name.includes(':data:'));
        const files = await Promise.all(
          kept.map(async (name) => (await (await caches.open(name)).keys()).length),
        );
        return kept.length > 0 && files.every((count) => count === 0);
      }),
    );
    await page.goto(await store.signInAddress());
    await page.locator('cs-mode-bar').waitFor();
  }, 120_000);

  it('leaves the API and what is no page of its own to the server', async () => {
    await page.goto(`${server.address}/api/docs`);
    await page.getByRole('heading', { name: 'Commonshelf API' }).waitFor();
    // Pages for strangers, also for somebody who has the app: told by the server, not by what is kept.
    for (const path of ['/s/nobody-knows-this', '/s/nobody-knows-this/ask', '/board/nobody-knows-this']) {
      const answer = await page.goto(server.address + path);
      expect([path, answer?.status(), answer?.fromServiceWorker()]).toEqual([path, 404, false]);
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
      expect(await page.locator('cs-root, cs-frame').count()).toBe(0);
    }
    await page.goto(`${server.address}/scan`);
    await withoutNetwork(async () => {
      const answer = await page.evaluate(() =>
        fetch('/api/v1/me').then(String, (error: unknown) => String(error)),
      );
      expect(answer).toContain('Failed to fetch');
    });
  }, 120_000);
});

describe('a new build', () => {
  it('comes when the person says so; until then the old one works, pages that it never opened too', async () => {
    const old = await opened();
    await old.goto(`${server.address}/scan`);
    await old.locator('cs-mode-bar').waitFor();
    const before = await mainFile(old);
    const can = await store.newCan();
    await server.update();

    // Somebody opens the app: that is when browsers ask whether there is a newer one.
    await page.goto(`${server.address}/scan`);
    await old.locator('cs-update-notice').getByText('A new version is ready').waitFor({ timeout: 90_000 });
    expect(await mainFile(old)).toBe(before);
    expect(await objections(old, { within: 'cs-update-notice' })).toEqual([]);
    await old.locator('nav').getByRole('link', { name: 'Gaps' }).click();
    await old.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await mainFile(old)).toBe(before);
    await old.locator('nav').getByRole('link', { name: 'Scan' }).click();
    await typeAsScanner(old, can.code);
    await old.locator('cs-result-line').getByText(can.name).waitFor();

    await old.getByRole('button', { name: 'Load the page' }).click();
    await until('the new build is shown', 30_000, async () => (await mainFile(old)) !== before);
    await old.locator('cs-mode-bar').waitFor();
    expect(await old.locator('cs-update-notice .notice').count()).toBe(0);
    await old.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 60_000 });
    // The mark says nothing waits until the page has read the disk.
    await until(
      'the scan is recorded',
      30_000,
      async () => (await store.recorded([can])).get(can.itemId) === 1,
    );
    await appIsKept(old);
    await withoutNetwork(async () => {
      await old.reload();
      await old.locator('cs-mode-bar').waitFor();
    });
  }, 240_000);
});

describe('all that', () => {
  it('asks nobody but the server, and throws nothing', () => {
    expect([...asked].filter((origin) => origin !== server.address && origin !== 'null')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
