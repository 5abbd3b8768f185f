import type { Browser } from 'playwright-core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import { launchChromium } from '../support/chromium';
import { allSent, joinedPage, type JoinedPage } from '../support/joined-page';
import { messagesOf } from '../support/messages';
import { startTestApp, type TestApp } from '../support/test-app';
import { typeAsScanner } from '../support/wedge';

const code = '5901234123457';

let server: TestApp;
let browser: Browser;
let person: JoinedPage;

beforeAll(async () => {
  server = await startTestApp({ web: true, language: 'es' });
  await server.organizer.post('/api/v1/sites', { name: 'Tienda del Este', kind: 'free_store' });
  await server.organizer.post<ItemReply>('/api/v1/items', {
    ...{ name: 'Frijoles negros, lata', unit: 'each', barcodes: [{ code, packQuantity: 1 }] },
  });
  browser = await launchChromium();
  person = await joinedPage(server, browser, 'organizer', { name: 'Lucía', locale: 'es-MX' });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Sentences of the English catalogue that the Spanish one has other words for, as they stand without figures in them. */
const english = (() => {
  const spanish = new Set(messagesOf('es').values());
  return new Set([...messagesOf('en').values()].filter((text) => !spanish.has(text) && !text.includes('{{')));
})();

/** Whatever the page shows or tells a screen reader that is an English message. */
async function englishWords(): Promise<string[]> {
  const shown = await person.page.evaluate(() => {
    const words: string[] = [document.title];
    for (const one of Array.from(document.querySelectorAll('body *'))) {
      for (const node of Array.from(one.childNodes))
        if (node.nodeType === Node.TEXT_NODE) words.push(node.textContent ?? '');
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        words.push(one.getAttribute(name) ?? '');
    }
    return words.map((text) => text.trim());
  });
  return shown.filter((text) => english.has(text));
}

it('greets whoever reads Spanish in Spanish, and scans in, out and below zero', async () => {
  const { page } = person;
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  await typeAsScanner(page, code);
  await page.locator('cs-result-line').getByText('Tienda del Este tiene ahora 1').waitFor();
  await page.locator('cs-mode-bar').getByText('Sale', { exact: true }).click();
  for (const level of ['0', '-1']) {
    await typeAsScanner(page, code);
    await page.locator('cs-result-line').getByText(`Tienda del Este tiene ahora ${level}`).waitFor();
  }
  await allSent(page);
  expect(await englishWords()).toEqual([]);
});

it.each([
  '/stock',
  '/stock/history',
  '/shortages',
  '/items',
  '/items/new',
  '/items/categories',
  '/sites',
  '/sites/new',
  '/people',
  '/labels',
  '/transfers',
  '/transfers/ship',
  '/directory',
  '/more',
  '/me',
  '/scan/waiting',
  '/nowhere',
])('has no English word on %s', async (path) => {
  const { page } = person;
  await page.goto(server.address + path);
  await page.locator('main h1').waitFor();
  await page.locator('cs-skeleton').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  expect(await englishWords()).toEqual([]);
});
