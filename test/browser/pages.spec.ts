import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Page as ListPage } from '@shared/words/page';
import { demonstrationLinks } from '@api/demo/demonstration-links';
import { loadDemonstration } from '@api/demo/load-demonstration';
import { Database } from '@api/platform/database';
import type { SignedInReply } from '@shared/people/people.contract';
import { launchChromium } from '../support/chromium';
import { type Person, startTestApp, type TestApp } from '../support/test-app';
import { isFilled } from '../support/is-filled';
import { objections } from '../support/objections';

const screenshots = join(__dirname, 'screenshots');
const widths = [320, 360, 1280] as const;

let server: TestApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let organizer: Person;
let state: Awaited<ReturnType<BrowserContext['storageState']>>;
const asked = new Set<string>();
const complaints: string[] = [];

/** The organizer's one-time way in; a link is good once. */
async function signInToken(): Promise<string> {
  const links = await demonstrationLinks(server.app.get(Database));
  return links.find((link) => link.role === 'organizer')?.token ?? '';
}

async function opened(from: BrowserContext): Promise<Page> {
  const made = await from.newPage();
  made.setDefaultTimeout(30_000);
  made.on('request', (request) => asked.add(new URL(request.url()).origin));
  made.on('pageerror', (error) => complaints.push(error.message));
  return made;
}

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  server = await startTestApp({ web: true, setUp: false });
  await loadDemonstration(server.app.get(Database), { timeZone: 'America/New_York' });
  const signedIn = await server.nobody.post<SignedInReply>('/api/v1/sign-in', { token: await signInToken() });
  organizer = server.as(signedIn.body.token);
  browser = await launchChromium();
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    acceptDownloads: true,
  });
  page = await opened(context);
  await page.goto(`${server.address}/sign-in#${await signInToken()}`);
  await page.waitForURL(/\/scan/);
  state = await context.storageState();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const to = async (path: string) => {
  await page.goto(server.address + path);
  await page.locator('main h1').waitFor();
};
const rowOf = (name: string) => page.locator('tr.one', { hasText: name }).first();

describe('the pages', () => {
  it('set a par level in place; the gap follows, and Undo puts the old one back', async () => {
    const report = await organizer.get<ListPage<ShortageReply>>('/api/v1/reports/shortages?limit=500');
    const row = report.body.data.find((one) => one.status === 'out' && one.unit === 'each' && one.target);
    if (!row) throw new Error('The demonstration has nothing out.');
    await to('/shortages');
    await page.locator('main').getByLabel('Site', { exact: true }).selectOption(row.siteId);
    await rowOf(row.itemName).locator('.opener').click();
    const target = (row.target ?? 0) + 100;
    await page.getByLabel('Aim for').fill(String(target));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('cs-said-line').waitFor();
    const gapNow = async () => {
      const after = await organizer.get<ListPage<ShortageReply>>(
        `/api/v1/reports/shortages?siteId=${row.siteId}&limit=500`,
      );
      return after.body.data.find((one) => one.itemId === row.itemId)?.gap;
    };
    expect(await gapNow()).toBe(row.gap + 100);
    await expectText(rowOf(row.itemName), String(row.gap + 100));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectText(rowOf(row.itemName), String(row.gap));
    expect(await gapNow()).toBe(row.gap);
  });

  it('find an item by a misspelt name', async () => {
    await to('/items');
    await page.getByRole('searchbox').fill('blak beens');
    await page
      .getByRole('link', { name: /black beans/i })
      .first()
      .waitFor();
  });

  it('count a flagged item, and the flag goes', async () => {
    const stock = await organizer.get<ListPage<StockReply>>('/api/v1/stock?needsCount=true&limit=500');
    const row = stock.body.data[0];
    if (!row) throw new Error('The demonstration has nothing to count.');
    await to(`/stock?q=${encodeURIComponent(row.itemName)}`);
    const site = page.locator('main').getByLabel('Site', { exact: true });
    await site.selectOption(row.siteId);
    await rowOf(row.itemName).locator('.opener').click();
    await page.getByLabel('How many are there now?').fill('5');
    await page.getByRole('button', { name: 'Save the count' }).click();
    await page
      .getByText(/now has 5/)
      .first()
      .waitFor();
    await page.getByText('Recorded.', { exact: true }).waitFor();
    const after = await organizer.get<ListPage<StockReply>>(
      `/api/v1/stock?siteId=${row.siteId}&itemId=${row.itemId}`,
    );
    expect(after.body.data[0]).toMatchObject({ onHand: 5, needsCount: false });

    await page.getByRole('link', { name: 'History' }).click();
    const line = page.locator('cs-movement-line', { hasText: 'Counted' }).first();
    await line.getByRole('button', { name: 'Undo' }).click();
    await line.getByLabel('Why is it undone?').fill('Counted the wrong shelf');
    await line.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText('Undo: Counted').first().waitFor();
    await page.getByText('“Counted the wrong shelf”').waitFor();
    const undone = await organizer.get<ListPage<StockReply>>(
      `/api/v1/stock?siteId=${row.siteId}&itemId=${row.itemId}`,
    );
    expect(undone.body.data[0]?.onHand).toBe(row.onHand);
  });

  it('make an invite that shows as a link and as a QR code', async () => {
    await to('/people');
    await page.getByRole('button', { name: 'Make the invite' }).click();
    const link = await page.getByLabel('The link', { exact: true }).inputValue();
    expect(link).toMatch(new RegExp(`^${server.address}/join#.+`));
    const path = await page.locator('cs-qr-code svg path').getAttribute('d');
    expect(path?.length).toBeGreaterThan(1_000);
  });

  it('print a label sheet as a PDF', async () => {
    const [item] = (await organizer.get<ListPage<ItemReply>>('/api/v1/items?q=beans&limit=1')).body.data;
    await to(`/labels?item=${item?.id ?? ''}`);
    await page.getByRole('button', { name: /Make the PDF/ }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save the PDF' }).click();
    const file = await (await download).path();
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('save the gaps as CSV', async () => {
    await to('/shortages');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV', exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^shortages-.+\.csv$/);
    expect(readFileSync(await file.path(), 'utf8').split('\n').length).toBeGreaterThan(5);
  });

  it('note that someone asked, by one press in the row', async () => {
    await to('/shortages');
    await page.locator('.opener').first().click();
    await page.getByRole('button', { name: 'Someone asked, we had none' }).click();
    await expectText(page.locator('cs-said-line').first(), 'Noted');
  });

  it('send goods and receive less than was sent', async () => {
    const stock = await organizer.get<ListPage<StockReply>>('/api/v1/stock?limit=500');
    const row = stock.body.data.find((one) => one.unit === 'each' && one.onHand > 10);
    if (!row) throw new Error('The demonstration has nothing to send.');
    await to(`/transfers/ship?item=${row.itemId}&from=${row.siteId}`);
    await page.getByLabel(`How much: ${row.itemName}`).fill('6');
    await page.getByRole('button', { name: 'Send it off' }).click();
    await page.waitForURL(/\/transfers$/);
    await page.locator('a.panel').first().click();
    await page.getByLabel(`Arrived: ${row.itemName}`).fill('4');
    await page.getByText('2 short').waitFor();
    await page.getByRole('button', { name: 'Received', exact: true }).click();
    await expectText(page.locator('cs-said-line').first(), 'Received at');
  });

  it('load a product list and list what was refused', async () => {
    await to('/directory');
    const csv = 'barcode,name,brand\n4006381333931,Pens,Stabilo\n4006381333932,Wrong digit,Stabilo\n';
    await page
      .getByLabel('Product list', { exact: true })
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Load it' }).click();
    await page.getByText('The check digit is wrong.').waitFor();
  });
});

/** Every page an organizer sees, by what stands for it in a file name. */
const pages: [name: string, path: () => Promise<string> | string, prepare?: (on: Page) => Promise<void>][] = [
  ['stock', () => '/stock', (on) => on.locator('.opener').first().click()],
  ['history', () => '/stock/history'],
  ['gaps', () => '/shortages', (on) => on.locator('.opener').first().click()],
  ['items', () => '/items'],
  ['new-item', () => '/items/new'],
  ['categories', () => '/items/categories'],
  ['item', async () => `/items/${(await firstItem()).id}`],
  ['sites', () => '/sites'],
  ['site', async () => `/sites/${(await firstStock()).siteId}`],
  ['people', () => '/people', (on) => on.getByRole('button', { name: 'Make the invite' }).click()],
  ['labels', async () => `/labels?item=${(await firstItem()).id}`],
  ['transfers', () => '/transfers'],
  ['ship', async () => `/transfers/ship?item=${(await firstItem()).id}`],
  ['directory', () => '/directory'],
  ['more', () => '/more'],
];
const firstItem = async () =>
  first(await organizer.get<ListPage<ItemReply>>('/api/v1/items?q=beans&limit=1'));
const firstStock = async () => first(await organizer.get<ListPage<StockReply>>('/api/v1/stock?limit=1'));

describe.each(['light', 'dark'] as const)('every page, %s,', (colorScheme) => {
  it.each(widths)(
    'at %i px has nothing axe objects to and does not scroll sideways',
    async (width) => {
      const height = width < 1000 ? 740 : 900;
      const looked = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        locale: 'en-US',
        reducedMotion: 'reduce',
        storageState: state,
      });
      const one = await opened(looked);
      const wrong: string[] = [];
      for (const [name, path, prepare] of pages) {
        await one.goto(server.address + (await path()));
        await one.locator('main h1').waitFor();
        await isFilled(one);
        await prepare?.(one);
        await isFilled(one);
        if (width !== 320)
          await one.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`) });
        wrong.push(...(await objections(one)).map((objection) => `${name}: ${objection.slice(0, 400)}`));
      }
      await looked.close();
      expect(wrong).toEqual([]);
    },
    240_000,
  );
});

describe('all that', () => {
  it('asks nobody but the server, and throws nothing', () => {
    expect([...asked].filter((origin) => origin !== server.address && origin !== 'null')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

function first<T>({ body }: { body: ListPage<T> }): T {
  const [one] = body.data;
  if (one === undefined) throw new Error('The demonstration is empty.');
  return one;
}

/** Waits until the part shows the text. */
async function expectText(part: ReturnType<Page['locator']>, text: string): Promise<void> {
  await part.filter({ hasText: text }).waitFor();
}
