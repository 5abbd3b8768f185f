import type { Page } from '@shared/words/page';

/** The first rows of a list, page after page, until there are `most` of them; and whether there are more. */
export async function rowsUpTo<T>(
  most: number,
  page: (cursor: string | null) => Promise<Page<T>>,
): Promise<{ readonly rows: readonly T[]; readonly hasMore: boolean }> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const { data, nextCursor }: Page<T> = await page(cursor);
    rows.push(...data);
    cursor = nextCursor;
  } while (cursor && rows.length < most);
  return { rows, hasMore: cursor !== null };
}

/** Every row of a list; at most `most` rows, so that a list that never ends does not fill the device. */
export async function allPages<T>(
  page: (cursor: string | null) => Promise<Page<T>>,
  most = 10_000,
): Promise<T[]> {
  return [...(await rowsUpTo(most, page)).rows];
}
