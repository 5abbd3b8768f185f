import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { openToStrangers } from '../support/neighbour';
import { objections } from '../support/objections';
import { startTestApp, type TestApp } from '../support/test-app';

const screenshots = join(__dirname, 'screenshots');
const map = '/board/eastside-mutual-aid/map';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let context: BrowserContext;
const asked = new Set<string>();
const complaints: string[] = [];

async function opened(from: BrowserContext): Promise<Page> {
  const page = await from.newPage();
  page.setDefaultTimeout(20_000);
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return page;
}

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const itemId = await goods.item();
  const make = async (name: string, slug: string, place: object, more: object, minimum = 0) => {
    const { body } = await server.organizer.post<{ id: string }>('/api/v1/sites', {
      ...{ name, kind: slug.endsWith('store') ? 'free_store' : 'fridge', ...place },
    });
    await openToStrangers(server, body.id, slug, more);
    if (minimum === 0) return;
    await goods.record(server.organizer, { reason: 'donation', itemId, quantity: 3, toSiteId: body.id });
    const level = { minimum, target: 50 };
    await server.organizer.put(`/api/v1/sites/${body.id}/par-levels/${itemId}`, level);
  };
  const exact = { showsPlace: true };
  const at = (latitude: number, longitude: number, address = 'Main Street 1') => ({
    latitude,
    longitude,
    address,
  });
  await make('Oak Street fridge', 'oak', at(40.7, -74, '18 Oak Street'), exact, 9);
  await make('Oak Street free store', 'oak-store', at(40.7004, -74.0003, '20 Oak Street'), exact);
  await make('Library fridge', 'library', at(40.73, -74.05), exact, 1);
  await make('Porch on a quiet street', 'porch', at(40.7612, -73.9312), { area: 'Near the old mill' });
  await make('Harbour free store', 'harbour-store', at(40.68, -73.92), exact, 4);
  await make('Bus that comes on Tuesdays', 'bus', {}, exact);
  const empty = await server.organizer.post<{ id: string }>('/api/v1/sites', {
    ...{ name: 'Hill fridge', kind: 'fridge', ...at(40.79, -74.02) },
  });
  await openToStrangers(server, empty.body.id, 'hill', exact);
  await server.organizer.put(`/api/v1/sites/${empty.body.id}/par-levels/${itemId}`, {
    minimum: 1,
    target: 5,
  });
  await server.organizer.get('/api/v1/reports/shortages');
  browser = await launchChromium();
  context = await browser.newContext({
    ...{ javaScriptEnabled: false, viewport: { width: 360, height: 780 }, locale: 'en-US' },
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

describe('the map for everybody, without scripts', () => {
  it('leads from the board to a place, closer where several lie together, and back to the map', async () => {
    const page = await opened(context);
    await page.goto(`${server.address}/board/eastside-mutual-aid`);
    await page.getByRole('link', { name: 'Map of all places' }).click();
    const drawn = page.getByRole('group', { name: 'Map of the places' });
    await drawn.getByRole('link', { name: /^\d+\. Hill fridge: something is missing$/ }).waitFor();
    const several = drawn.getByRole('link', { name: '2 places close together: look closer' });
    await several.click();
    await drawn.getByRole('link', { name: /Oak Street fridge: something runs low/ }).click();
    expect(await page.locator('h1').innerText()).toBe('Oak Street fridge');
    await page.getByRole('link', { name: 'Show it on the map' }).click();
    await page.getByText('2 of 7 places are in this part of the map.').waitFor();
    await page.getByRole('link', { name: 'To the east' }).click();
    await page.getByText('0 of 7 places are in this part of the map.').waitFor();
    await page.getByRole('link', { name: 'All places' }).click();
    await page.getByText('7 of 7 places are in this part of the map.').waitFor();
    await page.close();
  });

  it('weighs less than 15 kB, style included', async () => {
    const first = await browser.newContext({ javaScriptEnabled: false });
    const page = await opened(first);
    const client = await first.newCDPSession(page);
    await client.send('Network.enable');
    let bytes = 0;
    client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(server.address + map);
    process.stdout.write(`public map: ${bytes} bytes over the wire, style and icon included\n`);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThan(15_000);
    await first.close();
  });

  it('can be used by everybody, dark and light, at 320 pixels, wide and on paper', async () => {
    const scripted = await browser.newContext({ locale: 'en-US' });
    const page = await opened(scripted);
    for (const [name, query] of [
      ['whole', '?lang='],
      ['near', '?at=40.76,-73.93&z=15&lang='],
    ] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          await page.goto(server.address + map + query + (width === 320 ? 'es' : 'en'));
          expect([name, colorScheme, width, await objections(page)]).toEqual([name, colorScheme, width, []]);
          const picture = `public-map-${name}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(screenshots, picture), fullPage: true });
        }
      }
    }
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.goto(server.address + map);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('group', { name: 'Map of the places' }).isVisible()).toBe(true);
    await page.screenshot({ path: join(screenshots, 'public-map-print.png'), fullPage: true });
    await scripted.close();
  });

  it('asks no other server for anything, and no policy is broken', () => {
    expect([...asked]).toEqual([server.address]);
    expect(complaints).toEqual([]);
  });
});
