import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import type { ReadingReply } from '@shared/fridges/readings.contract';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Page as ListPage } from '@shared/words/page';
import { writeOutboxFile } from '../../web/src/app/outbox/outbox-file';
import { launchChromium } from '../support/chromium';
import { appIsKept } from '../support/kept-app';
import { isFilled } from '../support/is-filled';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';
import { objections } from '../support/objections';

const screenshots = join(__dirname, 'screenshots');

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let fridge: SiteReply;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const site = { name: 'Oak Street fridge', kind: 'fridge' };
  fridge = (await server.organizer.post<SiteReply>('/api/v1/sites', site)).body;
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  const invite = await server.organizer.post<InviteMadeReply>('/api/v1/invites', { role: 'steward' });
  await page.goto(server.address + new URL(invite.body.url).pathname + new URL(invite.body.url).hash);
  await page.locator('#name').fill('Sam');
  await page.locator('button[type=submit]').click();
  await page.locator('cs-mode-bar').waitFor();
  // Before any test takes the network away.
  await appIsKept(page);
}, 180_000);

afterEach(() => context.setOffline(false));

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

const readings = async () =>
  (await server.organizer.get<ListPage<ReadingReply>>(`/api/v1/readings?siteId=${fridge.id}`)).body.data;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const picture = (name: string) => page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
const allSent = () => page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 30_000 });

async function read(degrees: string): Promise<void> {
  await button('Enter a reading').click();
  await page.getByRole('textbox', { name: 'Temperature' }).fill(degrees);
  await button('Keep the reading').click();
  await page.locator('cs-waiting-readings').getByText(degrees).waitFor();
}

describe('a temperature read by hand', () => {
  it('is kept without a network, over a reload, and arrives when there is one', async () => {
    await page.goto(`${server.address}/fridges/${fridge.id}`);
    await page.locator('cs-cold-alarm').waitFor();
    await context.setOffline(true);
    const began = Date.now();
    await read('9.5');
    await page.getByText('Kept on this device. It is sent as soon as there is a network.').waitFor();
    await picture('reading-kept-360');
    expect(await objections(page)).toEqual([]);
    expect(await readings()).toEqual([]);
    await context.setOffline(false);
    await page.reload();
    await allSent();
    await page.locator('cs-cold-alarm').getByText('It may be the door').waitFor();
    const [first, ...others] = await readings();
    expect([first?.celsius, first?.source, others]).toEqual([9.5, 'hand', []]);
    expect(Math.abs(Date.parse(first?.occurredAt ?? '') - began)).toBeLessThan(60_000);
  });

  it('is taken back with one press while it is on the device', async () => {
    await page.goto(`${server.address}/fridges/${fridge.id}`);
    await page.locator('cs-cold-alarm').waitFor();
    await context.setOffline(true);
    await read('45');
    await button('Undo').click();
    await page.locator('main').getByText('The reading is taken back.').waitFor();
    await context.setOffline(false);
    await page.goto(`${server.address}/scan/waiting`);
    await page.getByRole('heading', { name: 'Everything is sent' }).waitFor();
    expect(await readings()).toHaveLength(1);
  });

  it('is kept on a page that opened without a network', async () => {
    await page.goto(`${server.address}/fridges/${fridge.id}`);
    await page.locator('cs-cold-alarm').waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.reload();
    await read('4.1');
    await isFilled(page);
    await picture('reading-offline-360');
    await page.setViewportSize({ width: 1280, height: 740 });
    await picture('reading-offline-1280');
    expect(await objections(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('cs-sync-mark').click();
    await page.getByText(/4\.1\s?°C, Fridge, Oak Street fridge/).waitFor();
    await picture('reading-waiting-360');
    await page.unroute('**/api/**');
    await button('Send now').click();
    await allSent();
    expect((await readings()).map(({ celsius }) => celsius)).toEqual([4.1, 9.5]);
  });

  it('came in a file, is refused where no thermometer shows it, and put right under its id', async () => {
    const id = newId();
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const line = { id, probe: 'freezer' as const, celsius: 85, occurredAt };
    const group = { id: goods.groupId, name: 'Eastside Mutual Aid' };
    const text = writeOutboxFile(
      [
        {
          ...{ id, groupId: group.id, command: { kind: 'reading', siteId: fridge.id, line } },
          about: { itemName: '', unit: 'each', quantity: 0, siteName: fridge.name },
          ...{ savedAt: occurredAt, notBefore: 0, seq: 1, state: 'sent', refusal: null },
        },
      ],
      group,
      occurredAt,
    );
    await page.goto(`${server.address}/scan/waiting`);
    const file = { name: 'waiting.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await page.getByLabel('Take in a file').setInputFiles(file);
    const refused = page.locator('cs-refused-entry');
    await refused.getByText('No thermometer shows this here. Say what it showed.').waitFor();
    await refused.getByRole('button', { name: 'Put it right' }).click();
    await refused.getByRole('textbox', { name: 'Degrees' }).fill('-18,5');
    await picture('reading-put-right-360');
    expect(await objections(page)).toEqual([]);
    await refused.getByRole('button', { name: 'Send it again' }).click();
    await refused.waitFor({ state: 'detached' });
    await allSent();
    const kept = (await readings()).find((one) => one.id === id);
    expect([kept?.celsius, kept?.probe, kept?.occurredAt]).toEqual([-18.5, 'freezer', occurredAt]);
    expect(complaints).toEqual([]);
  });
});
