import { Client } from 'pg';

/** Ids that SQL can count up. */
const id = (kind, number) => `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

export const groupId = '00000001-0000-7000-8000-000000000001';
export const siteId = '00000002-0000-7000-8000-000000000001';

/** A group with its sites, items, lots and par levels: every item at every site. */
export async function makeGoods(url, { sites, items }) {
  await onServer(url, async (query) => {
    await query(`
      insert into aid_group values ('${groupId}', 'Bench', 'America/New_York', 'us', now());
      insert into member values (${id(9, '1')}, '${groupId}', 'Ada', 'organizer', now());
      insert into site (id, group_id, name, kind, time_zone, created_at)
        select ${id(2, 'n')}, '${groupId}', 'Site ' || n, 'pantry', 'America/New_York', now() from generate_series(1, ${sites}) n;
      insert into category (id, group_id, name) select ${id(4, 'n')}, '${groupId}', 'Category ' || n from generate_series(1, 20) n;
      insert into item (id, group_id, name, unit, category_id, created_at)
        select ${id(3, 'n')}, '${groupId}', 'Item ' || md5(n::text), 'each', ${id(4, 'n % 20 + 1')}, now()
        from generate_series(1, ${items}) n;
      insert into lot (id, group_id, item_id, code, use_by, created_at)
        select ${id(5, 'n')}, '${groupId}', ${id(3, `n % ${items} + 1`)}, 'L' || n, current_date + n % 200 - 40, now()
        from generate_series(1, ${2 * items}) n;
      insert into missed_ask (id, group_id, site_id, item_id, quantity, occurred_at, recorded_at, member_id, fingerprint)
        select ${id(6, 'n')}, '${groupId}', ${id(2, `(hashint8(n) & 1073741823) % ${sites} + 1`)},
          ${id(3, `(hashint8(n + 7) & 1073741823) % ${items} + 1`)}, 1 + n % 4, now() - random() * interval '60 days', now(), ${id(9, '1')}, ${id(6, 'n')}
        from generate_series(1, ${Math.round((sites * items) / 50)}) n;
    `);
  });
}

/**
 * Adds the movements numbered first to last, spread over a year, and rebuilds what is kept about them. A third are
 * donations of 1 to 24, a sixth of those with a lot; the rest hand-outs of 1 to 9.
 */
export async function addMovements(url, { sites, items, first, last }) {
  await onServer(url, async (query) => {
    const { rows } = await query(
      `select indexname, indexdef from pg_indexes where tablename = 'movement' and indexname <> 'movement_pkey'`,
    );
    for (const { indexname } of rows) await query(`drop index ${indexname}`);
    const comes = 'n % 3 = 0';
    const site = id(2, `(hashint8(n) & 1073741823) % ${sites} + 1`);
    const item = `(hashint8(n + 1000000000) & 1073741823) % ${items}`;
    await query(`
      insert into movement (id, group_id, reason, item_id, lot_id, quantity, from_site_id, to_site_id, occurred_at, recorded_at, member_id, fingerprint)
      select ${id(7, 'n')}, '${groupId}', case when ${comes} then 'donation' else 'distribution' end, ${id(3, `${item} + 1`)},
        case when n % 18 = 0 then ${id(5, `case when ${item} = 0 then ${items} else ${item} end`)} end,
        case when ${comes} then 1 + n % 24 else 1 + n % 9 end,
        case when ${comes} then null else ${site} end, case when ${comes} then ${site} end,
        now() - interval '365 days' * (1 - (n - ${first})::float8 / ${last - first + 1}) - interval '3 hours' * random(), now(), ${id(9, '1')}, ${id(7, 'n')}
      from generate_series(${first}::bigint, ${last}::bigint) n`);
    for (const { indexdef } of rows) await query(indexdef);
    await query('truncate site_item, lot_level, day_flow');
    await query(`
      insert into site_item (site_id, item_id, group_id, level, lotless_level, first_moved_at, own_minimum, own_target, minimum, target)
      select s.id, i.id, '${groupId}', coalesce(v.level, 0), coalesce(v.lotless, 0), v.first_moved_at, p.least, p.aim, p.least, p.aim
      from site s cross join item i
      left join (
        select site_id, item_id, sum(change) as level, sum(change) filter (where lot_id is null) as lotless, min(occurred_at) as first_moved_at
        from (
          select from_site_id as site_id, item_id, lot_id, -quantity as change, occurred_at from movement where from_site_id is not null
          union all select to_site_id, item_id, lot_id, quantity, occurred_at from movement where to_site_id is not null
        ) leg group by 1, 2
      ) v on v.site_id = s.id and v.item_id = i.id
      left join lateral (
        select 3 + (hashtext(i.id::text) & 7) as least, 10 + (hashtext(i.id::text) & 31) as aim
        where hashtext(s.id::text || i.id::text) % 5 = 0
      ) p on true
      order by s.id, i.id`);
    await query(`
      insert into lot_level (site_id, lot_id, group_id, item_id, level)
      select to_site_id, lot_id, '${groupId}', item_id, sum(quantity) from movement where lot_id is not null group by 1, 2, 4 order by 1, 2`);
    for (const table of ['movement', 'site_item', 'lot_level', 'missed_ask', 'site', 'item', 'lot'])
      await query(`vacuum analyze ${table}`);
    await query(`update site set figures_of = null`);
  });
}

/** Runs a job on a connection that checks no foreign keys: what is made here is right by construction. */
export async function onServer(url, job) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set timezone = 'UTC'`,
    );
    return await job((text, values) => client.query(text, values));
  } finally {
    await client.end();
  }
}
