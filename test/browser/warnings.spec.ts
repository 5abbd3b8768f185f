import type { Browser } from 'playwright-core';
import type { ItemReply } from '@shared/catalog/catalog.contract';
import type { SiteReply } from '@shared/sites/sites.contract';
import type { MovementReply } from '@shared/stock/stock.contract';
import type { Page as ListPage } from '@shared/words/page';
import { addDays, dayOf } from '@shared/words/day';
import { launchChromium } from '../support/chromium';
import { type Goods, goodsOf } from '../support/goods';
import { allSent, inviteLink, joinedPage, type JoinedPage } from '../support/joined-page';
import { startTestApp, type TestApp } from '../support/test-app';
import { typeAsScanner } from '../support/wedge';

const milkCode = '5901234123457';

let server: TestApp;
let goods: Goods;
let browser: Browser;
let east: SiteReply;
let oak: SiteReply;
let milk: ItemReply;
let volunteer: JoinedPage;
let steward: JoinedPage;

beforeAll(async () => {
  server = await startTestApp({ web: true });
  goods = await goodsOf(server);
  const make = async <T>(path: string, body: object) => (await server.organizer.post<T>(path, body)).body;
  east = await make<SiteReply>('/api/v1/sites', { name: 'Eastside', kind: 'free_store' });
  oak = await make<SiteReply>('/api/v1/sites', {
    name: 'Oak Street',
    kind: 'fridge',
    refuses: ['past_use_by'],
  });
  milk = await make<ItemReply>('/api/v1/items', {
    ...{ name: 'Whole milk 1 l', unit: 'each', barcodes: [{ code: milkCode }] },
  });
  browser = await launchChromium();
  volunteer = await joinedPage(server, browser, 'volunteer', { name: 'Robin' });
  steward = await joinedPage(server, browser, 'steward', {
    ...{ name: 'Sam', viewport: { width: 1280, height: 900 } },
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await goods?.close();
  await server?.close();
});

const today = () => dayOf(new Date(), 'America/New_York');
/** What a pack says that carries its batch and use-by date, as a scanner types it. */
const dated = (lot: string, useBy: string) =>
  `01${milkCode.padStart(14, '0')}17${useBy.slice(2).replaceAll('-', '')}10${lot}`;
const result = () => volunteer.page.locator('cs-result-line');
const says = (text: string | RegExp) => result().getByText(text).waitFor();
const mode = (name: string) => volunteer.page.locator('cs-mode-bar').getByText(name, { exact: true }).click();
const levelAt = async (siteId: string) => (await goods.stockOf(siteId, milk.id))?.onHand ?? 0;
const newest = async () =>
  (await server.organizer.get<ListPage<MovementReply>>('/api/v1/movements?limit=1')).body.data[0];

describe('an invite link', () => {
  it('says what it leads to before anybody joins, and that it is used up afterwards', async () => {
    const link = await inviteLink(server, 'steward');
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(link);
    await page.getByRole('heading', { name: /Eastside Mutual Aid/ }).waitFor();
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('Write something here.').waitFor();
    await page.locator('#name').fill('Noor');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.locator('cs-mode-bar').waitFor();

    const late = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await late.goto(link);
    await late.getByText(/expired, was used up/).waitFor();
    expect(await late.locator('#name').count()).toBe(0);
  });
});

describe('a round', () => {
  it('takes in packs that say their batch and date', async () => {
    await typeAsScanner(volunteer.page, dated('L1', addDays(today(), 20)));
    await says('1 Whole milk 1 l in');
    await says(/Lot L1/);
    for (const level of [2, 3]) {
      await typeAsScanner(volunteer.page, dated('L1', addDays(today(), 20)));
      await says(`Eastside now has ${level}`);
    }
    await allSent(volunteer.page);
    expect(await levelAt(east.id)).toBe(3);
  });

  it('moves goods to another site', async () => {
    await mode('Move');
    await volunteer.page.getByLabel('Moves to').selectOption(oak.id);
    await typeAsScanner(volunteer.page, dated('L1', addDays(today(), 20)));
    await says('1 Whole milk 1 l to Oak Street');
    await allSent(volunteer.page);
    expect([await levelAt(east.id), await levelAt(oak.id)]).toEqual([2, 1]);
  });

  it('says that food past its use-by date is not safe, and puts it aside with one press', async () => {
    await mode('In');
    await typeAsScanner(volunteer.page, dated('OLD', addDays(today(), -3)));
    await says('Past its use-by date. Not safe to hand out: put it aside.');
    await result().getByRole('button', { name: 'Put aside' }).click();
    await allSent(volunteer.page);
    expect(await newest()).toMatchObject({ reason: 'waste', wasteReason: 'past_date', quantity: 1 });
    expect(await levelAt(east.id)).toBe(2);
  });

  it('says that the other site does not take it', async () => {
    await mode('Move');
    await typeAsScanner(volunteer.page, dated('OLD', addDays(today(), -3)));
    await says('Oak Street does not take this.');
    await result().getByRole('button', { name: 'Undo' }).click();
    await says('1 Whole milk 1 l: undone');
    await allSent(volunteer.page);
    expect(await levelAt(oak.id)).toBe(1);
  });

  it('throws out with a reason', async () => {
    await mode('In');
    await typeAsScanner(volunteer.page, dated('L2', addDays(today(), 9)));
    await says(/Lot L2/);
    await mode('Waste');
    await volunteer.page.locator('cs-mode-bar').getByText('Damaged', { exact: true }).click();
    await typeAsScanner(volunteer.page, dated('L2', addDays(today(), 9)));
    await says('1 Whole milk 1 l thrown out');
    await allSent(volunteer.page);
    expect(await newest()).toMatchObject({ reason: 'waste', wasteReason: 'damaged', fromSiteId: east.id });
    expect(await levelAt(east.id)).toBe(2);
  });
});

describe('a lot', () => {
  const openRow = async ({ page }: JoinedPage) => {
    await page.goto(`${server.address}/stock?q=milk`);
    await page.locator('tr.one', { hasText: 'Eastside' }).locator('.opener').click();
    await page.getByText('Lot L1').first().waitFor();
  };

  it('is not put on hold by a volunteer', async () => {
    await openRow(volunteer);
    expect(await volunteer.page.getByRole('button', { name: 'Put on hold' }).count()).toBe(0);
  });

  it('is put on hold by a steward, with a reason', async () => {
    await openRow(steward);
    const lot = steward.page.locator('cs-lot-list li', { hasText: 'Lot L1' });
    await lot.getByRole('button', { name: 'Put on hold' }).click();
    await lot.getByLabel('Why? (not required)').fill('Smells sour');
    await lot.getByRole('button', { name: 'Put on hold' }).click();
    await lot.getByText('On hold').waitFor();
    const { rows } = await goods.db.query<{ note: string }>(
      `select hold_note as note from lot where code = 'L1'`,
    );
    expect(rows).toEqual([{ note: 'Smells sour' }]);
  });

  it('warns whoever scans it out, and is recorded all the same', async () => {
    await volunteer.page.goto(`${server.address}/scan`);
    await mode('Out');
    await typeAsScanner(volunteer.page, dated('L1', addDays(today(), 20)));
    await says('This lot is on hold. Do not hand it out.');
    await allSent(volunteer.page);
    expect(await newest()).toMatchObject({ reason: 'distribution', quantity: 1, lot: { code: 'L1' } });
  });

  it('is released again', async () => {
    await openRow(steward);
    const lot = steward.page.locator('cs-lot-list li', { hasText: 'Lot L1' });
    await lot.getByRole('button', { name: 'Release the hold' }).click();
    await lot.getByRole('button', { name: 'Put on hold' }).waitFor();
  });
});

describe('what each role sees', () => {
  it('shows an organizer what a volunteer may not do, and keeps a volunteer who typed the address out of it', async () => {
    const { page } = volunteer;
    await page.goto(`${server.address}/more`);
    await page.getByRole('link', { name: 'People' }).waitFor();
    expect(await page.getByRole('link', { name: 'Product directory' }).count()).toBe(0);
    await page.goto(`${server.address}/people`);
    await page.getByText('Robin').waitFor();
    expect(await page.getByRole('button', { name: 'Make the invite' }).count()).toBe(0);
    await page.goto(`${server.address}/directory`);
    await page.waitForURL((url) => url.pathname !== '/directory');
    await page.goto(`${server.address}/sites`);
    await page.locator('main').getByText('Oak Street').waitFor();
    expect(await page.locator('a[href="/sites/new"]').count()).toBe(0);

    const organizer = await joinedPage(server, browser, 'organizer', { name: 'Olu' });
    await organizer.page.goto(`${server.address}/more`);
    await organizer.page.getByRole('link', { name: 'Product directory' }).click();
    await organizer.page.waitForURL(/\/directory/);
    await organizer.page.goto(`${server.address}/people`);
    await organizer.page.getByRole('button', { name: 'Make the invite' }).waitFor();
    await organizer.context.close();
  });
});
