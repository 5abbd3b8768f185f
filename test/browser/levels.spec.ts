import type { Browser, Page, Route } from 'playwright-core';
import type { Id } from '@shared/words/id';
import { until } from '../faults/until';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { allSent, joinedPage } from '../support/joined-page';
import { catalogueHolds } from '../support/kept-catalogue';
import { startTestApp, type TestApp } from '../support/test-app';
import { scanAtOnce } from '../support/wedge';

const [beanCode, riceCode] = ['5901234123457', '4006381333931'];

let server: TestApp;
let goods: Goods;
let browser: Browser;
let page: Page;
let site: Id;
let beans: Id;
let rice: Id;

beforeAll(async () => {
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  site = await goods.site();
  beans = await goods.item('Black beans 400 g');
  rice = await goods.item('Rice 1 kg');
  await goods.barcode(beans, beanCode.padStart(14, '0'));
  await goods.barcode(rice, riceCode.padStart(14, '0'));
  for (const itemId of [beans, rice])
    await goods.record(server.organizer, { reason: 'donation', itemId, quantity: 3, toSiteId: site });
  browser = await launchChromium();
}, 120_000);

beforeEach(async () => {
  ({ page } = await joinedPage(server, browser, 'volunteer', { serviceWorkers: 'block' }));
  await catalogueHolds(page, 'Black beans', 'Rice');
  // Nobody tells this phone that something changed: it asks when it is told to, here.
  await page.route('**/api/v1/live', (route) => route.abort());
});

afterEach(() => page.context().close());

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

/** Holds requests back, each until it is let go. */
async function hold(page: Page, pattern: string): Promise<Route[]> {
  const held: Route[] = [];
  await page.route(pattern, (route) => {
    held.push(route);
  });
  return held;
}

const isAsked = (held: readonly Route[], times: number) =>
  until(`it asked ${times} times`, 20_000, async () => held.length >= times);
const looksAgain = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

/** From now on, every level that the stock page shows of an item, one after the other. */
async function levelsShown(page: Page, item: string): Promise<() => Promise<readonly string[]>> {
  await page.locator('nav').getByRole('link', { name: 'Stock' }).click();
  await page.locator('tr.one', { hasText: item }).waitFor();
  await page.evaluate((name) => {
    const shown: (string | undefined)[] = [];
    const look = () => {
      const row = Array.from(document.querySelectorAll('tr.one')).find((one) =>
        one.textContent.includes(name),
      );
      const level = row?.querySelector('.amount')?.textContent.trim();
      if (shown.at(-1) !== level) shown.push(level);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true },
    });
    Object.assign(window, { shown });
  }, item);
  return () => page.evaluate(() => (window as unknown as { shown: string[] }).shown);
}

it('counts a scan once that is answered while a sync is under way which began before', async () => {
  const syncs = await hold(page, '**/api/v1/sync*');
  await looksAgain(page);
  await isAsked(syncs, 1);
  await scanAtOnce(page, beanCode);
  await page.locator('cs-result-line').getByText('now has 4').waitFor();
  const shown = await levelsShown(page, 'Black beans');
  await allSent(page);
  // What the server says now has the scan in it.
  await syncs[0]?.continue();
  await isAsked(syncs, 2);
  await goods.record(server.organizer, { reason: 'donation', itemId: rice, quantity: 6, toSiteId: site });
  await syncs[1]?.continue();
  await page.locator('tr.one', { hasText: 'Rice' }).getByText('9', { exact: true }).waitFor();
  expect(await shown()).toEqual(['4']);
});

it('counts a scan once as soon as it is answered, where a sync had it before', async () => {
  const level = ((await goods.stockOf(site, rice))?.onHand ?? 0) + 1;
  const posts = await hold(page, '**/api/v1/movements');
  const syncs = await hold(page, '**/api/v1/sync*');
  await scanAtOnce(page, riceCode);
  await page.locator('cs-result-line').getByText(`now has ${level}`).waitFor();
  await isAsked(posts, 1);
  const answer = await posts[0]?.fetch();
  await looksAgain(page);
  await isAsked(syncs, 1);
  await syncs[0]?.continue();
  // What it said is kept by the time that it asks again.
  await looksAgain(page);
  await isAsked(syncs, 2);
  await page.locator('nav').getByRole('link', { name: 'Stock' }).click();
  await page.locator('tr.one', { hasText: 'Rice' }).waitFor();
  await posts[0]?.fulfill(answer && { response: answer });
  await page.locator('tr.one', { hasText: 'Rice' }).getByText(`${level}`, { exact: true }).waitFor();
  expect(syncs).toHaveLength(2);
});
