/** One page of a list. `nextCursor` is opaque: send it back as `cursor` for the page after this one; null at the end. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** How many rows a page holds when the caller does not say, and at most. */
export const pageSize = { usual: 100, most: 500 } as const;
