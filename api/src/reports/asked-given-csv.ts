import type { AskedGivenReply } from '@shared/reports/asked-given.contract';
import { csvLine } from '@api/platform/csv-line';

// prettier-ignore
const columns = [
  'week', 'siteId', 'siteName', 'categoryId', 'categoryName', 'askedByNeighbours', 'missedAsks', 'handOuts', 'given',
] as const satisfies readonly (keyof AskedGivenReply)[];

/** The whole report as CSV (RFC 4180, UTF-8, a header row). */
export function askedGivenCsv(rows: readonly AskedGivenReply[]): Buffer {
  return Buffer.from(
    [columns, ...rows.map((row) => columns.map((column) => row[column]))].map(csvLine).join(''),
  );
}
