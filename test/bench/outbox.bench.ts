import type { CDPSession, Page } from 'playwright-core';
import type { Client } from 'pg';
import { v7 as newId } from 'uuid';
import { builtWebDir } from '@api/http/web-pages';
import { sessionCookie } from '@api/http/session-cookie';
import { OwnChromium } from '../faults/own-chromium';
import { pause } from '../faults/until';
import { appIsKept, catalogueIsKept } from '../support/kept-app';
import { type KeptEntry, keepOnDisk } from '../support/kept-outbox';
import { manySessions } from '../support/many-sessions';
import type { BenchRow } from './bench-row';
import { makeGroup, withDurableServer } from './durable-server';
import { makeOld, pageWork, useNetwork } from './old-phone';
import { scanRows, type ScanTime, ScanTimer } from './scan-timer';

/** So many wait in the end. Of them scanned before the others wait, and behind them; and so many more while they are sent. */
const [waiting, before, behind, meanwhile] = [5_000, 70, 70, 10];
/** Of those before and behind, whose processor time is taken, on a page that is not slowed down. */
const counted = 20;
const workWords = "page's processor time for a scan, not slowed down";
const [items, sites] = [1_000, 3];
const code = '5901234123457';
/** Between two scans while the others are sent, and between two looks whether they are. */
const [scanEveryMs, lookEveryMs] = [1_000, 250];

/**
 * 5,000 scans wait on an old phone, as after days in a cellar; then it has a slow network. How long until the server has confirmed all of
 * them, and what somebody notices who goes on scanning. The phone's storage is on the disk. @throws Error unless each is in the ledger once.
 */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const say = (name: string, value: number, unit: string) =>
    rows.push({ name: `outbox: ${name}`, value, unit });
  await withDurableServer(
    async ({ address, db }) => {
      const chromium = new OwnChromium();
      try {
        await chromium.up();
        const entries = await makeEntries(db, waiting - before - behind);
        const { page, session } = await phone(chromium, address, db);
        await useNetwork(session, 'none');
        await page.reload();
        await page.locator('cs-mode-bar').waitFor();
        const timer = await ScanTimer.watching(page);
        // The first one reads the catalogue.
        await timer.scan(code);
        const works = (count: number) => pageWork(session, () => scansOf(timer, count));
        const worked = [(await works(counted)) / counted];
        rows.push(...scanRows('outbox: scan, few waiting', await scansOf(timer, before - 1 - counted)));

        await keepOnDisk(page, entries);
        await page
          .locator('cs-sync-mark .word')
          .getByText(figure(waiting - behind))
          .waitFor();
        rows.push(
          ...scanRows(`outbox: scan, ${figure(waiting)} waiting`, await scansOf(timer, behind - counted)),
        );
        worked.push((await works(counted)) / counted);
        worked.forEach((ms, n) =>
          say(`${workWords}, ${n === 0 ? 'few' : figure(waiting)} waiting`, ms, 'ms'),
        );

        const sent = batches(session);
        const began = performance.now();
        await useNetwork(session, 'slow');
        const scanned: ScanTime[] = [];
        while (scanned.length < meanwhile) {
          scanned.push(await timer.scan(code));
          await pause(scanEveryMs);
        }
        while (await waits(page)) await pause(lookEveryMs);
        const took = performance.now() - began;
        rows.push(...scanRows('outbox: scan while they are sent', scanned));
        say(`${figure(waiting)} waiting and ${meanwhile} more, until all are confirmed`, took / 1_000, 's');
        say('requests that sent them', sent.length, 'batches');
        say('movements in the ledger, each once', await recorded(db, entries), 'movements');
      } finally {
        await chromium.close();
      }
    },
    { webDir: builtWebDir },
  );
  return rows;
}

async function scansOf(timer: ScanTimer, count: number): Promise<ScanTime[]> {
  const times: ScanTime[] = [];
  while (times.length < count) times.push(await timer.scan(code));
  return times;
}

/** Scans of all items of a new group, as this device would keep them. */
async function makeEntries(db: Client, count: number): Promise<KeptEntry[]> {
  const names = Array.from({ length: items }, (_, n) => `Item ${n}`);
  const { itemIds, siteIds } = await makeGroup(db, sites, names);
  const { rows } = await db.query<{ groupId: string }>('select id as "groupId" from aid_group');
  const groupId = rows[0]?.groupId ?? '';
  await db.query('insert into barcode (group_id, code, item_id, pack_quantity) values ($1, $2, $3, 1)', [
    groupId,
    code.padStart(14, '0'),
    itemIds[0],
  ]);
  return Array.from({ length: count }, (_, n) => {
    const id = newId();
    const line = {
      ...{ id, reason: 'donation', itemId: itemIds[n % items], quantity: 1, toSiteId: siteIds[n % sites] },
      ...{ lot: null, occurredAt: new Date(Date.now() - (count - n) * 1_000).toISOString() },
    };
    const about = { itemName: `Item ${n % items}`, unit: 'each', quantity: 1, siteName: 'A site' };
    return { id, groupId, command: { kind: 'movement', line }, about };
  });
}

/** An old phone that keeps the app and the catalogue. */
async function phone(chromium: OwnChromium, address: string, db: Client) {
  const [token = ''] = await manySessions(db, 1);
  await chromium.context.addCookies([{ name: sessionCookie, value: token, url: address }]);
  const page = await chromium.context.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  page.setDefaultTimeout(120_000);
  await page.goto(`${address}/scan`);
  await page.locator('cs-mode-bar').waitFor();
  await appIsKept(page);
  await catalogueIsKept(page);
  return { page, session: await makeOld(page, 'slow') };
}

/** The addresses of what sends movements from now on. */
function batches(session: CDPSession): readonly string[] {
  const sent: string[] = [];
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (request.method === 'POST' && request.url.endsWith('/api/v1/movements')) sent.push(request.url);
  });
  return sent;
}

const waits = (page: Page) => page.evaluate(() => document.querySelector('cs-sync-mark .waits') !== null);

async function recorded(db: Client, entries: readonly KeptEntry[]): Promise<number> {
  const { rows } = await db.query<{ all: number; kept: number }>(
    `select count(*)::int as all, count(*) filter (where id = any($1))::int as kept from movement`,
    [entries.map(({ id }) => id)],
  );
  const [found] = rows;
  if (found?.all !== waiting + meanwhile || found.kept !== entries.length)
    throw new Error(
      `The ledger has ${found?.all} movements, ${found?.kept} of ${entries.length} that were kept.`,
    );
  return found.all;
}

const figure = (count: number) => count.toLocaleString('en-US');
