import type { Browser } from 'playwright-core';
import type { Person } from '../support/test-app';
import { launchChromium } from '../support/chromium';
import { together, weighScanPage } from '../support/page-weight';
import { startTestApp, type TestApp } from '../support/test-app';

/** Of a prepaid phone's allowance. */
const atMost = 130_000;

let server: TestApp;
let browser: Browser;
let volunteer: Person;

beforeAll(async () => {
  server = await startTestApp({ web: true });
  await server.organizer.post('/api/v1/sites', { name: 'Eastside', kind: 'free_store' });
  volunteer = await server.join('volunteer');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it('opens the scan page for the first time with few bytes in few files, all counted', async () => {
  const weighed = await weighScanPage(browser, server.address, volunteer.token ?? '');
  const heaviest = [...weighed].sort((a, b) => b.bytes - a.bytes).map(({ url, bytes }) => `${bytes} ${url}`);
  expect([together(weighed) <= atMost, together(weighed), heaviest]).toEqual([
    true,
    expect.any(Number),
    expect.any(Array),
  ]);
  const files = weighed.filter(({ url }) => !url.includes('/api/'));
  expect(files.length).toBeLessThanOrEqual(8);
  // The engine of the camera comes with the camera.
  expect(files.filter(({ url }) => /wasm|worker/.test(url))).toEqual([]);
});
