import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { joinedPage } from '../support/joined-page';
import { startTestApp, type TestApp } from '../support/test-app';
import { until } from '../faults/until';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const site = await server.organizer.post<SiteReply>('/api/v1/sites', { name: 'Eastside', kind: 'hub' });
  const item = await server.organizer.post<ItemReply>('/api/v1/items', { name: 'Black beans', unit: 'each' });
  const [siteId, itemId] = [site.body.id, item.body.id];
  await goods.record(server.organizer, { reason: 'donation', itemId, quantity: 3, toSiteId: siteId });
  await server.organizer.put(`/api/v1/sites/${siteId}/par-levels/${itemId}`, { minimum: 5, target: 9 });
  // No camera, and nobody to allow one: what a phone says whose owner refused.
  browser = await launchChromium({
    flags: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
  });
  ({ page } = await joinedPage(server, browser, 'volunteer', { colorScheme: 'dark' }));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

describe('a printed page', () => {
  it.each(['/stock', '/shortages', '/stock/history'])(
    'of %s has what is in it and nothing to press, black on white',
    async (path) => {
      await page.goto(server.address + path);
      await page.getByText('Black beans').first().waitFor();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      try {
        expect(await page.getByText('Black beans').first().isVisible()).toBe(true);
        expect(await page.locator('nav').first().isVisible()).toBe(false);
        expect(await page.locator('select').first().isVisible()).toBe(false);
        // Asked again until the printed colours hold: a page that still fills is drawn anew meanwhile.
        await until('the page is black on white', 10_000, async () => {
          const [ink, ground] = (await page.evaluate(`(() => {
            const style = getComputedStyle(document.querySelector('main h1'));
            return [style.color, getComputedStyle(document.documentElement).backgroundColor];
          })()`)) as [string, string];
          return ink === 'rgb(0, 0, 0)' && ground === 'rgb(255, 255, 255)';
        });
      } finally {
        await page.emulateMedia({ media: null, colorScheme: 'dark' });
      }
      const folder = join(__dirname, 'screenshots');
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `print${path.replaceAll('/', '-')}.pdf`);
      const pdf = await page.pdf({ path: file, format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      // One sheet: nothing stretches over empty ones.
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    },
  );
});

describe('a camera that is not allowed', () => {
  it('says so in words, and leaves the photo and the typing', async () => {
    await page.goto(`${server.address}/scan`);
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByText(/The camera is not allowed here|There is no camera here/).waitFor();
    await page.getByText('Take or choose a photo').first().waitFor();
    await page.getByRole('searchbox').fill('beans');
    await page.locator('cs-item-search').getByRole('button', { name: 'Black beans' }).click();
    await page.locator('cs-result-line').getByText('1 Black beans in').waitFor();
  });
});
