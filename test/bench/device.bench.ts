import type { Browser, CDPSession, Page } from 'playwright-core';
import { makeOwnCode } from '@shared/barcodes/own-code';
import { builtWebDir } from '@api/http/web-pages';
import type { Client } from 'pg';
import { until } from '../faults/until';
import { launchChromium } from '../support/chromium';
import { manySessions } from '../support/many-sessions';
import { newDevice } from '../support/page-weight';
import type { BenchRow } from './bench-row';
import { makeGroup, withDurableServer } from './durable-server';
import { makeOld, timeRows } from './old-phone';
import { scanRows, type ScanTime, ScanTimer } from './scan-timer';

const [items, sites, loads, scans] = [10_000, 10, 5, 50];
const code = '5901234123457';

type Say = (name: string, value: number, unit: string) => void;

/** A group of 10,000 items at 10 sites on an old phone with a slow network: loading, scanning and looking. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const say: Say = (name, value, unit) => rows.push({ name: `device: ${name}`, value, unit });
  await withDurableServer(
    async ({ address, db }) => {
      const names = Array.from({ length: items }, (_, n) => nameOf(n));
      const { itemIds } = await makeGroup(db, sites, names);
      await fill(db, itemIds);
      const [token = ''] = await manySessions(db, 1);
      const browser = await launchChromium();
      try {
        const loaded: number[] = [];
        while (loaded.length < loads - 1) {
          const one = await firstLoad(browser, address, token);
          loaded.push(one.ms);
          await one.page.context().close();
        }
        const { page, session, ms, bytes, heap } = await firstLoad(browser, address, token);
        rows.push(
          ...timeRows('device: first load of 10,000 items, from the address to all kept', [...loaded, ms]),
        );
        say('first load of 10,000 items: bytes', bytes / 1000, 'kB');
        say('delta of nothing: bytes', await deltaOfNothing(page, session), 'bytes');

        await page.reload();
        await page.locator('cs-mode-bar').waitFor();
        const timer = await ScanTimer.watching(page);
        say('first scan after a start, reading the catalogue', (await timer.scan(code)).painted, 'ms');
        const scanned: ScanTime[] = [];
        while (scanned.length < scans) scanned.push(await timer.scan(code));
        rows.push(...scanRows('device: scan', scanned));
        // All of it was read by then.
        say(
          'heap with the catalogue in memory, more than before',
          ((await heapOf(session)) - heap) / 1e6,
          'MB',
        );

        await lookAround(page, say);
      } finally {
        await browser.close();
      }
    },
    { webDir: builtWebDir },
  );
  return rows;
}

/** A phone that was never here, until it keeps the catalogue: how long that takes, the bytes of all syncs, and the heap before it is read. */
async function firstLoad(browser: Browser, address: string, token: string) {
  const page = await (await newDevice(browser, address, token)).newPage();
  page.setDefaultTimeout(120_000);
  const session = await makeOld(page, 'slow');
  const syncs = syncsOf(session);
  const began = performance.now();
  await page.goto(`${address}/scan`, { waitUntil: 'commit' });
  await page.locator('cs-mode-bar').waitFor();
  const heap = await heapOf(session);
  await until('the catalogue is kept', 120_000, () => isKept(page));
  const ms = performance.now() - began;
  return { page, session, ms, heap, bytes: [...syncs.values()].reduce((sum, bytes) => sum + bytes, 0) };
}

/** What it costs to hear that nothing changed. */
async function deltaOfNothing(page: Page, session: CDPSession): Promise<number> {
  const syncs = syncsOf(session);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  return until('a delta is there', 60_000, async () => [...syncs.values()].find((bytes) => bytes > 0));
}

/** The bytes of each sync from now on, 0 while it is under way. */
function syncsOf(session: CDPSession): ReadonlyMap<string, number> {
  const syncs = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/\/api\/v1\/sync/.test(request.url)) syncs.set(requestId, 0);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (syncs.has(requestId)) syncs.set(requestId, encodedDataLength);
  });
  return syncs;
}

async function lookAround(page: Page, say: Say): Promise<void> {
  const search = page.getByRole('searchbox');
  await search.fill('warm up');
  await page.locator('cs-item-search li').first().waitFor();
  const typed = performance.now();
  await search.fill('blak baens 340');
  await page
    .locator('cs-item-search')
    .getByRole('button', { name: /Black beans/ })
    .first()
    .waitFor();
  say('search, two words typed wrong, with the pause of 200 ms', performance.now() - typed, 'ms');
  const opened = performance.now();
  await page.locator('nav').getByRole('link', { name: 'Stock' }).click();
  await page.locator('tr.one').nth(50).waitFor();
  say('stock page of a site with 5,000 rows', performance.now() - opened, 'ms');
}

function isKept(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    // Opening what is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'commonshelf')) return false;
    return new Promise<boolean>((resolve) => {
      const opening = indexedDB.open('commonshelf');
      opening.onerror = () => resolve(false);
      opening.onsuccess = () => {
        const database = opening.result;
        if (!database.objectStoreNames.contains('standing')) {
          database.close();
          return resolve(false);
        }
        const reading = database.transaction('standing').objectStore('standing').get('catalogue');
        reading.onsuccess = () => {
          database.close();
          resolve((reading.result as { shown?: unknown } | undefined)?.shown != null);
        };
      };
    });
  });
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}

function nameOf(n: number): string {
  const first = ['Black', 'White', 'Red', 'Green', 'Whole', 'Sliced', 'Dried', 'Organic'];
  const second = [
    'beans',
    'rice',
    'tomatoes',
    'diapers',
    'soup',
    'pasta',
    'oats',
    'milk',
    'soap',
    'coat',
    'tea',
  ];
  const third = ['can 400 g', 'bag 1 kg', 'box of 12', 'size 4', 'bottle 750 ml', 'pack of 6', 'jar 340 g'];
  const words = [first[n % 8], second[Math.floor(n / 8) % 11], third[Math.floor(n / 88) % 7]];
  return `${words.join(' ')} ${n}`;
}

/** A barcode and an own code each; ten sites that hold half of them each. The first item is the one that is scanned: none of it yet. */
async function fill(db: Client, itemIds: readonly string[]): Promise<void> {
  const codes = itemIds.map((_, n) =>
    n === 0 ? code.padStart(14, '0') : String(20_000_000_000_000 + n * 7_919).slice(0, 14),
  );
  await db.query(
    `insert into barcode (group_id, code, item_id, pack_quantity)
     select i.group_id, n.code, i.id, 1 from unnest($1::text[], $2::uuid[]) n (code, id) join item i using (id)`,
    [codes, itemIds],
  );
  const random = () => Uint8Array.from({ length: 6 }, () => Math.floor(Math.random() * 256));
  await db.query(
    `insert into own_code (code, group_id, item_id)
     select n.code, i.group_id, i.id from unnest($1::text[], $2::uuid[]) n (code, id) join item i using (id)`,
    [itemIds.map(() => makeOwnCode(random())), itemIds],
  );
  await db.query(
    `insert into site_item (site_id, item_id, group_id, level, stale)
     select s.id, i.id, i.group_id, (random() * 60)::int + 1, false from item i cross join site s
     where i.id <> $1 and random() < 0.5`,
    [itemIds[0]],
  );
  await db.query('vacuum analyze');
}
