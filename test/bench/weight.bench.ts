import { builtWebDir } from '@api/http/web-pages';
import { launchChromium } from '../support/chromium';
import { manySessions } from '../support/many-sessions';
import { together, weighScanPage } from '../support/page-weight';
import type { BenchRow } from './bench-row';
import { makeGroup, withDurableServer } from './durable-server';

/** Bytes on the wire until the scan page stands, for somebody who was never here. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await withDurableServer(
    async ({ address, db }) => {
      await makeGroup(db, 3, ['Black beans']);
      const [token = ''] = await manySessions(db, 1);
      const browser = await launchChromium();
      try {
        const weighed = await weighScanPage(browser, address, token);
        const files = weighed.filter(({ url }) => !url.includes('/api/'));
        const answers = weighed.filter(({ url }) => url.includes('/api/'));
        rows.push(
          {
            name: 'scan page, first load: everything',
            value: together(weighed) / 1000,
            unit: 'kB',
            most: 130,
          },
          { name: `scan page, first load: ${files.length} files`, value: together(files) / 1000, unit: 'kB' },
          {
            name: `scan page, first load: ${answers.length} answers of the API`,
            value: together(answers) / 1000,
            unit: 'kB',
          },
        );
      } finally {
        await browser.close();
      }
    },
    { webDir: builtWebDir },
  );
  return rows;
}
