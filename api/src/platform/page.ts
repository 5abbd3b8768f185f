import type { Page } from '@shared/words/page';
import { pageSize } from '@shared/words/page';
import { Problem } from '@shared/words/problem';

/** Which part of a list is asked for. */
export interface PageRequest {
  /** Rows, 1 to 500. */
  readonly limit: number;
  /** Rows before the page. */
  readonly offset: number;
}

const furthest = 1_000_000;

/** Reads `limit` and `cursor` of a list call. */
export function readPage(limit: string | undefined, cursor: string | undefined): PageRequest {
  const rows = limit === undefined ? pageSize.usual : /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (rows < 1 || rows > pageSize.most) {
    throw invalid('limit', `limit must be a whole number from 1 to ${pageSize.most}.`);
  }
  if (cursor === undefined) return { limit: rows, offset: 0 };
  const offset = /^o[0-9a-z]{1,6}$/.test(cursor) ? parseInt(cursor.slice(1), 36) : NaN;
  if (!Number.isInteger(offset) || offset > furthest)
    throw invalid('cursor', 'cursor must be one that this list gave.');
  return { limit: rows, offset };
}

/** A page from rows that were read one further than the limit, to see whether more follow. */
export function pageOf<T>(rows: readonly T[], page: PageRequest): Page<T> {
  return { data: rows.slice(0, page.limit), nextCursor: nextCursor(rows.length, page) };
}

export function nextCursor(rowsRead: number, page: PageRequest): string | null {
  return rowsRead > page.limit ? `o${(page.offset + page.limit).toString(36)}` : null;
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid', undefined, [{ path, code: 'invalid', message }]);
}
