import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { lowestUnseen } from './sync-cursor';

/** What a group's devices would learn from a sync. */
export interface Changes {
  /** Sites whose levels, par levels or lots changed. */
  readonly sites: Id[];
  /** Whether the catalogue, the sites or the group itself changed. */
  readonly catalogue: boolean;
}

const unseen = (row: string) =>
  `${row}.group_id = $1 and ${row}.changed_in >= $3::bigint and not pg_visible_in_snapshot(${row}.changed_in::text::xid8, $2::text::pg_snapshot)`;

const statement: Statement = {
  name: 'what-changed',
  text: /* sql */ `
select
  coalesce((
    select array_agg(id) from (
      select s.site_id as id from site_item s where ${unseen('s')}
      union
      select v.site_id from lot_level v where ${unseen('v')}) touched
    where not exists (select from site t where t.id = touched.id and t.kind = 'in_transit')), '{}') as sites,
  exists (select from item i where ${unseen('i')})
    or exists (select from lot l where ${unseen('l')})
    or exists (select from category c where ${unseen('c')})
    or exists (select from site t where ${unseen('t')})
    or exists (select from item_alias a where ${unseen('a')})
    or exists (select from aid_group g where ${unseen('g').replace('g.group_id', 'g.id')}) as catalogue`,
};

/** What changed that the snapshot (`pg_snapshot` as text) did not see. */
export async function whatChanged(work: Work, snapshot: string): Promise<Changes> {
  const [changes] = await run<Changes>(work, statement, [
    work.member.groupId,
    snapshot,
    lowestUnseen(snapshot),
  ]);
  return changes ?? { sites: [], catalogue: false };
}
