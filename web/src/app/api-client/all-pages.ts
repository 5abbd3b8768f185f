import type { Page } from '@shared/words/page';

/** Every row of a list, page after page; at most `most` rows, so that a list that never ends does not fill the device. */
export async function allPages<T>(
  page: (cursor: string | null) => Promise<Page<T>>,
  most = 10_000,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const { data, nextCursor }: Page<T> = await page(cursor);
    rows.push(...data);
    cursor = nextCursor;
  } while (cursor && rows.length < most);
  return rows;
}
