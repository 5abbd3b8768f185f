import type { Statement } from '@api/platform/statement';

export const insertCount: Statement = {
  name: 'insert-count',
  text: /* sql */ `
insert into stocktake (id, group_id, site_id, member_id, occurred_at, recorded_at, fingerprint)
values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing returning id`,
};

export const lockPairs: Statement = {
  name: 'lock-counted-pairs',
  text: /* sql */ `
select 1 from site_item where site_id = $1 and item_id = any($2::uuid[]) order by site_id, item_id for no key update`,
};

/** What undoes a movement is taken for as old as that: it never happened. */
const notOfBefore = 'not exists (select from movement o where o.id = m.reverses_id and o.occurred_at <= $4)';

/** In the order given: the level now without what moved after the moment, of the lot where one is named. */
export const expectedLevels: Statement = {
  name: 'expected-levels',
  text: /* sql */ `
select (
  coalesce(case
    when c.lot_id is null then (select s.level from site_item s where s.site_id = $1 and s.item_id = c.item_id)
    else (select v.level from lot_level v where v.site_id = $1 and v.lot_id = c.lot_id)
  end, 0)
  - coalesce((
    select sum(m.quantity) from movement m where m.to_site_id = $1 and m.item_id = c.item_id and m.occurred_at > $4
      and (c.lot_id is null or m.lot_id = c.lot_id) and ${notOfBefore}), 0)
  + coalesce((
    select sum(m.quantity) from movement m where m.from_site_id = $1 and m.item_id = c.item_id and m.occurred_at > $4
      and (c.lot_id is null or m.lot_id = c.lot_id) and ${notOfBefore}), 0)
)::float8 as expected
from unnest($2::uuid[], $3::uuid[]) with ordinality as c (item_id, lot_id, n)
order by c.n`,
};

export const insertLines: Statement = {
  name: 'insert-count-lines',
  text: /* sql */ `
insert into stocktake_line (stocktake_id, group_id, site_id, occurred_at, item_id, lot_id, counted, expected, movement_id)
select $1::uuid, $2::uuid, $3::uuid, $4::timestamptz, *
from unnest($5::uuid[], $6::uuid[], $7::bigint[], $8::bigint[], $9::uuid[])`,
};

export const countById: Statement = {
  name: 'count-by-id',
  text: /* sql */ `
select t.id, t.site_id as "siteId", t.occurred_at as "occurredAt", t.recorded_at as "recordedAt", json_build_object(
  'itemId', l.item_id, 'lotId', l.lot_id, 'counted', l.counted, 'expected', l.expected, 'movementId', l.movement_id,
  'onHand', coalesce((select s.level from site_item s where s.site_id = l.site_id and s.item_id = l.item_id), 0)) as line
from stocktake t join stocktake_line l on l.stocktake_id = t.id
where t.group_id = $1 and t.id = $2
order by l.item_id, l.lot_id`,
};
