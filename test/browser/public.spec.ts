import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import type { SignedInReply } from '@shared/people/people.contract';
import type { BoardNeedReply, PublicFormReply } from '@shared/neighbours/public.contract';
import type { NeighbourReportReply } from '@shared/needs/neighbours.contract';
import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { Page as ListPage } from '@shared/words/page';
import { demonstrationLinks } from '@api/demo/demonstration-links';
import { loadDemonstration } from '@api/demo/load-demonstration';
import { Database } from '@api/platform/database';
import { launchChromium } from '../support/chromium';
import { goodsOf } from '../support/goods';
import { objections } from '../support/objections';
import { type Person, startTestApp, type TestApp } from '../support/test-app';

const screenshots = join(__dirname, 'screenshots');
const site = '/s/northside-free-store';
const fridge = '/s/library-fridge';

let server: TestApp;
let browser: Browser;
let context: BrowserContext;
let organizer: Person;
const asked = new Set<string>();
const complaints: string[] = [];
let aheadMs = 0;

async function opened(from: BrowserContext): Promise<Page> {
  const page = await from.newPage();
  page.setDefaultTimeout(30_000);
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return page;
}

/** For the server: quicker than that no person fills in a form. */
function aSecondPasses(): void {
  aheadMs += 1_100;
}

async function signInToken(): Promise<string> {
  const links = await demonstrationLinks(server.app.get(Database));
  return links.find((link) => link.role === 'organizer')?.token ?? '';
}

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  server = await startTestApp({ web: true, setUp: false, clock: () => new Date(Date.now() + aheadMs) });
  await loadDemonstration(server.app.get(Database), { timeZone: 'America/New_York' });
  const signedIn = await server.nobody.post<SignedInReply>('/api/v1/sign-in', { token: await signInToken() });
  organizer = server.as(signedIn.body.token);
  browser = await launchChromium();
  context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 },
    locale: 'en-US',
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const until = async (holds: () => Promise<boolean>) => {
  const end = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It never came to that.');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
};

describe('the public pages, without scripts', () => {
  it('tell what is there and needed, and weigh less than 15 kB', async () => {
    const page = await opened(context);
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    let bytes = 0;
    client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(server.address + site);
    expect(await page.locator('h1').innerText()).toBe('Northside Free Store');
    for (const heading of [
      'Needed most',
      'Here now',
      'What it takes',
      'When it is open',
      'Nearest other places',
    ])
      await page.getByRole('heading', { name: heading }).waitFor();
    process.stdout.write(`public page: ${bytes} bytes over the wire, style and icon included\n`);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThan(15_000);
    expect(await page.content()).not.toMatch(/Naloxone|Harm reduction|Juniper|Marisol/);
    await page.close();
  });

  it('hear what is needed in three taps', async () => {
    const page = await opened(context);
    await page.goto(server.address + site);
    await page.getByRole('link', { name: 'Say what you need' }).click();
    await page.getByRole('link', { name: 'Diapers' }).click();
    aSecondPasses();
    await page.getByRole('button', { name: 'Diapers, size 4' }).click();
    await page.getByRole('status').getByText('It is noted.').waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Back to Northside Free Store' }).click();
    expect(await page.locator('h1').innerText()).toBe('Northside Free Store');
    await page.close();
  });

  it('say kindly what to leave out, and keep what was written', async () => {
    const page = await opened(context);
    await page.goto(`${server.address}${site}/ask?lang=es`);
    await page.getByLabel('Otra cosa, en pocas palabras').fill('Leche, llamar al 555 010 0199');
    aSecondPasses();
    await page.getByRole('button', { name: 'Enviar' }).click();
    await page.getByRole('alert').getByText('Por favor no dejes nombres ni números').waitFor();
    await page.getByLabel('Otra cosa, en pocas palabras').fill('Leche para bebé');
    aSecondPasses();
    await page.getByRole('button', { name: 'Enviar' }).click();
    await page.getByRole('status').getByText('Primero lo revisa el equipo').waitFor();
    await page.close();
  });

  it('hear that a fridge is dirty, with a photo, and show it to stewards alone', async () => {
    const page = await opened(context);
    await page.goto(server.address + fridge);
    await page.getByRole('link', { name: 'Something is wrong here' }).click();
    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#a67' } })
      .withExif({ IFD0: { Make: 'TellTale' } })
      .jpeg()
      .toBuffer();
    await page
      .getByLabel('Photo (not needed)')
      .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo });
    aSecondPasses();
    await page.getByRole('button', { name: 'It is dirty' }).click();
    await page.getByText('The stewards know now.').waitFor();
    const { body } = await organizer.get<ListPage<NeighbourReportReply>>('/api/v1/neighbour-reports');
    expect(body.data.find(({ photoId }) => photoId !== null)).toMatchObject({ kind: 'dirty', state: 'new' });
    await page.close();
  });

  it('can be used by everybody, dark and light, at 320 pixels and wide', async () => {
    const scripted = await browser.newContext({ locale: 'en-US' });
    const page = await opened(scripted);
    for (const path of [
      site,
      fridge,
      `${site}/ask`,
      `${site}/report`,
      `${site}/thanks?what=noted`,
      '/board/riverbend',
      '/s/none',
    ]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          await page.goto(
            `${server.address}${path}${path.includes('?') ? '&' : '?'}lang=${width === 320 ? 'es' : 'en'}`,
          );
          // Run from outside: the page's own policy lets no script in.
          expect([path, colorScheme, width, await objections(page)]).toEqual([path, colorScheme, width, []]);
          const name = `public${path.replace(/\W+/g, '-')}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(screenshots, name), fullPage: true });
        }
      }
    }
    await scripted.close();
  });

  it('ask no other server for anything, and no policy is broken', () => {
    expect([...asked]).toEqual([server.address]);
    expect(complaints.filter((text) => /Content Security Policy|Refused to/.test(text))).toEqual([]);
  });
});

describe('a neighbour’s ask', () => {
  it('becomes an open need in the gaps, is met by a restock, and leaves the board', async () => {
    const { body: form } = await server.nobody.get<PublicFormReply>(
      '/api/v1/public/sites/northside-free-store/form',
    );
    const [item] = form.categories.find(({ name }) => name === 'Pets')?.items ?? [];
    if (!item) throw new Error('The demonstration has nothing for pets.');
    const board = async () =>
      (await server.nobody.get<BoardNeedReply[]>('/api/v1/public/groups/riverbend/needs.json')).body.find(
        (need) => need.siteSlug === 'northside-free-store' && need.itemId === item.id,
      );
    const phone = await opened(context);
    await phone.goto(server.address + site);
    await phone.getByRole('link', { name: 'Say what you need' }).click();
    await phone.getByRole('link', { name: 'Pets' }).click();
    aSecondPasses();
    await phone.getByRole('button', { name: item.name }).click();
    await phone.getByRole('status').waitFor();
    await until(async () => (await board())?.asked === '<5');
    const rows = await organizer.get<ListPage<ShortageReply>>('/api/v1/reports/shortages?limit=500');
    const row = rows.body.data.find(
      ({ siteName, itemId }) => siteName === 'Northside Free Store' && itemId === item.id,
    );
    expect(row?.openNeeds).toBe(1);

    const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    const page = await opened(desk);
    await page.goto(`${server.address}/sign-in#${await signInToken()}`);
    await page.waitForURL(/\/scan/);
    await organizer.post('/api/v1/movements', {
      movements: [
        {
          ...{
            id: crypto.randomUUID(),
            reason: 'donation',
            itemId: item.id,
            quantity: 40,
            toSiteId: row?.siteId,
          },
          occurredAt: new Date().toISOString(),
        },
      ],
    });
    await until(async () => (await board())?.state === 'asked');
    await page.goto(`${server.address}/needs`);
    await page.getByRole('button', { name: 'Shown' }).click();
    await page.getByLabel('Site', { exact: true }).selectOption(row?.siteId ?? '');
    const card = page.locator('cs-need-card', { hasText: item.name });
    await card.getByRole('button', { name: 'It is met' }).click();
    await page.locator('cs-said-line', { hasText: `${item.name}: met.` }).waitFor();
    await until(async () => (await board()) === undefined);
    await desk.close();
  });

  it('is found by a steward behind a hundred others, which stay shown when one is decided about', async () => {
    const goods = await goodsOf(server);
    await goods.db.query(
      `insert into neighbour_need (id, group_id, site_id, words, asked_at, expires_at, state)
       select gen_random_uuid(), t.group_id, t.id, 'wish number ' || n, now() - n * interval '1 hour',
         now() + interval '9 days', 'new'
       from site t, generate_series(1, 130) n where t.name = 'Northside Free Store'`,
    );
    await goods.close();
    const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    const page = await opened(desk);
    await page.goto(`${server.address}/sign-in#${await signInToken()}`);
    await page.waitForURL(/\/scan/);
    await page.goto(`${server.address}/needs`);
    const wish = (number: number) => page.getByText(`wish number ${number}`, { exact: true });
    await wish(1).waitFor();
    expect(await wish(130).count()).toBe(0);
    await page.getByRole('button', { name: 'Show older' }).click();
    await wish(130).waitFor();
    await page.getByRole('button', { name: 'Show older' }).waitFor({ state: 'detached' });
    await page
      .locator('cs-need-card', { has: wish(2) })
      .getByRole('button', { name: 'Hide it' })
      .click();
    await wish(2).waitFor({ state: 'detached' });
    expect(await wish(130).count()).toBe(1);
    await desk.close();
  });

  it('is looked after on a page that everybody can use, and so is what strangers see of a site', async () => {
    const desk = await browser.newContext({ locale: 'en-US' });
    const page = await opened(desk);
    await page.goto(`${server.address}/sign-in#${await signInToken()}`);
    await page.waitForURL(/\/scan/);
    const sites = await organizer.get<ListPage<{ id: string; name: string }>>('/api/v1/sites');
    const northside = sites.body.data.find(({ name }) => name === 'Northside Free Store')?.id ?? '';
    for (const [path, ready] of [
      ['/needs', 'cs-board-settings input.mono'],
      [`/sites/${northside}`, 'cs-public-site summary'],
      ['/shortages', 'cs-asked-given svg'],
    ] as const) {
      for (const [width, colorScheme] of [
        [320, 'dark'],
        [1280, 'light'],
      ] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(server.address + path);
        await page.locator(ready).first().waitFor();
        await page
          .locator('cs-public-site summary')
          .click({ timeout: 500 })
          .catch(() => undefined);
        expect([path, width, await objections(page)]).toEqual([path, width, []]);
        const name = `members${path.replace(northside, 'site').replace(/\W+/g, '-')}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(screenshots, name), fullPage: true });
      }
    }
    await desk.close();
  });
});
