import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { MovementReply } from '@shared/stock/stock.contract';
import type { Page as ListPage } from '@shared/words/page';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { isNothingHeldBack, makeFirstDatabase } from '../support/kept-outbox';
import { startTestApp, type TestApp } from '../support/test-app';
import { typeAsScanner } from '../support/wedge';
import { objections } from '../support/objections';

const beanCode = '5901234123457';
const hour = 3_600_000;
const screenshots = join(__dirname, 'screenshots');

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let folder: string;
let site: SiteReply;
let beans: ItemReply;
const lost = newId();
const slip = newId();

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'commonshelf-waiting-'));
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const make = async <T>(path: string, body: object) => (await server.organizer.post<T>(path, body)).body;
  site = await make<SiteReply>('/api/v1/sites', { name: 'Eastside', kind: 'free_store' });
  beans = await make<ItemReply>('/api/v1/items', {
    name: 'Black beans 400 g',
    unit: 'each',
    barcodes: [{ code: beanCode }],
  });
  browser = await launchChromium();
  ({ context, page } = await phone());
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function phone(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
  const made = await browser.newContext({
    ...{ viewport: { width: 360, height: 740 }, locale: 'en-US', serviceWorkers: 'block' },
    ...options,
  });
  const opened = await made.newPage();
  opened.setDefaultTimeout(8_000);
  return { context: made, page: opened };
}

async function joinGroup(to: Page, name: string): Promise<void> {
  const invite = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'volunteer' });
  const { pathname, hash } = new URL(invite.body.url);
  await to.goto(server.address + pathname + hash);
  await to.locator('#name').fill(name);
  await to.locator('button[type=submit]').click();
  await to.locator('cs-mode-bar').waitFor();
}

function entry(id: string, itemId: string) {
  return {
    ...{ id, groupId: goods.groupId },
    command: {
      kind: 'movement',
      line: {
        ...{ id, reason: 'donation', itemId, quantity: 1, toSiteId: site.id, lot: null },
        occurredAt: new Date(Date.now() - hour).toISOString(),
      },
    },
    about: { itemName: 'Mystery can', unit: 'each', quantity: 1, siteName: 'Eastside' },
  };
}

async function movements(): Promise<MovementReply[]> {
  return (await server.organizer.get<ListPage<MovementReply>>('/api/v1/movements')).body.data;
}

const allSent = (on: Page) =>
  on.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 15_000 });
const scanned = (on: Page, count: number) =>
  on.getByText(`${count} ${count === 1 ? 'scan' : 'scans'}`, { exact: true }).waitFor();

it('sends what a database of the first version kept, after it was upgraded', async () => {
  const kept = [newId(), newId(), newId()];
  await page.goto(`${server.address}/api/health`);
  await makeFirstDatabase(page, [
    ...kept.map((id) => entry(id, beans.id)),
    ...[lost, slip].map((id) => entry(id, newId())),
  ]);
  await joinGroup(page, 'Robin');
  await allSent(page);
  expect((await movements()).map(({ id }) => id).sort()).toEqual([...kept].sort());
});

it('says what was refused and why, and sends it again once somebody said which item it was', async () => {
  await page.locator('cs-sync-mark').getByText('2 refused').click();
  const first = page.locator('cs-refused-entry').first();
  await first.getByText('The server does not know this item. Say which one it is.').waitFor();
  await page.screenshot({ path: join(screenshots, 'waiting-refused-360.png'), fullPage: true });
  await first.getByRole('button', { name: 'Put it right' }).click();
  await first.getByRole('searchbox').fill('black');
  await first.getByRole('button', { name: 'Black beans 400 g' }).click();
  await first.getByRole('textbox', { name: 'How many' }).fill('7');
  await page.screenshot({ path: join(screenshots, 'waiting-put-right-360.png'), fullPage: true });
  await first.getByRole('button', { name: 'Send it again' }).click();
  await page.locator('cs-refused-entry').nth(1).waitFor({ state: 'detached' });
  await allSent(page);
  const put = (await movements()).find(({ id }) => id === lost);
  expect([put?.itemId, put?.quantity]).toEqual([beans.id, 7]);
});

it('gives up on a refused entry with a reason, and still shows it', async () => {
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await page.getByLabel('Why is it discarded?').selectOption({ label: 'Scanned by mistake' });
  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.getByRole('heading', { name: 'Everything is sent' }).waitFor();
  await page.getByText('Discarded on this device (1)').click();
  await page.getByText('Scanned by mistake,').waitFor();
  expect((await movements()).some(({ id }) => id === slip)).toBe(false);
});

it('sends nothing while somebody says to be offline, over a reload, until somebody ends it', async () => {
  const before = (await movements()).length;
  await page.getByRole('switch', { name: /I am offline/ }).check();
  await page.getByText('You said you are offline: nothing is sent.').waitFor();
  await page.goto(`${server.address}/scan`);
  await page.locator('cs-mode-bar').waitFor();
  for (const count of [1, 2]) {
    await typeAsScanner(page, beanCode);
    await scanned(page, count);
  }
  await isNothingHeldBack(page);
  await page.reload();
  await page.locator('cs-sync-mark .offline').waitFor();
  await page.screenshot({ path: join(screenshots, 'scan-switched-off-360.png') });
  expect((await movements()).length).toBe(before);
  await page.getByRole('button', { name: 'I am online again' }).click();
  await allSent(page);
  expect((await movements()).length).toBe(before + 2);
});

it('takes what waits to another device in a file, and counts it once though both send it', async () => {
  const before = (await movements()).length;
  await page.getByRole('button', { name: 'Start a new round' }).click();
  await context.setOffline(true);
  for (const count of [1, 2, 3]) {
    await typeAsScanner(page, beanCode);
    await scanned(page, count);
  }
  await page.locator('cs-sync-mark').click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await page.getByText('3 entries are in the file.').waitFor();
  const path = join(folder, 'waiting.json');
  await (await saving).saveAs(path);
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object)).toEqual([
    ...['format', 'version', 'writtenAt', 'groupId', 'groupName', 'checksum', 'entries'],
  ]);

  const other = await phone();
  await joinGroup(other.page, 'Sam');
  await other.page.goto(`${server.address}/scan/waiting`);
  const picker = other.page.getByLabel('Take in a file');
  await picker.setInputFiles(path);
  await other.page.getByText('3 entries were taken in from Eastside Mutual Aid.').waitFor();
  await allSent(other.page);
  expect((await movements()).length).toBe(before + 3);
  await picker.setInputFiles({
    ...{ name: 'cut.json', mimeType: 'application/json' },
    buffer: readFileSync(path).subarray(0, 500),
  });
  await other.page.getByText('This is not a file with waiting entries. Nothing was taken in.').waitFor();
  await context.setOffline(false);
  await allSent(page);
  await picker.setInputFiles(path);
  await allSent(other.page);
  expect((await movements()).length).toBe(before + 3);
  await other.context.close();
});

it('says before signing out that something waits, keeps it, and gives it out as a file all the same', async () => {
  await page.getByRole('switch', { name: /I am offline/ }).check();
  await page.goto(`${server.address}/scan`);
  await scanned(page, 3);
  await typeAsScanner(page, beanCode);
  await scanned(page, 4);
  await isNothingHeldBack(page);
  await page.route('**/api/v1/movements', (route) => route.abort());
  await page.getByRole('button', { name: 'I am online again' }).click();
  await page.goto(`${server.address}/me`);
  await page.getByText('1 entry on this device is not sent yet.').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out all the same' }).click();
  await page.getByText('1 entry waits on this device.').waitFor();
  await page.screenshot({ path: join(screenshots, 'signed-out-waiting-360.png'), fullPage: true });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  expect((await saving).suggestedFilename()).toMatch(/^commonshelf-.*\.json$/);
  await page.unroute('**/api/v1/movements');
  const before = (await movements()).length;
  await joinGroup(page, 'Kim');
  await allSent(page);
  const [latest] = await movements();
  expect([(await movements()).length, latest?.memberName]).toEqual([before + 1, 'Kim']);
});

it('puts right the times of a phone whose clock is three hours ahead, and says so', async () => {
  const wrong = await phone();
  await wrong.context.addInitScript((aheadMs) => {
    const True = Date;
    const now = () => True.now() + aheadMs;
    globalThis.Date = new Proxy(True, {
      construct: (target, given: unknown[]) =>
        Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
    });
  }, 3 * hour);
  await joinGroup(wrong.page, 'Noor');
  const began = Date.now();
  await typeAsScanner(wrong.page, beanCode);
  await scanned(wrong.page, 1);
  await allSent(wrong.page);
  const [latest] = await movements();
  expect(latest?.memberName).toBe('Noor');
  expect(Math.abs(Date.parse(latest?.occurredAt ?? '') - began)).toBeLessThan(60_000);
  await wrong.page.locator('cs-sync-mark').click();
  await wrong.page.getByText("This phone's clock is 3 h ahead; times are corrected.").waitFor();
  await wrong.page.screenshot({ path: join(screenshots, 'waiting-clock-360.png'), fullPage: true });
  await wrong.context.close();
});

it.each([
  ['light', 320, 'en'],
  ['dark', 360, 'es'],
  ['light', 1280, 'es'],
  ['dark', 1280, 'en'],
] as const)('is clean for axe in %s at %i px in %s', async (colorScheme, width, language) => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 2_600 });
  await page.evaluate((code) => localStorage.setItem('commonshelf.language', code), language);
  await page.goto(`${server.address}/scan/waiting`);
  await page.locator('cs-carry-panel').waitFor();
  const name = language === 'es' ? /Estoy sin conexión/ : /I am offline/;
  await page.getByRole('switch', { name }).check();
  await page.screenshot({ path: join(screenshots, `waiting-${language}-${colorScheme}-${width}.png`) });
  expect(await objections(page, { strict: true })).toEqual([]);
  await page.getByRole('switch', { name }).uncheck();
});
