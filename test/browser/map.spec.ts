import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { SiteReply } from '@shared/sites/sites.contract';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { joinedPage } from '../support/joined-page';
import { startTestApp, type TestApp } from '../support/test-app';
import { objections } from '../support/objections';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let page: Page;
const asked = new Set<string>();

beforeAll(async () => {
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const make = (name: string, latitude?: number, longitude?: number) =>
    server.organizer.post<SiteReply>('/api/v1/sites', {
      ...{ name, kind: 'fridge' },
      ...(latitude === undefined ? {} : { latitude, longitude }),
    });
  const oak = await make('Oak Street', 40.7, -74);
  await make('Elm Street', 40.7001, -74.0001);
  await make('Far Hill', 41.5, -73.1);
  await make('Somewhere');
  const itemId = await goods.item();
  await server.organizer.put(`/api/v1/sites/${oak.body.id}/par-levels/${itemId}`, { minimum: 2, target: 5 });
  await server.organizer.get('/api/v1/reports/shortages');
  browser = await launchChromium();
  ({ page } = await joinedPage(server, browser, 'volunteer', { viewport: { width: 1280, height: 900 } }));
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

const list = () => page.getByRole('region', { name: 'Sites in this part of the map' });

it('shows the sites where they are, those close together as one, and all of them in the list', async () => {
  await page.goto(`${server.address}/map`);
  await page.getByRole('button', { name: '2 sites close together: zoom in' }).waitFor();
  await page.locator('g[aria-label="Far Hill: OK"]').waitFor();
  await list().getByText('4 of 4 sites').waitFor();
  await list()
    .getByRole('link', { name: /Somewhere/ })
    .getByText('No place on the map yet')
    .waitFor();
  await list()
    .getByRole('link', { name: /Oak Street/ })
    .getByText('out', { exact: false })
    .waitFor();
  const folder = join(__dirname, 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'map-1280.png') });
});

it('zooms in by keyboard until they are apart, and the list follows', async () => {
  const marks = page.getByRole('button', { name: '2 sites close together: zoom in' });
  for (let n = 0; n < 12 && (await marks.count()) > 0; n++) {
    // The mark may be drawn anew between being counted and being reached.
    const reached = await marks.focus({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (reached) await page.keyboard.press('Enter');
  }
  await page.locator('g[aria-label^="Oak Street: "]').waitFor();
  await list().getByText('3 of 4 sites').waitFor();
  await page.getByRole('button', { name: 'All sites' }).click();
  await list().getByText('4 of 4 sites').waitFor();
});

it('finds by name, and leads to the site', async () => {
  await page.getByRole('searchbox', { name: 'Search the sites' }).fill('far');
  await list().getByText('1 of 4 sites').waitFor();
  await page.locator('g[aria-label="Far Hill: OK"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites\/[0-9a-f-]{36}/);
});

it.each([320, 1280])('is clean for axe at %i px and scrolls in one direction', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${server.address}/sites/map`);
  await list().getByText('4 of 4 sites').waitFor();
  await page.screenshot({ path: join(__dirname, 'screenshots', `map-${width}.png`), fullPage: true });
  expect(await objections(page)).toEqual([]);
});

it('is reached from More and from the list of sites', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const from of ['/more', '/sites']) {
    await page.goto(server.address + from);
    await page.getByRole('main').getByRole('link', { name: 'Map', exact: true }).click();
    await list().waitFor();
  }
});

it('asks no other server for a map', () => {
  expect([...asked]).toEqual([server.address]);
});
