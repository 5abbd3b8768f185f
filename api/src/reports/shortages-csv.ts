import type { ShortageReply } from '@shared/reports/shortages.contract';
import type { Work } from '@api/platform/work';
import { csvLine } from '@api/platform/csv-line';
import { openNeeds } from './open-needs.query';
import { type ShortagesFilter, shortagesSql } from './shortages.query';

// prettier-ignore
const columns = [
  'siteId', 'siteName', 'itemId', 'itemName', 'unit', 'categoryId', 'status', 'onHand', 'incoming', 'minimum', 'target', 'gap',
  'distributed', 'missed', 'openNeeds', 'daysOut', 'windowDays', 'dailyDemand', 'daysLeft', 'needsCount',
] as const satisfies readonly (keyof ShortageReply)[];

const rowsAtOnce = 5_000;

/** The whole report as CSV (RFC 4180, UTF-8, a header row), in pieces; some 200 bytes a row. */
export async function shortagesCsv(work: Work, filter: ShortagesFilter): Promise<Buffer[]> {
  const { text, values } = shortagesSql(work, filter, await openNeeds(work, filter));
  await work.tx.query(`declare shortages no scroll cursor for ${text}`, values);
  const pieces = [Buffer.from(csvLine(columns))];
  for (;;) {
    const rows = (await work.tx.query(`fetch ${rowsAtOnce} from shortages`)) as ShortageReply[];
    pieces.push(Buffer.from(rows.map((row) => csvLine(columns.map((column) => row[column]))).join('')));
    if (rows.length < rowsAtOnce) return pieces;
  }
}
