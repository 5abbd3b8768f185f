import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { SignInLinkReply } from '@shared/people/people.contract';
import { launchChromium } from '../support/chromium';
import { startTestApp, type TestApp } from '../support/test-app';
import { objections } from '../support/objections';

const screenshots = join(__dirname, 'screenshots');

/** Tasks, the rota, a label for prepared food, a token for a sensor, the limits of a site: everything around a fridge. */
describe('the care of fridges', () => {
  let server: TestApp;
  let browser: Browser;
  let page: Page;
  let siteId: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    server = await startTestApp({ web: true });
    const made = await server.organizer.post<{ id: string }>('/api/v1/sites', {
      ...{ name: 'Oak Street fridge', kind: 'fridge' },
    });
    siteId = made.body.id;
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 320, height: 720 }, locale: 'en-GB' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    const link = await server.organizer.post<SignInLinkReply>('/api/v1/me/sign-in-links');
    await page.goto(`${server.address}/sign-in#${link.body.token}`);
    await page.waitForURL(/\/scan/);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (path: string) => {
    await page.goto(server.address + path);
    await page.locator('main h1').waitFor();
  };
  const looked = async (name: string) => {
    for (const [width, theme] of [
      [320, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([name, width, wider]).toEqual([name, width, false]);
      await page.screenshot({ path: join(screenshots, `${name}-${width}-${theme}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 320, height: 720 });
    await page.emulateMedia({ colorScheme: 'light' });
    expect([name, await objections(page, { strict: true })]).toEqual([name, []]);
  };

  it('notes a task, takes it, hands it back and closes it', async () => {
    await open('/fridges/tasks');
    await page.getByText('Note something to do').click();
    await page.getByRole('radio', { name: 'Repair it' }).check();
    await page.getByLabel('In a few words').first().fill('The lamp is out');
    await page.getByRole('button', { name: 'Note it' }).click();
    const task = page.locator('cs-task-list li', { hasText: 'The lamp is out' });
    await task.getByRole('button', { name: 'I can take it' }).click();
    await task.getByText('You').waitFor();
    await looked('tasks');
    await task.getByRole('button', { name: 'Hand it back' }).click();
    await task.getByRole('button', { name: 'I can take it' }).waitFor();
    await task.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Nothing is to be done.').waitFor();
  });

  it('adds a weekday to the rota and takes it every week', async () => {
    await page.getByText('Add a weekday').click();
    await page.getByLabel('Weekday').selectOption('3');
    await page.getByRole('button', { name: 'Add it' }).click();
    const first = page.locator('cs-rota-list li').first();
    await first.getByRole('button', { name: 'Every week' }).click();
    await first.getByText('You').waitFor();
    expect(await page.locator('cs-rota-list li').count()).toBe(2);
    expect(await page.locator('cs-rota-list li', { hasText: 'You' }).count()).toBe(2);
    await looked('rota');
    await page.getByRole('button', { name: 'Make a calendar address' }).click();
    const address = await page.getByRole('textbox', { name: 'Address of your calendar' }).inputValue();
    expect(await (await fetch(address)).text()).toContain('SUMMARY:Oak Street fridge');
  });

  it('makes a label for prepared food, with what nobody stated said so', async () => {
    await open('/labels/prepared-food');
    await page.getByRole('button', { name: 'Make the label' }).click();
    await page.locator('#food-contents[aria-invalid=true]').waitFor();
    await page.getByLabel('What is it?').fill('Lentil soup');
    await page.getByRole('radiogroup', { name: 'Milk' }).getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('checkbox', { name: 'Español' }).check();
    await looked('prepared-food');
    await page.getByRole('button', { name: 'Make the label' }).click();
    const href = await page.getByRole('link', { name: 'Open and print' }).getAttribute('href');
    const type = await page
      .evaluate(async (url) => (await (await fetch(url)).blob()).type, href ?? '')
      .catch(() => 'blob');
    expect([href?.startsWith('blob:'), /pdf|blob/.test(type)]).toEqual([true, true]);
  });

  it('makes a token for a sensor, that may do nothing else', async () => {
    await open('/people');
    await page.locator('cs-api-tokens summary').click();
    await page.locator('#token-label').fill('Fridge probe');
    await page.getByRole('checkbox', { name: /A sensor/ }).check();
    await looked('sensor-token');
    await page.locator('cs-api-tokens button[type=submit]').click();
    const token = await page.locator('cs-api-tokens cs-copy-field input').inputValue();
    const sensor = server.as(token);
    const sent = await sensor.post(`/api/v1/sites/${siteId}/readings/webhook`, { temperature: 4.2 });
    expect([sent.status, (await sensor.get('/api/v1/stock')).status]).toEqual([200, 403]);
  });

  it('sets the limits of a site', async () => {
    await open(`/sites/${siteId}`);
    await page.locator('cs-cold-settings summary').click();
    await page.getByLabel('Fridge too warm above, °C').fill('99');
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.locator('#cold-fridge[aria-invalid=true]').waitFor();
    await page.getByLabel('Fridge too warm above, °C').fill('4,5');
    await page.getByLabel('What this place accepts, in your words').fill('Sealed food only');
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.locator('cs-cold-settings cs-said-line').waitFor();
    await looked('cold-settings');
    await open(`/fridges/${siteId}`);
    await page.getByText('Sealed food only').waitFor();
    expect(complaints).toEqual([]);
  });
});
