import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { StockReply } from '@shared/stock/stock.contract';
import type { Id } from '@shared/words/id';
import { writeOutboxFile } from '../../web/src/app/outbox/outbox-file';
import { launchChromium } from '../support/chromium';
import { appIsKept } from '../support/kept-app';
import { type Goods, goodsOf } from '../support/goods';
import { catalogueHolds } from '../support/kept-catalogue';
import { startTestApp, type TestApp } from '../support/test-app';
import { objections } from '../support/objections';

const screenshots = join(__dirname, 'screenshots');

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: Id;
let beans: Id;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  site = await goods.site();
  beans = await goods.item('Black beans 400 g');
  await goods.record(server.organizer, {
    reason: 'distribution',
    itemId: beans,
    quantity: 3,
    fromSiteId: site,
  });
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  const invite = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'volunteer' });
  await page.goto(server.address + new URL(invite.body.url).pathname + new URL(invite.body.url).hash);
  await page.locator('#name').fill('Robin');
  await page.locator('button[type=submit]').click();
  await page.locator('cs-mode-bar').waitFor();
  await catalogueHolds(page, 'Black beans 400 g');
  // Before any test takes the network away.
  await appIsKept(page);
}, 180_000);

afterEach(() => context.setOffline(false));

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

const stock = () => goods.stockOf(site, beans) as Promise<StockReply>;
const row = () => page.locator('tr.one', { hasText: 'Black beans 400 g' });
const shows = (level: string) => row().getByText(level, { exact: true }).first().waitFor();
const looked = async (name: string, ...widths: readonly number[]) => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), fullPage: true });
    expect([name, width, await objections(page)]).toEqual([name, width, []]);
  }
};
async function count(quantity: string): Promise<void> {
  await page.getByLabel('How many are there now?').fill(quantity);
  await page.getByRole('button', { name: 'Save the count' }).click();
  await page.locator('main').getByText(`now has ${quantity} ·`).waitFor();
}

it('is kept without a network, shown as what is there, and states that moment when it arrives', async () => {
  expect(await stock()).toMatchObject({ onHand: -3, needsCount: true });
  await page.goto(`${server.address}/stock`);
  await shows('-3');
  await row().locator('.opener').click();
  await context.setOffline(true);
  await count('7');
  await shows('7');
  await page.getByText('Kept on this device. It is sent as soon as there is a network.').waitFor();
  await looked('count-kept', 360);
  // Somebody else brings some before the count is heard of.
  await goods.record(server.organizer, { reason: 'donation', itemId: beans, quantity: 2, toSiteId: site });
  expect(await stock()).toMatchObject({ onHand: -1 });
  await context.setOffline(false);
  await page.getByText('Recorded.', { exact: true }).waitFor({ timeout: 30_000 });
  expect(await stock()).toMatchObject({ onHand: 9, needsCount: false });
  await shows('9');
});

it('is undone with one press, on the device and after it was sent', async () => {
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('main').getByText('The count was undone.').waitFor();
  await page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 15_000 });
  expect(await stock()).toMatchObject({ onHand: -1 });
  await shows('-1');
  await context.setOffline(true);
  await count('4');
  await shows('4');
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows('-1');
  await context.setOffline(false);
  await page.goto(`${server.address}/scan/waiting`);
  await page.getByRole('heading', { name: 'Everything is sent' }).waitFor();
  expect(await stock()).toMatchObject({ onHand: -1 });
});

it('is kept beside the table on a wide screen', async () => {
  await page.setViewportSize({ width: 1280, height: 740 });
  await page.goto(`${server.address}/stock`);
  await shows('-1');
  await row().locator('.opener').click();
  await context.setOffline(true);
  await count('5');
  await looked('count-kept', 1280);
  // Turned to where it stands in the list: it still says what was done.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('tr cs-said-line').waitFor();
  await page.setViewportSize({ width: 1280, height: 740 });
  await page.locator('aside cs-said-line').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows('-1');
  await context.setOffline(false);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${server.address}/scan/waiting`);
});

it('comes in a file, is refused for an item that nobody knows, and put right under its id', async () => {
  const id = newId();
  const occurredAt = new Date(Date.now() - 1_000).toISOString();
  const request = { id, siteId: site, occurredAt, lines: [{ itemId: newId(), counted: 0 }] };
  const group = { id: goods.groupId, name: 'Eastside Mutual Aid' };
  const text = writeOutboxFile(
    [
      {
        ...{ id, groupId: group.id, command: { kind: 'count', request } },
        about: { itemName: 'Mystery can', unit: 'each', quantity: 0, siteName: 'Eastside' },
        ...{ savedAt: occurredAt, notBefore: 0, seq: 1, state: 'sent', refusal: null },
      },
    ],
    group,
    occurredAt,
  );
  const file = { name: 'waiting.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('Take in a file').setInputFiles(file);
  const refused = page.locator('cs-refused-entry');
  await refused.getByText('Counted: 0 Mystery can, Eastside').waitFor();
  await refused.getByText('The server does not know this item. Say which one it is.').waitFor();
  await refused.getByRole('button', { name: 'Put it right' }).click();
  await refused.getByRole('searchbox').fill('black');
  await refused.getByRole('button', { name: 'Black beans 400 g' }).click();
  expect(await refused.getByRole('textbox', { name: 'How many' }).inputValue()).toBe('0');
  await looked('count-put-right', 360, 1280);
  await refused.getByRole('button', { name: 'Send it again' }).click();
  await page.getByRole('heading', { name: 'Everything is sent' }).waitFor();
  expect(await stock()).toMatchObject({ onHand: 0, needsCount: false });
  expect(complaints).toEqual([]);
});
