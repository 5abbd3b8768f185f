import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { MemberReply, SignInLinkReply } from '@shared/people/people.contract';
import { launchChromium } from '../support/chromium';
import { FridgeStory, StoryClock } from '../support/fridge-story';
import { type Goods, goodsOf } from '../support/goods';
import { type Person, startTestApp, type TestApp } from '../support/test-app';
import { objections } from '../support/objections';

const screenshots = join(__dirname, 'screenshots');

/** A warm fridge, from the first reading to what is thrown out and cold again; the clock is the story's, here and there. */
describe('a warm fridge', () => {
  let server: TestApp;
  let goods: Goods;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let steward: Person;
  let sensor: FridgeStory;
  const clock = new StoryClock(new Date('2026-07-01T16:00:00Z'));
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    server = await startTestApp({ web: true, clock: () => clock.now() });
    goods = await goodsOf(server);
    steward = await server.join('steward', 'Rosa');
    const made = await server.organizer.post<{ id: string }>('/api/v1/sites', {
      ...{ name: 'Oak Street fridge', kind: 'fridge' },
    });
    sensor = new FridgeStory(steward, clock, made.body.id);
    await stock();
    await sensor.read(Array.from({ length: 48 }, (_, n) => [-n * 60 - 30, 3.4 + (n % 5) * 0.3]));
    browser = await launchChromium();
    context = await browser.newContext({ viewport: { width: 320, height: 720 }, locale: 'en-GB' });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await now();
    const { id } = (await steward.get<{ member: MemberReply }>('/api/v1/me')).body.member;
    const link = await server.organizer.post<SignInLinkReply>(`/api/v1/members/${id}/sign-in-links`);
    await page.goto(`${server.address}/sign-in#${link.body.token}`);
    await page.waitForURL(/\/scan/);
  });

  afterAll(async () => {
    await browser?.close();
    await goods?.close();
    await server?.close();
  });

  async function stock(): Promise<void> {
    const categories = await goods.db.query<{ id: string; name: string }>('select id, name from category');
    const of = (name: string) => categories.rows.find((one) => one.name === name)?.id ?? '';
    const [milk, pears, bread] = [
      await goods.item('Milk, 1 L', { categoryId: of('Dairy and eggs') }),
      await goods.item('Pears', { categoryId: of('Fruit and vegetables') }),
      await goods.item('Bread', { categoryId: of('Bread and bakery') }),
    ];
    const come = { reason: 'donation', toSiteId: sensor.siteId, occurredAt: clock.at(-200) } as const;
    await goods.record(
      server.organizer,
      { ...come, itemId: milk, quantity: 6, lot: { useBy: '2026-07-09' } },
      { ...come, itemId: pears, quantity: 12 },
      { ...come, itemId: bread, quantity: 5 },
    );
  }

  const now = () => page.clock.setFixedTime(clock.now());
  const open = async () => {
    await now();
    await page.goto(`${server.address}/fridges/${sensor.siteId}`);
    await page.locator('cs-cold-alarm').waitFor();
  };
  const looked = async (name: string) => {
    for (const [width, theme] of [
      [320, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([name, width, wider]).toEqual([name, width, false]);
      await page.screenshot({ path: join(screenshots, `${name}-${width}-${theme}.png`), fullPage: true });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 720 });
    expect([name, await objections(page, { strict: true })]).toEqual([name, []]);
  };
  const alarm = () => page.locator('cs-cold-alarm');

  it('is told with the first warm reading, which may be the door', async () => {
    await open();
    expect(await alarm().innerText()).toMatch(/Cold enough: 3\.4\s?°C, 30 minutes ago/);
    await page.getByRole('button', { name: 'Enter a reading' }).click();
    await page.getByRole('textbox', { name: 'Temperature' }).fill('warm');
    await page.getByRole('button', { name: 'Keep the reading' }).click();
    await page.getByText('Give the degrees that the thermometer shows.').waitFor();
    await page.getByRole('textbox', { name: 'Temperature' }).fill('8,5');
    await page.getByRole('button', { name: 'Keep the reading' }).click();
    await page.getByText('Waits to be sent:').waitFor();
    // It may be taken back for some seconds, and the page's clock stands still.
    clock.pass(0.1);
    await now();
    await alarm().getByText('It may be the door').waitFor();
    expect(await alarm().innerText()).toMatch(/Close the door, wait 20 minutes/);
    await looked('fridge-check-again');
  });

  it('runs a clock once it stays warm, and says when the time is up', async () => {
    clock.pass(30);
    await sensor.read([[0, 9.2]]);
    await open();
    expect(await alarm().innerText()).toMatch(
      /Too warm, began 30 minutes ago: 9\.2\s?°C at most, the limit is 5\s?°C/,
    );
    expect(await alarm().innerText()).toMatch(/Time is up in 1 hour/);
    await looked('fridge-warm');
    clock.pass(90);
    await open();
    expect(await alarm().innerText()).toMatch(/Too warm for too long/);
    await looked('fridge-time-up');
  });

  it('says what spoils; thrown out in one go, it is waste', async () => {
    await page.getByRole('link', { name: 'What to keep, what to throw out' }).click();
    await page.getByRole('heading', { name: 'Too warm: keep or throw out' }).waitFor();
    const milk = page.getByRole('checkbox', { name: /Milk/ });
    const pears = page.getByRole('checkbox', { name: /Pears/ });
    await milk.waitFor();
    expect([await milk.isChecked(), await pears.isChecked()]).toEqual([true, false]);
    await looked('fridge-goods');
    await page.getByRole('button', { name: 'Threw out what is chosen (1)' }).click();
    await page.locator('main').getByText('Looked after. Thrown out: 1.').waitFor();
    await alarm().getByText('Put nothing in until it is cold again').waitFor();
    const stock = await steward.get<{ data: { itemName: string; onHand: number }[] }>(
      `/api/v1/stock?siteId=${sensor.siteId}`,
    );
    expect(stock.body.data.map(({ itemName, onHand }) => [itemName, onHand])).toEqual([
      ...[
        ['Bread', 5],
        ['Milk, 1 L', 0],
        ['Pears', 12],
      ],
    ]);
  });

  it('is cold again, and keeps what happened as a record', async () => {
    clock.pass(45);
    await sensor.read([[0, 4.1]]);
    await open();
    expect(await alarm().innerText()).toMatch(/Cold enough: 4\.1\s?°C/);
    await page.getByText('Times too warm (1)').click();
    await page.getByText('looked after').waitFor();
    expect(await page.locator('.times li').innerText()).toMatch(/9\.2\s?°C at most.*too long.*cold again/s);
    await looked('fridge-cold-again');
  });

  it('says which of two thermometers is warm, draws both, and asks for a reading when that one fell silent', async () => {
    const probe = async (label: string) => {
      const body = { label, role: 'steward', onlyFor: 'readings' };
      const { token } = (await server.organizer.post<{ token: string }>('/api/v1/api-tokens', body)).body;
      return new FridgeStory(server.as(token), clock, sensor.siteId);
    };
    clock.pass(130);
    const [door, shelf] = [await probe('Door probe'), await probe('Top shelf, left')];
    await door.read(
      Array.from({ length: 90 }, (_, n) => [-n * 15 - 10, n < 4 ? 9.4 - n : 4 + (n % 5) * 0.2]),
    );
    await shelf.read(Array.from({ length: 90 }, (_, n) => [-n * 15 - 2, 2.4 + (n % 3) * 0.3]));
    await open();
    expect(await page.locator('cs-fridge-state').first().innerText()).toMatch(/9\.4\s?°C\s+10 minutes ago/);
    const words = await alarm().innerText();
    expect(words).toMatch(/Thermometer “Door probe”: 9\.4\s?°C, 10 minutes ago/);
    expect(words).toMatch(/Another one, “Top shelf, left”: 2\.4\s?°C, 2 minutes ago/);
    expect(words).not.toMatch(/has not reported/);
    await page.getByText('1 d', { exact: true }).click();
    await page.locator('.thermometers li').first().waitFor();
    expect(await page.locator('.thermometers li').allInnerTexts()).toMatchObject([
      expect.stringMatching(/Door probe: 4\s?°C to 9\.4\s?°C/),
      expect.stringMatching(/Top shelf, left: 2\.4\s?°C to 3\s?°C/),
      expect.stringMatching(/Read by people/),
    ]);
    const dashes = await page
      .locator('.thermometers line')
      .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).strokeDasharray));
    expect(new Set(dashes).size).toBe(2);
    await page.getByText('As a table').click();
    expect(await page.locator('tbody tr').first().innerText()).toMatch(/Top shelf, left/);
    await looked('fridge-two-thermometers');
    clock.pass(60);
    await shelf.read([[0, 3.5]]);
    await open();
    await alarm()
      .getByText(/“Door probe” has not reported since .* until then it counts as warm/)
      .waitFor();
    await looked('fridge-silent-thermometer');
    await sensor.read([[0, 4]]);
    await open();
    expect(await alarm().innerText()).toMatch(/Cold enough: 4\s?°C/);
  });

  it('stands without power, in Spanish too', async () => {
    await page.evaluate(() => localStorage.setItem('commonshelf.language', 'es'));
    await open();
    await page.getByRole('button', { name: 'No hay luz aquí' }).click();
    await page.getByLabel('¿Desde cuándo?').selectOption('3');
    await looked('fridge-power-es');
    await page.getByRole('button', { name: 'Anotar el corte de luz' }).click();
    await page.getByText('No hay luz aquí. Deja la puerta cerrada.').waitFor();
    await page.getByRole('button', { name: 'Volvió la luz' }).click();
    await page.getByRole('button', { name: 'Volvió la luz' }).click();
    await page.locator('main').getByText('Anotado.').waitFor();
    expect(complaints).toEqual([]);
  });
});
