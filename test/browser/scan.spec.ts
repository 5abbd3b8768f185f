import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { MovementReply, StockReply } from '@shared/stock/stock.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Page as ListPage } from '@shared/words/page';
import { writeCameraFile } from '../support/camera-file';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';
import { typeAsScanner } from '../support/wedge';
import { objections } from '../support/objections';

const beanCode = '5901234123457';
const directoryCode = '4006381333931';
const caseCode = '15901234123454';
const screenshots = join(__dirname, 'screenshots');

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let folder: string;
let site: SiteReply;
let beans: ItemReply;
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'commonshelf-camera-'));
  const camera = join(folder, 'beans.y4m');
  await writeCameraFile(camera, { bcid: 'ean13', text: beanCode });
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const make = async <T>(path: string, body: object) => (await server.organizer.post<T>(path, body)).body;
  site = await make<SiteReply>('/api/v1/sites', { name: 'Eastside', kind: 'free_store' });
  await make<SiteReply>('/api/v1/sites', { name: 'Oak Street', kind: 'fridge' });
  beans = await make<ItemReply>('/api/v1/items', {
    name: 'Black beans 400 g',
    unit: 'each',
    barcodes: [{ code: beanCode }, { code: caseCode, packQuantity: 12 }],
  });
  await make<ItemReply>('/api/v1/items', { name: 'Winter coat, adult M', unit: 'each' });
  await goods.db.query(
    `insert into directory_product (gtin, name, brand, quantity_text, category) values ($1, $2, $3, $4, $5)`,
    [directoryCode.padStart(14, '0'), 'Tomato soup', 'Garden', '400 g', 'Canned soups'],
  );
  browser = await launchChromium({ cameraFile: camera });
  context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    permissions: ['camera'],
    locale: 'en-US',
  });
  page = await context.newPage();
  page.setDefaultTimeout(6_000);
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const result = () => page.locator('cs-result-line');
const says = (text: string) => result().getByText(text).waitFor({ timeout: 10_000 });
const mode = (name: string) => page.locator('cs-mode-bar').getByText(name, { exact: true }).click();

async function levelOf(itemId: string): Promise<number | undefined> {
  const query = `siteId=${site.id}&itemId=${itemId}`;
  return (await server.organizer.get<ListPage<StockReply>>(`/api/v1/stock?${query}`)).body.data[0]?.onHand;
}

async function movements(): Promise<MovementReply[]> {
  return (await server.organizer.get<ListPage<MovementReply>>('/api/v1/movements')).body.data;
}

/** Waits until the device has an answer for everything. */
async function allSent(): Promise<void> {
  await page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 15_000 });
}

/** Until the camera showed so many seconds more. */
async function seenFor(seconds: number): Promise<void> {
  const video = await page.waitForSelector('cs-camera-view video');
  const from = await video.evaluate((element) => (element as HTMLVideoElement).currentTime);
  await page.waitForFunction(([element, until]) => (element as HTMLVideoElement).currentTime >= until, [
    video,
    from + seconds,
  ] as const);
}

it('joins by an invite link and stands on the scan page', async () => {
  const invite = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'volunteer' });
  await page.goto(server.address + new URL(invite.body.url).pathname + new URL(invite.body.url).hash);
  await page.locator('#name').fill('Robin');
  await page.locator('button[type=submit]').click();
  await page.locator('cs-mode-bar').waitFor();
  await page.screenshot({ path: join(screenshots, 'scan-empty-360.png') });
});

it('scans a known can in by camera, once though it is held in view', async () => {
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await says('1 Black beans 400 g in');
  await says('Eastside now has 1');
  await seenFor(2);
  await page.screenshot({ path: join(screenshots, 'scan-camera-360.png') });
  await page.getByText('1 scan', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Count it again' }).click();
  await says('Eastside now has 2');
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await allSent();
  expect(await levelOf(beans.id)).toBe(2);
});

it('takes a code that a scanner types into the search field out of it again, and adds what the directory knows in two taps', async () => {
  const search = page.getByRole('searchbox');
  await search.fill('coa');
  await typeAsScanner(page, directoryCode);
  await page.getByRole('heading', { name: 'New here, found in the directory' }).waitFor();
  expect(await search.inputValue()).toBe('coa');
  await search.fill('');
  expect(await page.getByLabel('What is it?').inputValue()).toBe('Garden Tomato soup 400 g');
  await page.screenshot({ path: join(screenshots, 'scan-unknown-360.png'), fullPage: true });
  await page.getByRole('button', { name: 'Add it' }).click();
  await says('1 Garden Tomato soup 400 g in');
  await typeAsScanner(page, directoryCode);
  await says('Eastside now has 2');
});

it('counts a case as its cans, and twelve of them with one scan and the stepper', async () => {
  await typeAsScanner(page, caseCode);
  await says('12 Black beans 400 g in');
  await page.getByRole('textbox', { name: 'How many' }).fill('3');
  await page.keyboard.press('Enter');
  await says('36 Black beans 400 g in');
  await says('Eastside now has 38');
  await allSent();
  expect(await levelOf(beans.id)).toBe(38);
});

it('corrects a count that was sent already by taking it back and recording it anew', async () => {
  await page.getByRole('textbox', { name: 'How many' }).fill('2');
  await page.keyboard.press('Enter');
  await says('24 Black beans 400 g in');
  await allSent();
  expect(await levelOf(beans.id)).toBe(26);
});

it('takes the date printed on it', async () => {
  await page.getByRole('button', { name: 'Add the date on it' }).click();
  await page.getByRole('button', { name: String(new Date().getFullYear() + 1) }).click();
  await page.getByRole('button', { name: 'Mar', exact: true }).click();
  await result()
    .getByText(/Best by Mar 31/)
    .waitFor();
  await allSent();
  const dates = (await movements()).map((movement) => movement.lot?.bestBy);
  expect(dates).toContain(`${new Date().getFullYear() + 1}-03-31`);
});

it('records what has no barcode by typing, and shows it as a tile from then on', async () => {
  await page.getByRole('searchbox').fill('wintr coat');
  await page.locator('cs-item-search').getByRole('button', { name: 'Winter coat, adult M' }).click();
  await says('1 Winter coat, adult M in');
  await page.reload();
  await page.locator('cs-item-tiles').getByRole('button', { name: 'Winter coat, adult M' }).click();
  await says('Eastside now has 2');
  await page.screenshot({ path: join(screenshots, 'scan-tiles-360.png'), fullPage: true });
});

it('scans out, warns below zero in words and records it, and undoes it', async () => {
  await mode('Out');
  const tile = page
    .locator('cs-item-tiles')
    .getByRole('button', { name: 'Winter coat, adult M', exact: true });
  for (let n = 0; n < 3; n++) await tile.click();
  await says('Eastside now has -1');
  await result().getByText('The count says less than none.').waitFor();
  await page.screenshot({ path: join(screenshots, 'scan-below-zero-360.png'), fullPage: true });
  await allSent();
  await result().getByText('Recorded', { exact: true }).waitFor();
  await result().getByRole('button', { name: 'Undo' }).click();
  await says('1 Winter coat, adult M: undone');
  await allSent();
  const coat = (await movements()).find((movement) => movement.itemName.startsWith('Winter'));
  expect(coat?.reverses).not.toBeNull();
});

it('undoes a scan that was not sent yet without a trace', async () => {
  const before = (await movements()).length;
  await typeAsScanner(page, beanCode);
  await says('1 Black beans 400 g out');
  await result().getByRole('button', { name: 'Undo' }).click();
  await says('1 Black beans 400 g: undone');
  await allSent();
  expect((await movements()).length).toBe(before);
});

it('notes with one tap what somebody asked for and was not there', async () => {
  await page.getByRole('button', { name: 'Asked for, had none: Winter coat, adult M' }).click();
  await page.getByText('Noted: somebody asked for Winter coat, adult M').waitFor();
  await allSent();
  const { rows } = await goods.db.query<{ count: number }>('select count(*)::int from missed_ask');
  expect(rows[0]?.count).toBe(1);
});

it('shows on the stock and gaps pages what was scanned and asked for', async () => {
  await page.goto(`${server.address}/stock`);
  const row = page.getByRole('row').filter({ hasText: 'Black beans 400 g' });
  await row.getByText(String(await levelOf(beans.id)), { exact: true }).waitFor();
  await page.screenshot({ path: join(screenshots, 'stock-after-scanning-360.png') });
  await page.goto(`${server.address}/shortages`);
  await page.getByRole('row').filter({ hasText: 'Winter coat, adult M' }).first().waitFor();
  await page.screenshot({ path: join(screenshots, 'gaps-after-scanning-360.png') });
});

it('prints the label of the coat, and reads that label back from a picture', async () => {
  const { body } = await server.organizer.get<ListPage<ItemReply>>('/api/v1/items?q=winter');
  const coat = body.data[0] as ItemReply;
  await page.goto(`${server.address}/items/${coat.id}`);
  await page.getByText(coat.ownCode).first().waitFor();
  await page.screenshot({ path: join(screenshots, 'item-360.png'), fullPage: true });
  const label = await context.request.get(
    `${server.address}/api/v1/labels/items/${coat.id}.png?symbology=qr`,
  );
  expect(label.status()).toBe(200);
  const picture = join(folder, 'label.png');
  writeFileSync(picture, await label.body());
  await page.goto(`${server.address}/scan`);
  await mode('In');
  await page.locator('input[type=file]').setInputFiles(picture);
  await says('1 Winter coat, adult M in');
  await allSent();
  expect((await movements())[0]?.itemId).toBe(coat.id);
});

it('keeps scans while the network is away and sends them when it is back', async () => {
  const before = await levelOf(beans.id);
  await mode('In');
  await context.setOffline(true);
  for (let n = 0; n < 3; n++) {
    await typeAsScanner(page, beanCode);
    await says(`Eastside now has ${(before ?? 0) + n + 1}`);
  }
  await page.locator('cs-sync-mark').click();
  await page.getByText('1 Black beans 400 g, Eastside').first().waitFor();
  expect(await page.getByText('1 Black beans 400 g, Eastside').count()).toBe(3);
  await page.screenshot({ path: join(screenshots, 'waiting-360.png') });
  await context.setOffline(false);
  await page.getByText('Everything is sent').waitFor({ timeout: 15_000 });
  expect(await levelOf(beans.id)).toBe((before ?? 0) + 3);
  await page.goBack();
});

it.each([
  ['light', 360],
  ['dark', 360],
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
] as const)('is clean for axe in %s at %i px and scrolls in one direction', async (colorScheme, width) => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  await page.locator('cs-result-line').waitFor();
  await page.screenshot({ path: join(screenshots, `scan-${colorScheme}-${width}.png`), fullPage: true });
  expect(await objections(page, { strict: true })).toEqual([]);
});

it('asks nobody but its own server for anything, and complains about nothing', () => {
  const elsewhere = asked.filter((url) => !url.startsWith(server.address) && !/^(data|blob):/.test(url));
  expect(elsewhere).toEqual([]);
  expect(complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([]);
});
