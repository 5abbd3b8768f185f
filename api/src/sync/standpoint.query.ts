import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { SyncCursor } from './sync-cursor';

/** Where the database stands, and what it thinks of a cursor. */
export interface Standpoint {
  readonly incarnation: Id;
  readonly snapshot: string;
  /** Whether the cursor was given out by this database, as far as it can be told. */
  readonly isOwn: boolean;
}

/** A copy of the database that was started again has an incarnation that the cursor's snapshot claims to have seen, but did not name. */
const statement: Statement = {
  name: 'sync-standpoint',
  text: /* sql */ `
select latest.id as incarnation, pg_current_snapshot()::text as snapshot,
  $2::text is not null and pg_snapshot_xmax($2::text::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
  and exists (
    select from incarnation own
    where own.id = $1::uuid and not exists (
      select from incarnation later
      where later.began_in > own.began_in
        and pg_visible_in_snapshot(later.began_in::text::xid8, $2::text::pg_snapshot))) as "isOwn"
from incarnation latest order by latest.began_in desc limit 1`,
};

export async function standpoint(work: Work, cursor: SyncCursor | null): Promise<Standpoint> {
  const [here] = await run<Standpoint>(work, statement, [cursor?.incarnation ?? null, cursor?.until ?? null]);
  if (!here) throw new Error('The server began no incarnation.');
  return here;
}
