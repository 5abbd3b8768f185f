import { mkdirSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import type { Page as ListPage } from '@shared/words/page';
import { until } from '../faults/until';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { appIsKept } from '../support/kept-app';
import { catalogueHolds, keptBy } from '../support/kept-catalogue';
import { startTestApp, type TestApp } from '../support/test-app';
import { scanAtOnce } from '../support/wedge';

const screenshots = pathOf(__dirname, 'screenshots');
const beanCode = '5901234123457';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: Id;
let beans: Id;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
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
  await catalogueHolds(page, 'Black beans 400 g');
  const kept = await keptBy(page);
  expect(kept.version).toBe(2);
  expect(kept.outbox.map(({ id }) => id)).toEqual(['from-before']);
  expect(kept.standing?.groupId).toBe(goods.groupId);
  await older.close();
});

describe('without a network', () => {
  const result = () => page.locator('cs-result-line');
  const says = (text: string | RegExp) => result().getByText(text).first().waitFor();
  const mode = (name: string) => page.locator('cs-mode-bar').getByText(name, { exact: true }).click();

  let coat: ItemReply;
  let siteCode: string;

  beforeAll(async () => {
    const make = async <T>(path: string, body: object) => (await server.organizer.post<T>(path, body)).body;
    await goods.barcode(beans, '15901234123454', 12);
    coat = await make<ItemReply>('/api/v1/items', { name: 'Winter coat, adult M', unit: 'each' });
    const infant = await goods.category('alcohol');
    await make<ItemReply>('/api/v1/items', {
      name: 'Cider 1 L',
      unit: 'each',
      categoryId: infant,
      barcodes: [{ code: '96385074' }],
    });
    const fridge = await make<SiteReply>('/api/v1/sites', { name: 'Willow Street', kind: 'fridge' });
    siteCode = fridge.ownCode;
    const lot = { code: 'OLD', useBy: '2031-01-31' };
    await goods.record(server.organizer, {
      reason: 'donation',
      itemId: beans,
      quantity: 4,
      toSiteId: site,
      lot,
    });
    const { rows } = await goods.db.query<{ id: Id }>(`select id from lot where code = 'OLD'`);
    await server.organizer.post(`/api/v1/lots/${rows[0]?.id}/hold`, { kind: 'quality' });
    await catalogueHolds(page, 'Cider', '"quality"');
    await appIsKept(page);
    await context.setOffline(true);
    // The first start of the day, in the cellar.
    await page.reload();
    await page.locator('cs-mode-bar').waitFor();
  }, 150_000);

  afterAll(() => context.setOffline(false));

  it('knows codes, packs and levels', async () => {
    await scanAtOnce(page, beanCode);
    await says('1 Black beans 400 g in');
    await says('now has 8');
    await scanAtOnce(page, '15901234123454');
    await says('12 Black beans 400 g in');
    await says('now has 20');
    await result()
      .getByText(/^As of/)
      .waitFor();
  });

  it('reads the lot in a code, and warns of its date and of its hold', async () => {
    await scanAtOnce(page, `(01)${beanCode.padStart(14, '0')}(17)240131(10)B7`);
    await says(/Lot B7/);
    await says('Past its use-by date. Not safe to hand out: put it aside.');
    await mode('Out');
    await scanAtOnce(page, `(01)${beanCode.padStart(14, '0')}(10)OLD`);
    await says('This lot is on hold. Do not hand it out.');
    await mode('In');
  });

  it('knows our own labels, of items and of sites, and what a site refuses', async () => {
    await scanAtOnce(page, coat.ownCode);
    await says('1 Winter coat, adult M in');
    await scanAtOnce(page, siteCode);
    await page.getByText('Now at Willow Street.').waitFor();
    await scanAtOnce(page, '96385074');
    await says('Willow Street does not take this.');
  });

  it('finds items by words typed wrong', async () => {
    await page.getByRole('searchbox').fill('blak baens');
    await page.locator('cs-item-search').getByRole('button', { name: 'Black beans 400 g' }).click();
    await says('1 Black beans 400 g in');
  });

  it('makes a code that nobody knows a new item, and knows it from then on', async () => {
    await scanAtOnce(page, '4006381333931');
    await page.getByLabel('What is it?').fill('Tomato soup');
    await page.getByRole('button', { name: 'Add it' }).click();
    await says('1 Tomato soup in');
    await scanAtOnce(page, '4006381333931');
    await says('Willow Street now has 2');
  });

  it('shows stock and items and how old they are, and says what needs the network', async () => {
    await page.locator('nav').getByRole('link', { name: 'Stock' }).click();
    await page.locator('main').getByLabel('Site', { exact: true }).selectOption('');
    await page.locator('tr.one', { hasText: 'Black beans 400 g' }).first().waitFor();
    await page.getByText(/^As of/).waitFor();
    await page.screenshot({ path: pathOf(screenshots, 'stock-offline-360.png') });
    await page.locator('nav').getByRole('link', { name: 'Gaps' }).click();
    await page.getByRole('heading', { name: 'Figures need the network' }).waitFor();
    await page.locator('nav').getByRole('link', { name: 'More' }).click();
    await page.getByRole('link', { name: /^Items/ }).click();
    await page.getByRole('searchbox').fill('winter caot');
    await page.getByRole('link', { name: 'Winter coat, adult M' }).click();
    await page.getByText(coat.ownCode).first().waitFor();
  });

  it('sends all of it when the network is back, and the levels stay what they were', async () => {
    await page.locator('nav').getByRole('link', { name: 'Scan' }).click();
    await context.setOffline(false);
    await page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 20_000 });
    const soup = await server.organizer.get<ListPage<ItemReply>>('/api/v1/items?q=tomato');
    expect(soup.body.data.map(({ name }) => name)).toEqual(['Tomato soup']);
    await catalogueHolds(page, 'Tomato soup');
    expect((await goods.stockOf(site, beans))?.onHand).toBe(20);
  });
});

it('forgets the catalogue when somebody signs out, and keeps what waits', async () => {
  await page.goto(`${server.address}/me`);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(/signed-out/);
  await until('the catalogue is gone', 20_000, async () => {
    const { standing, pages } = await keptBy(page);
    return standing === undefined && pages.length === 0;
  });
  expect((await keptBy(page)).outbox.map(({ id }) => id)).toEqual(['from-before']);
});
