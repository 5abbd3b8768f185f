import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { v7 as newId } from 'uuid';
import type { VisitReply } from '@shared/fridges/visits.contract';
import type { InviteMadeReply } from '@shared/people/people.contract';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { Page as ListPage } from '@shared/words/page';
import { launchChromium } from '../support/chromium';
import { appIsKept } from '../support/kept-app';
import { type Goods, goodsOf } from '../support/goods';
import { startTestApp, type TestApp } from '../support/test-app';
import { typeAsScanner } from '../support/wedge';
import { isFilled } from '../support/is-filled';
import { objections } from '../support/objections';

const screenshots = join(__dirname, 'screenshots');
const oatCode = '5901234123457';
const newCode = '4006381333931';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let fridge: SiteReply;
let store: SiteReply;
let milk: ItemReply;
let bread: ItemReply;
const asked = new Set<string>();
const complaints: string[] = [];
let taps = 0;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const make = async <T>(path: string, body: object) =>
    (await server.organizer.post<T>(`/api/v1/${path}`, body)).body;
  store = await make<SiteReply>('sites', { name: 'Eastside', kind: 'free_store' });
  fridge = await make<SiteReply>('sites', { name: 'Oak Street fridge', kind: 'fridge' });
  milk = await make<ItemReply>('items', { name: 'Milk 1 L', unit: 'each' });
  bread = await make<ItemReply>('items', { name: 'Bread', unit: 'each' });
  await make('items', { name: 'Oats 500 g', unit: 'each', barcodes: [{ code: oatCode, packQuantity: 2 }] });
  await make('items', {
    name: 'Raw chicken',
    unit: 'each',
    categoryId: await goods.category('raw_meat_fish'),
  });
  await make('visits', {
    ...{ id: newId(), siteId: fridge.id, occurredAt: new Date(Date.now() - 5 * 3_600_000).toISOString() },
    ...{ fullness: 3, condition: 'clean', temperatures: [{ probe: 'fridge', celsius: 4 }] },
    putIn: [
      { itemId: milk.id, quantity: 10 },
      { itemId: bread.id, quantity: 5 },
    ],
  });
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
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

const picture = (name: string) => page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
const tap = async (what: Locator) => {
  taps++;
  await what.click();
};
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const radio = (name: string) => page.locator('label.choice').getByText(name, { exact: true });
const visits = async () =>
  (await server.organizer.get<ListPage<VisitReply>>(`/api/v1/visits?siteId=${fridge.id}`)).body.data;
const visiting = async () => {
  await page.goto(`${server.address}/fridges/${fridge.id}/visit`);
  await page.locator('cs-still-here').waitFor();
};

describe('a visit to a fridge', () => {
  it('begins at the list of fridges, or at the fridge that was scanned', async () => {
    await page.goto(`${server.address}/fridges`);
    await page.getByRole('link', { name: 'Oak Street fridge' }).waitFor();
    await picture('fridges-360');
    await page.goto(`${server.address}/scan`);
    await page.locator('cs-mode-bar').waitFor();
    await typeAsScanner(page, fridge.ownCode);
    await page.getByRole('link', { name: 'Log a visit to this fridge' }).click();
    await page.getByRole('heading', { name: 'Visit: Oak Street fridge' }).waitFor();
  });

  it('is done in a few taps without a network, and arrives when there is one', async () => {
    await visiting();
    await page.getByText('Milk 1 L').first().waitFor();
    await context.setOffline(true);
    taps = 0;
    const beganAt = Date.now();
    await tap(button(/^It is 39/));
    await tap(radio('Half or more'));
    await tap(radio('Clean'));
    await tap(button('Some left: Milk 1 L'));
    await tap(button('None left: Bread'));
    await tap(button(/^Done/));
    const seconds = Math.round((Date.now() - beganAt) / 100) / 10;
    await page.getByText('Kept on this device').waitFor();
    await picture('visit-kept-360');
    process.stdout.write(
      `A routine visit without a network: ${taps} taps, ${seconds} s of a browser's own time.\n`,
    );
    expect(taps).toBeLessThanOrEqual(6);
    expect(await visits()).toHaveLength(1);
    await context.setOffline(false);
    await page.getByText('Recorded.', { exact: true }).waitFor({ timeout: 30_000 });
    const [visit] = await visits();
    expect(visit).toMatchObject({
      ...{ fullness: 2, condition: 'clean', memberName: 'Sam', temperatures: [{ celsius: 4 }] },
      left: [
        { name: 'Bread', quantity: 0 },
        { name: 'Milk 1 L', quantity: 5 },
      ],
    });
    const taken = visit?.inferred.map(
      ({ itemName, reason, quantity }) => `${reason} ${itemName} ${quantity}`,
    );
    expect(taken?.every((text) => /^distribution (Bread|Milk)/.test(text))).toBe(true);
    expect(visit?.inferred.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(10);
  });

  it('is undone after it was sent', async () => {
    await button('Undo').click();
    await page.getByText('The visit is undone').first().waitFor();
    await page.locator('cs-sync-mark .waits').waitFor({ state: 'detached', timeout: 15_000 });
    expect((await visits())[0]?.reversedAt).not.toBeNull();
  });

  it('takes goods from a store by scanning, what comes back after a reload, and a photo without its secrets', async () => {
    await visiting();
    await page.getByLabel('Comes from').selectOption(store.id);
    await typeAsScanner(page, oatCode);
    await page.locator('cs-goods-line', { hasText: 'Oats 500 g' }).getByText('from Eastside').waitFor();
    await typeAsScanner(page, oatCode);
    await page.reload();
    const oats = page.getByRole('textbox', { name: 'Put in: Oats 500 g' });
    await oats.waitFor();
    expect(await oats.inputValue()).toBe('4');
    const photo = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#7a5' } })
      .withExif({ IFD0: { Make: 'TellTale' } })
      .jpeg()
      .toBuffer();
    await page
      .locator('cs-photo-entry input')
      .setInputFiles({ name: 'fridge.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.getByAltText('The photo for this visit').waitFor();
    await page.getByRole('searchbox', { name: 'Something else put in' }).fill('chicken');
    await button('Raw chicken').click();
    await page.getByText('This fridge does not take: Raw meat or fish.').waitFor();
    await picture('visit-put-in-360');
    await button(/^Done/).click();
    await page.getByText('Recorded.', { exact: true }).waitFor({ timeout: 30_000 });
    const [visit] = await visits();
    expect(visit?.photoId).not.toBeNull();
    expect(visit?.putIn).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          itemName: 'Oats 500 g',
          reason: 'transfer',
          fromSiteId: store.id,
          quantity: 4,
        }),
      ]),
    );
    await page.goto(`${server.address}/fridges/${fridge.id}`);
    await page.getByAltText('The fridge at that visit').first().waitFor();
    await picture('fridge-360');
  });

  it('knows codes without a network, and keeps one that is new for the server to read', async () => {
    await visiting();
    await context.setOffline(true);
    await typeAsScanner(page, oatCode);
    await page.locator('cs-goods-line', { hasText: 'Oats 500 g' }).waitFor();
    // Bound by somebody else while this device hears nothing.
    await goods.barcode(milk.id, newCode.padStart(14, '0'), 6);
    await typeAsScanner(page, newCode);
    await page.getByText(`Code ${newCode}`).waitFor();
    await button(/^Done/).click();
    await page.getByText('Kept on this device').waitFor();
    await context.setOffline(false);
    await page.getByText('Recorded.', { exact: true }).waitFor({ timeout: 30_000 });
    const putIn = (await visits())[0]?.putIn.map(({ itemName, quantity }) => `${quantity} ${itemName}`);
    expect(putIn?.sort()).toEqual(['2 Oats 500 g', '6 Milk 1 L']);
  });

  it('is put right where a line was refused, in the form it was made with, and counts once', async () => {
    const nobodys = '8711000000007';
    await visiting();
    await context.setOffline(true);
    await tap(radio('Full'));
    await typeAsScanner(page, oatCode);
    await page.locator('cs-goods-line', { hasText: 'Oats 500 g' }).waitFor();
    await typeAsScanner(page, nobodys);
    await page.getByText(`Code ${nobodys}`).waitFor();
    await button(/^Done/).click();
    await page.getByText('Kept on this device').waitFor();
    await context.setOffline(false);
    await page.getByText('The visit is recorded, but for 1 line.').waitFor({ timeout: 30_000 });
    const before = await visits();
    expect(before[0]?.putIn.map(({ itemName }) => itemName)).toEqual(['Oats 500 g']);

    await page.getByRole('link', { name: 'What waits' }).click();
    await page.getByRole('link', { name: 'Put it right' }).click();
    await page.getByRole('heading', { name: 'Put this visit right' }).waitFor();
    const line = page.locator('cs-goods-line');
    await line.getByText('Nobody has named this code yet.').waitFor();
    expect([await line.count(), await radio('Full').count()]).toEqual([1, 0]);
    await picture('visit-again-360');
    await line.getByRole('searchbox', { name: 'Which item is it?' }).fill('bread');
    await line.getByRole('button', { name: 'Bread' }).click();
    await line.getByRole('textbox', { name: 'Put in: Bread' }).fill('3');
    await page.setViewportSize({ width: 1280, height: 740 });
    await picture('visit-again-1280');
    await page.setViewportSize({ width: 360, height: 740 });
    await button('Send it again').click();
    await page.getByText('Recorded.', { exact: true }).waitFor({ timeout: 30_000 });
    const after = await visits();
    expect([after.length, after[0]?.id, after[0]?.fullness]).toEqual([before.length, before[0]?.id, 3]);
    expect(after[0]?.putIn.map(({ itemName, quantity }) => `${quantity} ${itemName}`).sort()).toEqual([
      ...['2 Oats 500 g', '3 Bread'],
    ]);
    await page.locator('cs-sync-mark .refused').waitFor({ state: 'detached' });
  });

  it.each([
    ['en-US', 320, 'light'],
    ['es-MX', 320, 'dark'],
    ['en-US', 1280, 'dark'],
    ['es-MX', 1280, 'light'],
  ] as const)('reads well: %s, %i pixels, %s', async (locale, width, colorScheme) => {
    const state = await context.storageState();
    const other = await browser.newContext({
      ...{ storageState: state, locale, colorScheme, viewport: { width, height: 800 } },
    });
    const shown = await other.newPage();
    shown.setDefaultTimeout(30_000);
    try {
      await shown.goto(server.address);
      for (const path of ['', `/${fridge.id}`, `/${fridge.id}/visit`]) {
        await shown.setViewportSize({ width, height: 800 });
        await shown.goto(`${server.address}/fridges${path}`);
        await shown.locator('main h1').waitFor();
        await isFilled(shown);
        expect([path, await objections(shown)]).toEqual([path, []]);
        const name = `fridges${path.replace(`/${fridge.id}`, '-one').replace('/', '-')}-${locale}-${width}-${colorScheme}`;
        await shown.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
      }
    } finally {
      await other.close();
    }
  });

  it('asks no other server for anything, and nothing breaks', () => {
    expect(
      [...asked].filter(
        (origin) => origin !== server.address && !origin.startsWith('blob') && origin !== 'null',
      ),
    ).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
