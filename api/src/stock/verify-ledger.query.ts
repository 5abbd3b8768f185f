import type { Id } from '@shared/words/id';
import type { Doorway } from '@api/platform/work';

/** Something that is kept about the ledger and is not what its movements say. */
export interface LedgerDifference {
  readonly what: 'level' | 'lotless_level' | 'first_moved_at' | 'lot_level' | 'balance' | 'in_transit';
  readonly groupName: string | null;
  /** Null where the difference is one over all sites. */
  readonly siteId: Id | null;
  readonly siteName: string | null;
  readonly itemId: Id;
  readonly itemName: string | null;
  readonly lotId: Id | null;
  /** Null where nothing is kept. */
  readonly kept: string | null;
  readonly shouldBe: string | null;
}

/** What a proof found. */
export interface LedgerProof {
  readonly movements: number;
  readonly levels: number;
  readonly lotLevels: number;
  /** By group, site, item and lot; at most 1,000 of them. */
  readonly differences: readonly LedgerDifference[];
  readonly differenceCount: number;
}

/**
 * Recomputes everything that is kept about the movements of all groups, from the movements alone, at one moment:
 * the level of each item at each site, the part of it that names no lot, when the item first moved there, and the level of
 * each lot. Also that nothing appears or vanishes (levels over all sites are what came from outside minus what went
 * there), and that what is in transit is what open transfers shipped.
 */
export async function verifyLedger(doorway: Doorway): Promise<LedgerProof> {
  // A ledger of many years takes longer than a request may.
  await doorway.tx.query('set local statement_timeout = 0');
  const rows = (await doorway.tx.query(proof)) as { reply: LedgerProof }[];
  return (rows[0] as (typeof rows)[number]).reply;
}

const proof = /* sql */ `
with leg as materialized (
  select group_id, from_site_id as site_id, item_id, lot_id, -quantity as change, occurred_at from movement where from_site_id is not null
  union all
  select group_id, to_site_id, item_id, lot_id, quantity, occurred_at from movement where to_site_id is not null
), pair as materialized (
  select group_id, site_id, item_id, sum(change) as level, coalesce(sum(change) filter (where lot_id is null), 0) as lotless_level,
    min(occurred_at) as first_moved_at
  from leg group by group_id, site_id, item_id
), of_pairs as (
  select d.what, coalesce(p.group_id, s.group_id) as group_id, site_id, item_id, null::uuid as lot_id, d.kept, d.should_be
  from pair p full join site_item s using (site_id, item_id)
  cross join lateral (values
    ('level', s.level::text, coalesce(p.level, 0)::text),
    ('lotless_level', s.lotless_level::text, coalesce(p.lotless_level, 0)::text),
    ('first_moved_at', s.first_moved_at::text, p.first_moved_at::text)
  ) as d (what, kept, should_be)
  where d.kept is distinct from d.should_be or p.group_id <> s.group_id
), of_lots as (
  select 'lot_level', coalesce(p.group_id, l.group_id), site_id, coalesce(p.item_id, l.item_id), lot_id, l.level::text,
    coalesce(p.level, 0)::text
  from (
    select group_id, site_id, item_id, lot_id, sum(change) as level from leg where lot_id is not null
    group by group_id, site_id, item_id, lot_id
  ) p full join lot_level l using (site_id, lot_id)
  where l.level is distinct from coalesce(p.level, 0) or p.item_id <> l.item_id or p.group_id <> l.group_id
), of_outside as (
  select 'balance', group_id, null::uuid, item_id, null::uuid, k.level::text, o.level::text
  from (select group_id, item_id, sum(level) as level from site_item group by group_id, item_id) k
  full join (
    select group_id, item_id,
      coalesce(sum(quantity) filter (where from_site_id is null), 0) - coalesce(sum(quantity) filter (where to_site_id is null), 0) as level
    from movement group by group_id, item_id
  ) o using (group_id, item_id)
  where coalesce(k.level, 0) <> coalesce(o.level, 0)
), of_transit as (
  select 'in_transit', coalesce(k.group_id, o.group_id), coalesce(k.site_id, o.site_id), item_id, nullif(lot_key, ''), k.level::text,
    coalesce(o.level, 0)::text
  from (
    select s.group_id, s.site_id, s.item_id, '' as lot_key, s.lotless_level as level
    from site_item s join site t on t.id = s.site_id and t.kind = 'in_transit'
    union all
    select l.group_id, l.site_id, l.item_id, l.lot_id::text, l.level
    from lot_level l join site t on t.id = l.site_id and t.kind = 'in_transit'
  ) k
  full join (
    select m.group_id, m.to_site_id as site_id, m.item_id, coalesce(m.lot_id::text, '') as lot_key, sum(m.quantity) as level
    from movement m join transfer t on t.id = m.transfer_id and t.received_at is null
    group by m.group_id, m.to_site_id, m.item_id, m.lot_id
  ) o using (item_id, lot_key)
  where coalesce(k.level, 0) <> coalesce(o.level, 0)
), difference (what, group_id, site_id, item_id, lot_id, kept, should_be) as materialized (
  select * from of_pairs union all select * from of_lots union all select * from of_outside
  union all select what, group_id, site_id, item_id, lot_id::uuid, kept, should_be
    from of_transit t (what, group_id, site_id, item_id, lot_id, kept, should_be)
), shown as (
  select d.what, g.name as "groupName", d.site_id as "siteId", s.name as "siteName", d.item_id as "itemId", i.name as "itemName",
    d.lot_id as "lotId", d.kept, d.should_be as "shouldBe"
  from difference d left join aid_group g on g.id = d.group_id left join site s on s.id = d.site_id left join item i on i.id = d.item_id
  order by d.group_id, d.site_id nulls first, d.item_id, d.what, d.lot_id limit 1000
)
select json_build_object(
  'movements', (select count(*) from movement), 'levels', (select count(*) from site_item), 'lotLevels', (select count(*) from lot_level),
  'differenceCount', (select count(*) from difference), 'differences', coalesce((select json_agg(shown) from shown), '[]')) as reply`;
