import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { TileServer } from '@api/http/tiles/tile-server';
import { until } from '../faults/until';
import { launchChromium } from '../support/chromium';
import { joinedPage } from '../support/joined-page';
import { type LittleTileServer, startLittleTileServer } from '../support/little-tiles';
import { openToStrangers } from '../support/neighbour';
import { objections } from '../support/objections';
import { startTestApp, type TestApp } from '../support/test-app';

const screenshots = join(__dirname, 'screenshots');
const map = '/board/eastside-mutual-aid/map';

let far: LittleTileServer;
let server: TestApp;
let browser: Browser;
const asked = new Set<string>();

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  far = await startLittleTileServer();
  const settings = { attribution: '© Little Maps', timeoutMs: 5_000, pauseMs: 0, keptBytes: 10_000_000 };
  const tiles = new TileServer({ ...settings, template: far.template, now: () => performance.now() });
  server = await startTestApp({ web: true, tiles });
  for (const [name, slug, latitude, longitude] of [
    ['Oak Street', 'oak', 40.7, -74],
    ['Elm Street', 'elm', 40.7004, -74.0003],
    ['Far Hill', 'hill', 40.75, -73.95],
  ] as const) {
    const place = { name, kind: 'fridge', latitude, longitude };
    const { body } = await server.organizer.post<{ id: string }>('/api/v1/sites', place);
    await openToStrangers(server, body.id, slug, { showsPlace: slug !== 'hill', area: 'Near the mill' });
  }
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await far?.close();
});

/** Counts the tiles that a page got, and fails to hear of none. */
function watched(page: Page): { readonly got: string[] } {
  const got: string[] = [];
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/api/v1/tiles/') && response.status() === 200) got.push(pathname);
  });
  return { got };
}

async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  return context.newPage();
}

it('lie under the map for everybody, without scripts, with the names of their makers', async () => {
  const page = await visitor({ javaScriptEnabled: false });
  const { got } = watched(page);
  await page.goto(server.address + map);
  await page.getByText('© Little Maps').waitFor();
  await until('the tiles come', 10_000, () => Promise.resolve(got.length >= 4));
  const drawn = page.getByRole('group', { name: 'Map of the places' });
  await drawn.getByRole('link', { name: '2 places close together: look closer' }).click();
  await drawn.getByRole('link', { name: /Oak Street/ }).click();
  expect(await page.locator('h1').innerText()).toBe('Oak Street');
  await page.context().close();
});

it('leave the map readable for everybody, dark and light, narrow and wide', async () => {
  const page = await visitor();
  const { got } = watched(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      got.length = 0;
      await page.goto(`${server.address + map}?lang=${width === 320 ? 'es' : 'en'}`, { waitUntil: 'load' });
      expect([width, colorScheme, await objections(page)]).toEqual([width, colorScheme, []]);
      const name = `tiles-public-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(screenshots, name), fullPage: true });
    }
  }
  await page.context().close();
});

it('lie under the members’ map, move with it, and are asked of this server alone', async () => {
  const { page, context } = await joinedPage(server, browser, 'volunteer', {
    viewport: { width: 1280, height: 900 },
  });
  const { got } = watched(page);
  await page.goto(`${server.address}/map`);
  await page.getByText('© Little Maps').waitFor();
  await until('the tiles come', 10_000, () => Promise.resolve(got.length >= 4));
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect([width, await objections(page)]).toEqual([width, []]);
    await page.screenshot({ path: join(screenshots, `tiles-members-${width}.png`), fullPage: true });
  }
  const before = new Set(got);
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  await until('other tiles come', 10_000, () => Promise.resolve(got.some((path) => !before.has(path))));
  await context.close();
});

it('that do not come leave the plain ground, and every mark', async () => {
  far.answer = (_, response) => response.writeHead(500).end();
  const page = await visitor({ viewport: { width: 800, height: 900 } });
  const refused: number[] = [];
  page.on('response', (response) => response.url().includes('/tiles/') && refused.push(response.status()));
  await page.goto(`${server.address + map}?at=20,20&z=11`);
  await page.getByText('0 of 3 places').waitFor();
  await until('the server fails', 10_000, () => Promise.resolve(refused.includes(503)));
  await page.goto(`${server.address + map}?at=40.72,-73.97&z=11`);
  await page
    .getByRole('link', { name: /Far Hill/ })
    .first()
    .waitFor();
  await page.screenshot({ path: join(screenshots, 'tiles-away.png') });
  // As it is drawn where nobody set any tiles: a broken picture would cover most of it.
  const drawn = page.getByRole('group', { name: 'Map of the places' });
  const without = PNG.sync.read(await drawn.screenshot());
  await page.locator('image').evaluateAll((images) => images.forEach((image) => image.remove()));
  const plain = PNG.sync.read(await drawn.screenshot());
  const other = plain.data.filter((value, at) => Math.abs(value - (without.data[at] ?? 0)) > 40);
  expect(other.length / plain.data.length).toBeLessThan(0.005);
  far.answer = null;
  await page.context().close();
});

it('make no page ask another server for anything', () => {
  expect([...asked]).toEqual([server.address]);
  expect(far.asked.length).toBeGreaterThan(4);
});
