import { performance } from 'node:perf_hooks';
import type { CDPSession, Page } from 'playwright-core';
import { makeOwnCode } from '@shared/barcodes/own-code';
import { builtWebDir } from '@api/http/web-pages';
import type { Client } from 'pg';
import { launchChromium } from '../support/chromium';
import { manySessions } from '../support/many-sessions';
import { typeAsScanner } from '../support/wedge';
import type { BenchRow } from './bench-row';
import { makeGroup, median, withDurableServer } from './durable-server';

const [items, sites, slowdown] = [10_000, 10, 4];
const code = '5901234123457';

/**
 * A group of 10,000 items at 10 sites on a phone: the scan page in Chromium with its processor slowed 4 times. Prints only: times depend on
 * the machine.
 */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const say = (name: string, value: number, unit: string) =>
    rows.push({ name: `device: ${name}`, value, unit });
  await withDurableServer(
    async ({ address, db }) => {
      const names = Array.from({ length: items }, (_, n) => nameOf(n));
      const { itemIds } = await makeGroup(db, sites, names);
      await fill(db, itemIds);
      const [token = ''] = await manySessions(db, 1);
      const browser = await launchChromium();
      try {
        const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
        await context.addCookies([{ name: 'commonshelf_session', value: token, url: address }]);
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        const cdp = await context.newCDPSession(page);
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
        const heapBefore = await firstLoad(page, cdp, address, say);

        await page.reload();
        await page.locator('cs-mode-bar').waitFor();
        const reading = performance.now();
        await typeAsScanner(page, code);
        await page
          .locator('cs-result-line')
          .getByText(names[0] ?? '')
          .waitFor();
        say(
          'first scan after a start: code to line, reading the catalogue',
          performance.now() - reading,
          'ms',
        );
        const times: number[] = [];
        for (let n = 0; n < 20; n++) times.push(await scanOnce(page, n + 2));
        say('scan to line on the screen, median of 20', median(times), 'ms');
        await page.waitForTimeout(4_000);
        say(
          'heap with the catalogue in memory, more than before',
          ((await heapOf(cdp)) - heapBefore) / 1e6,
          'MB',
        );

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
      } finally {
        await browser.close();
      }
    },
    { webDir: builtWebDir },
  );
  return rows;
}

/** Until the catalogue is kept: bytes and time. Answers the heap before. */
async function firstLoad(
  page: Page,
  cdp: CDPSession,
  address: string,
  say: (name: string, value: number, unit: string) => void,
): Promise<number> {
  await cdp.send('Network.enable');
  const syncs = new Map<string, number>();
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/\/api\/v1\/sync/.test(request.url)) syncs.set(requestId, 0);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (syncs.has(requestId)) syncs.set(requestId, encodedDataLength);
  });
  await page.goto(`${address}/scan`);
  await page.locator('cs-mode-bar').waitFor();
  const heap = await heapOf(cdp);
  const began = performance.now();
  while (!(await isKept(page))) await page.waitForTimeout(50);
  say('first load, from the page to the catalogue kept', performance.now() - began, 'ms');
  say('first load: bytes', [...syncs.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000, 'kB');
  syncs.clear();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  while (![...syncs.values()].some((bytes) => bytes > 0)) await page.waitForTimeout(50);
  say('delta of nothing: bytes', Math.max(...syncs.values()), 'bytes');
  return heap;
}

/** From the last key of the scanner to the line that says how many there are now, measured in the page. */
async function scanOnce(page: Page, level: number): Promise<number> {
  const measured = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let last = 0;
        // No names for functions in here: the bundle's mark of them is not known in the page.
        addEventListener('keydown', (event) => event.key === 'Enter' && (last = event.timeStamp), {
          capture: true,
        });
        new MutationObserver((_, self) => {
          if (!document.querySelector('cs-result-line')?.textContent?.includes(`now has ${wanted}`)) return;
          self.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - last));
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    level,
  );
  await typeAsScanner(page, code);
  return measured;
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
