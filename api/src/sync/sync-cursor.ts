import { type Id, isId } from '@shared/words/id';

/** The lists of a reply that may be too long for one, in their order. */
export const pagedParts = ['items', 'lots', 'levels', 'lotLevels'] as const;
export type PagedPart = (typeof pagedParts)[number];

/** Where a device stands. A snapshot is a `pg_snapshot` as text: which transactions it saw. */
export interface SyncCursor {
  /** The server's incarnation in which `until` was taken. */
  readonly incarnation: Id;
  /** The site whose levels are asked for; null for all. Another one needs a full load. */
  readonly siteId: Id | null;
  /** What the device had seen before this load; null in a full load. */
  readonly since: string | null;
  /** What it will have seen once this load is through. */
  readonly until: string;
  /** How far the load is; null when it is through. */
  readonly at: SyncPosition | null;
}

export interface SyncPosition {
  readonly part: PagedPart;
  /** Key of the last row that was given. */
  readonly after: readonly [Id, Id];
}

const version = 1;
export const zeroId: Id = '00000000-0000-0000-0000-000000000000';
const longest = 20_000;

export function writeCursor(cursor: SyncCursor): string {
  const { incarnation, siteId, since, until, at } = cursor;
  const parts = [version, incarnation, siteId, since, until, ...(at ? [at.part, ...at.after] : [])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Null for anything that {@link writeCursor} would not have written. */
export function readCursor(text: string): SyncCursor | null {
  if (text.length > longest) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [given, incarnation, siteId, since, until, part, after, andAfter] = parts as unknown[];
  if (given !== version || !isId(incarnation) || !(siteId === null || isId(siteId))) return null;
  if (!(since === null || isSnapshot(since)) || !isSnapshot(until)) return null;
  const at = part === undefined ? null : position(part, after, andAfter);
  return at === undefined ? null : { incarnation, siteId, since, until, at };
}

function position(part: unknown, after: unknown, andAfter: unknown): SyncPosition | undefined {
  const known = pagedParts.find((one) => one === part);
  return known && isId(after) && isId(andAfter) ? { part: known, after: [after, andAfter] } : undefined;
}

/** `xmin:xmax:xip,…` with xmin ≤ each xip, rising, < xmax: anything else PostgreSQL would refuse with an error. */
function isSnapshot(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const match = /^([1-9]\d{0,18}):([1-9]\d{0,18}):((?:[1-9]\d{0,18},)*[1-9]\d{0,18})?$/.exec(text);
  if (!match) return false;
  const [xmin, xmax] = [BigInt(match[1] ?? ''), BigInt(match[2] ?? '')];
  const running = match[3]?.split(',').map(BigInt) ?? [];
  const bounds = [xmin - 1n, ...running];
  return (
    xmin <= xmax && xmax < 2n ** 63n && running.every((xid, at) => xid > (bounds[at] as bigint) && xid < xmax)
  );
}

/** The lowest transaction that the snapshot did not see: rows with lower marks need no closer look. */
export function lowestUnseen(snapshot: string): string {
  return snapshot.slice(0, snapshot.indexOf(':'));
}
