import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';

const beanCode = '5901234123457';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: Id;
let beans: Id;

beforeAll(async () => {
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  site = await goods.site();
  beans = await goods.item('Black beans 400 g');
  await goods.barcode(beans, beanCode.padStart(14, '0'));
  await goods.record(server.organizer, { reason: 'donation', itemId: beans, quantity: 3, toSiteId: site });
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

/** The device's database as a page of the first version left it, with one command that waits; the page stays open. */
async function openFirstVersion(page: Page): Promise<void> {
  await page.goto(`${server.address}/manifest.webmanifest`);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('commonshelf', 1);
        opening.onupgradeneeded = () => {
          const outbox = opening.result.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
          outbox.createIndex('id', 'id', { unique: true });
          opening.result.createObjectStore('marks');
          opening.result.createObjectStore('codes', { keyPath: 'key' });
          opening.result.createObjectStore('uses', { keyPath: 'key' }).createIndex('siteId', 'siteId');
          outbox.add({ id: 'from-before', groupId: 'another-group', state: 'waiting', refusal: null });
        };
        opening.onsuccess = () => {
          opening.result.onversionchange = () => opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      }),
  );
}

interface Kept {
  version: number;
  outbox: { id: string }[];
  standing: { shown: number | null; groupId: Id } | undefined;
  pages: string[];
}

/** What the device's database holds now. */
function keptBy(page: Page): Promise<Kept> {
  return page.evaluate(
    () =>
      new Promise<Kept>((resolve, reject) => {
        const opening = indexedDB.open('commonshelf');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction(['outbox', 'standing', 'catalogue']);
          const outbox = reading.objectStore('outbox').getAll();
          const standing = reading.objectStore('standing').get('catalogue');
          const pages = reading.objectStore('catalogue').getAll();
          reading.oncomplete = () => {
            resolve({
              version: database.version,
              outbox: outbox.result,
              standing: standing.result,
              pages: pages.result,
            });
            database.close();
          };
        };
      }),
  );
}

async function until<T>(read: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (passes(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function join(page: Page): Promise<void> {
  const invite = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'steward' });
  const { pathname, hash } = new URL(invite.body.url);
  await page.goto(server.address + pathname + hash);
  await page.locator('#name').fill('Robin');
  await page.locator('button[type=submit]').click();
  await page.locator('cs-mode-bar').waitFor();
}

it('takes over the database of the version before, while a page of that version is still open, with all that waits', async () => {
  const older = await context.newPage();
  await openFirstVersion(older);
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await join(page);
  const kept = await until(
    () => keptBy(page),
    ({ standing }) => standing?.shown != null,
  );
  expect(kept.version).toBe(2);
  expect(kept.outbox.map(({ id }) => id)).toEqual(['from-before']);
  expect(kept.standing?.groupId).toBe(goods.groupId);
  expect(kept.pages.join()).toContain('Black beans 400 g');
  await older.close();
});
