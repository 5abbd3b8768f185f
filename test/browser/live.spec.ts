import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { Id } from '@shared/words/id';
import type { Page as ListPage } from '@shared/words/page';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';
import { scanAtOnce } from '../support/wedge';

const beanCode = '5901234123457';
const soupCode = '4006381333931';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let site: Id;
let beans: Id;
/** Two phones: one scans, on the other somebody looks. */
let scanning: Page;
let looking: Page;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  site = await goods.site();
  beans = await goods.item('Black beans 400 g');
  await goods.barcode(beans, beanCode.padStart(14, '0'));
  for (let n = 1; n <= 30; n++) {
    const other = await goods.item(`Tin ${String(n).padStart(2, '0')}`);
    await goods.record(server.organizer, { reason: 'donation', itemId: other, quantity: n, toSiteId: site });
  }
  await goods.record(server.organizer, { reason: 'donation', itemId: beans, quantity: 3, toSiteId: site });
  browser = await launchChromium();
  [scanning, looking] = [await phone('Robin'), await phone('Sam')];
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

async function phone(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const invite = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'volunteer' });
  const { pathname, hash } = new URL(invite.body.url);
  await page.goto(server.address + pathname + hash);
  await page.locator('#name').fill(name);
  await page.locator('button[type=submit]').click();
  await page.locator('cs-mode-bar').waitFor();
  return page;
}

const go = (page: Page, name: string) => page.locator('nav').getByRole('link', { name }).click();
const rowOf = (page: Page, name: string) => page.locator('tr.one', { hasText: name });
const shows = (page: Page, item: string, level: string) =>
  rowOf(page, item).getByText(level, { exact: true }).first().waitFor();
const mode = (page: Page, name: string) =>
  page.locator('cs-mode-bar').getByText(name, { exact: true }).click();
const allSent = (page: Page) =>
  page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 20_000 });

it('moves the level on a stock page that somebody looks at, marks it quietly, and leaves what is open as it is', async () => {
  await go(looking, 'Stock');
  await shows(looking, 'Black beans 400 g', '3');
  await rowOf(looking, 'Tin 30').locator('.opener').click();
  const count = looking.getByLabel('How many are there now?');
  await count.fill('7');
  expect(await looking.evaluate(() => scrollY)).toBeGreaterThan(0);
  const place = await count.boundingBox();

  await scanAtOnce(scanning, beanCode);
  await shows(looking, 'Black beans 400 g', '4');
  await rowOf(looking, 'Black beans 400 g').getByText('More than a moment ago:').waitFor();
  const after = await count.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (place?.y ?? 0))).toBeLessThan(1);
  expect(await count.inputValue()).toBe('7');
  expect(await count.evaluate((field) => field === document.activeElement)).toBe(true);
});

it('adds to an open history what others do', async () => {
  await looking.goto(`${server.address}/stock/history?item=${beans}&site=${site}`);
  await looking.locator('cs-movement-line').first().waitFor();
  const before = await looking.locator('cs-movement-line').count();
  await scanAtOnce(scanning, beanCode);
  await until(
    () => looking.locator('cs-movement-line').count(),
    (count) => count === before + 1,
  );
});

it('says on both phones that an item needs a count, when two people hand out the last one', async () => {
  await goods.record(server.organizer, {
    reason: 'distribution',
    itemId: beans,
    quantity: 4,
    fromSiteId: site,
  });
  // Both have to know of the last one before the network of the first goes.
  for (const page of [scanning, looking]) {
    await go(page, 'Stock');
    await shows(page, 'Black beans 400 g', '1');
    await go(page, 'Scan');
    await mode(page, 'Out');
  }
  await contexts[0]?.setOffline(true);
  await scanAtOnce(scanning, beanCode);
  await scanning.locator('cs-result-line').getByText('now has 0').waitFor();
  await scanAtOnce(looking, beanCode);
  await looking.locator('cs-result-line').getByText('now has 0').waitFor();
  await allSent(looking);
  await contexts[0]?.setOffline(false);
  await allSent(scanning);
  for (const page of [scanning, looking]) {
    await go(page, 'Stock');
    await shows(page, 'Black beans 400 g', '-1');
    await rowOf(page, 'Black beans 400 g').getByText('Count it').first().waitFor();
    await go(page, 'Scan');
    await mode(page, 'In');
  }
});

it('ends with one item when both phones make one of the same code without a network, and with every scan of both on it', async () => {
  for (const context of contexts) await context.setOffline(true);
  for (const [page, name] of [
    [scanning, 'Tomato soup'],
    [looking, 'Soup, tomato'],
  ] as const) {
    await scanAtOnce(page, soupCode);
    await page.getByLabel('What is it?').fill(name);
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.locator('cs-result-line').getByText(`1 ${name} in`).waitFor();
    await scanAtOnce(page, soupCode);
    await page.locator('cs-result-line').getByText('now has 2').waitFor();
  }
  await contexts[0]?.setOffline(false);
  await allSent(scanning);
  await contexts[1]?.setOffline(false);
  await allSent(looking);
  const { body } = await server.organizer.get<ListPage<ItemReply>>('/api/v1/items?q=soup');
  expect(body.data.map(({ name }) => name)).toEqual(['Tomato soup']);
  expect((await goods.stockOf(site, body.data[0]?.id ?? ''))?.onHand).toBe(4);
  for (const page of contexts.map((_, n) => [scanning, looking][n] as Page)) {
    await go(page, 'Stock');
    await shows(page, 'Tomato soup', '4');
    expect(await rowOf(page, 'Soup, tomato').count()).toBe(0);
    await go(page, 'Scan');
  }
});

it('shares one line among the tabs of a phone, and passes it on when the tab that held it is closed', async () => {
  const context = contexts[1] as BrowserContext;
  let lines = 0;
  context.on('request', (request) => {
    if (request.url().endsWith('/api/v1/live')) lines += 1;
  });
  const second = await context.newPage();
  await second.goto(`${server.address}/stock`);
  await shows(second, 'Tomato soup', '4');
  await scanAtOnce(scanning, soupCode);
  await shows(second, 'Tomato soup', '5');
  // Told without a line of its own.
  expect(lines).toBe(0);
  await looking.close();
  await until(
    async () => lines,
    (count) => count === 1,
  );
  await scanAtOnce(scanning, soupCode);
  await shows(second, 'Tomato soup', '6');
});

async function until<T>(read: () => Promise<T>, passes: (value: T) => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (let value = await read(); !passes(value); value = await read()) {
    if (Date.now() > deadline) throw new Error(`It stays at ${String(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
