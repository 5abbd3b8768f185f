import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import { ensureKnown } from '@api/platform/ensure-known';
import type { JsonText } from '@api/platform/json-text';
import { run } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import {
  lowestUnseen,
  pagedParts,
  readCursor,
  type SyncCursor,
  type SyncPosition,
  writeCursor,
  zeroId,
} from './sync-cursor';
import { pages, siteNumbers, smallParts } from './sync-rows.sql';
import { standpoint } from './standpoint.query';

/** Rows of items, lots and levels in one reply, at most. */
const rowsAtMost = 20_000;

/**
 * What a device is to know: everything without `since`, or from a cursor that is not this database's; else what changed.
 * Nothing is passed over, whatever order transactions commit in: a cursor tells which transactions were seen, and rows of
 * all others are given. Rows that change while a long load is paged come with the delta after it.
 *
 * @param siteId limits levels and lots to one site. @throws Problem `not_found` when the group has no such site.
 */
export async function readSync(
  work: Work,
  since: string | null,
  siteId: Id | null,
): Promise<JsonText<SyncReply>> {
  const given = since === null ? null : readCursor(since);
  const here = await standpoint(work, given);
  const known = given && here.isOwn && given.siteId === siteId ? given : null;
  if (!known) await ensureKnown(work, { siteId });

  // A cursor that is through begins a new delta; one in the middle goes on with its load.
  const load: SyncCursor =
    known?.at != null
      ? known
      : {
          incarnation: here.incarnation,
          siteId,
          since: known?.until ?? null,
          until: here.snapshot,
          at: null,
        };
  const parts: string[] = [];
  if (load.at === null) parts.push(...(await readSmallParts(work, load)));
  const next = await readPages(work, load, parts);

  const head = JSON.stringify({
    now: work.now.toISOString(),
    reset: known === null,
    more: next !== null,
    cursor: writeCursor({ ...load, at: next, since: next ? load.since : null }),
  });
  return [head.slice(0, -1), ...parts].join(',') + '}';
}

const smallNames = ['group', 'sites', 'categories', 'aliases'] as const;

async function readSmallParts(work: Work, load: SyncCursor): Promise<string[]> {
  const [row] = await run<Record<(typeof smallNames)[number], string | null>>(
    work,
    load.since === null ? smallParts.full : smallParts.changes,
    sinceValues(work, load),
  );
  return smallNames.flatMap((name) => (row?.[name] ? [`"${name}":${row[name]}`] : []));
}

interface PageRow {
  count: number;
  lastId: Id | null;
  lastOther: Id | null;
  rows: string | null;
}

/** Adds parts until the reply is full. Answers where to go on, or null at the end. */
async function readPages(work: Work, load: SyncCursor, parts: string[]): Promise<SyncPosition | null> {
  let left = rowsAtMost;
  let next: SyncPosition | null = null;
  const start = load.at ? pagedParts.indexOf(load.at.part) : 0;
  for (const part of pagedParts.slice(start)) {
    const after: readonly [Id, Id] = load.at?.part === part ? load.at.after : [zeroId, zeroId];
    if (left === 0) {
      next = { part, after };
      break;
    }
    const [page] = await run<PageRow>(work, load.since === null ? pages[part].full : pages[part].changes, [
      ...sinceValues(work, load),
      ...after,
      left,
      load.siteId,
    ]);
    if (page?.rows == null || page.lastId === null || page.lastOther === null) continue;
    parts.push(`"${part}":[${page.rows}]`);
    if (page.count === left) {
      next = { part, after: [page.lastId, page.lastOther] };
      break;
    }
    left -= page.count;
  }
  if (parts.some((part) => part.startsWith('"levels"') || part.startsWith('"lotLevels"'))) {
    const [row] = await run<{ ids: string }>(work, siteNumbers, [work.member.groupId]);
    parts.push(`"siteNumbers":${row?.ids ?? '[]'}`);
  }
  return next;
}

function sinceValues(work: Work, load: SyncCursor): [Id, string | null, string | null] {
  return [work.member.groupId, load.since, load.since === null ? null : lowestUnseen(load.since)];
}
