import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Can, FreeStore } from '../faults/free-store';
import { OwnChromium } from '../faults/own-chromium';
import { RealServer } from '../faults/real-server';
import { until } from '../faults/until';
import { writeCameraFile } from '../support/camera-file';
import { cameraFlags, launchChromium } from '../support/chromium';
import { appIsKept, catalogueIsKept } from '../support/kept-app';
import { unsentOnDisk } from '../support/kept-outbox';
import { typeAsScanner } from '../support/wedge';

const byCamera = 5;
const scans = 50;

let folder: string;
let server: RealServer;
let store: FreeStore;
let phone: OwnChromium;
let page: Page;
let other: Browser;
let otherPage: Page;
let cans: Can[];
let made: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonshelf-journey-'));
  server = await RealServer.start();
  store = await FreeStore.open(server);
  cans = await store.newCans(3);
  const film = join(folder, 'can.y4m');
  await writeCameraFile(film, { bcid: 'ean13', text: cans[0]?.code ?? '' });
  phone = new OwnChromium(cameraFlags(film));
  page = await opened();
  other = await launchChromium();
  otherPage = await other.newPage({ locale: 'en-US' });
}, 180_000);

afterAll(async () => {
  // Each on its own: one that fails leaves the others running, and the run would wait for them.
  await Promise.allSettled([other?.close(), phone?.close(), server?.close()]);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function opened(): Promise<Page> {
  await phone.up();
  const fresh = await phone.context.newPage();
  fresh.setDefaultTimeout(30_000);
  return fresh;
}

/** The cellar: no server, and no network either. */
async function leaveTheNetwork(): Promise<void> {
  await server.killApi();
  await phone.context.setOffline(true);
}

/** How many scans the screen counts. */
async function counted(): Promise<number> {
  const said = await page
    .locator('cs-round-list .head p')
    .first()
    .textContent({ timeout: 1_000 })
    .catch(() => '');
  return Number(/\d+/.exec(said ?? '')?.[0] ?? 0);
}

/** Does something that scans until the screen counts one more: a key may get lost on a busy machine, as on a cheap scanner. */
async function oneMore(scan: () => Promise<void>): Promise<void> {
  const before = await counted();
  await until('a scan is counted', 60_000, async () => {
    await scan();
    return until('the scan is on the screen', 8_000, async () => (await counted()) > before);
  });
}

it('is installed with the first visit, and keeps the group’s catalogue', async () => {
  await page.goto(await store.signInAddress());
  await page.locator('cs-mode-bar').waitFor();
  await appIsKept(page);
  await catalogueIsKept(page);
}, 180_000);

it('opens without a network and takes fifty scans, by camera and by scanner', async () => {
  await leaveTheNetwork();
  await page.reload();
  await page.locator('cs-mode-bar').waitFor();
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await until('the camera has seen it', 30_000, async () => (await counted()) === 1);
  for (let count = 2; count <= byCamera; count += 1)
    await oneMore(() => page.getByRole('button', { name: 'Count it again' }).click());
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  while ((await counted()) < scans)
    await oneMore(async () => typeAsScanner(page, cans[1 + ((await counted()) % 2)]?.code ?? ''));
  made = await unsentOnDisk(page);
  expect(new Set(made).size).toBe(scans);
}, 180_000);

it('has all fifty after the browser was killed and started again, still without a network', async () => {
  const cookies = await phone.context.cookies();
  await phone.kill();
  page = await opened();
  // Chromium writes cookies down twice a minute, so one that was killed earlier has forgotten who is signed in. That is not this story.
  await phone.context.addCookies(cookies);
  await phone.context.setOffline(true);
  await page.goto(`${server.address}/scan/waiting`);
  await page.getByText('50 entries wait to be sent').waitFor();
  expect(await unsentOnDisk(page)).toEqual(made);
}, 120_000);

it('records exactly fifty movements in their order once there is a network, and another device sees it happen', async () => {
  await server.up();
  await otherPage.goto(await store.signInAddress());
  await otherPage.locator('cs-mode-bar').waitFor();
  await otherPage.goto(`${server.address}/stock`);
  await otherPage.getByRole('heading', { level: 1 }).waitFor();
  await phone.context.setOffline(false);
  await until('everything is sent', 90_000, async () => (await unsentOnDisk(page)).length === 0);
  expect(await store.movementsOf(cans)).toEqual(made);
  const level = (await store.recorded(cans)).get(cans[2]?.itemId ?? '');
  const row = otherPage.getByRole('row').filter({ hasText: cans[2]?.name ?? '' });
  await row.getByText(String(level), { exact: true }).first().waitFor({ timeout: 30_000 });
  expect(await store.differences()).toBe(0);
}, 180_000);
