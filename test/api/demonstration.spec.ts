import { DataSource } from 'typeorm';
import { shortageStatuses } from '@shared/reports/shortages.contract';
import { readOwnCode } from '@shared/barcodes/own-code';
import { normalizeGtin } from '@shared/barcodes/gtin';
import { roles } from '@shared/words/role';
import { demonstrationLinks } from '@api/demo/demonstration-links';
import { loadDemonstration, type LoadedDemonstration } from '@api/demo/load-demonstration';
import { retailCodes } from '@api/demo/retail-codes';
import { entities } from '@api/entities';
import { memberOfSignInLink } from '@api/people/sign-in-link';
import { makeDataSource } from '@api/platform/data-source';
import { Database } from '@api/platform/database';
import { refreshFigures } from '@api/figures/refresh-figures';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const now = new Date('2026-11-19T19:20:00Z');
const timeZone = 'America/New_York';

interface Loaded {
  test: TestDatabase;
  source: DataSource;
  database: Database;
  group: LoadedDemonstration;
  seconds: number;
}

async function load(at: Date, options: { seed?: number; language?: 'en' | 'es' } = {}): Promise<Loaded> {
  const test = await createTestDatabase();
  const source = await makeDataSource(test.url, entities).initialize();
  const database = new Database(source, () => at);
  const began = performance.now();
  const group = await loadDemonstration(database, { timeZone, ...options });
  return { test, source, database, group, seconds: (performance.now() - began) / 1000 };
}

async function close({ source, test }: Loaded): Promise<void> {
  await source.destroy();
  await test.drop();
}

/** Counts pairs by their status in the shortage report. */
async function statuses({ source, database, group }: Loaded): Promise<Record<string, number>> {
  await refreshFigures(database, { groupId: group.groupId, timeZone });
  const found = (await source.query(
    `select status, count(*)::int as n from site_item join site on site.id = site_id
      where kind <> 'in_transit' group by status`,
  )) as { status: number; n: number }[];
  return Object.fromEntries(found.map(({ status, n }) => [shortageStatuses[status], n]));
}

describe('the demonstration', () => {
  let loaded: Loaded;

  beforeAll(async () => {
    loaded = await load(now);
  });
  afterAll(() => close(loaded));

  const count = async (from: string): Promise<number> => {
    const [row] = (await loaded.source.query(`select count(*)::int as n from ${from}`)) as { n: number }[];
    return row?.n ?? -1;
  };

  it('loads a town of sites, a full catalogue and eight weeks of movements', async () => {
    const movements = await count('movement');
    process.stdout.write(`demonstration: ${loaded.seconds.toFixed(1)} s for ${movements} movements\n`);
    expect(await count(`site where kind <> 'in_transit'`)).toBe(7);
    expect(await count(`site where kind = 'in_transit'`)).toBe(1);
    expect(await count(`site where kind = 'fridge' and cardinality(refuses) = 7`)).toBe(3);
    expect(await count('item')).toBeGreaterThanOrEqual(140);
    expect(await count('item where category_id is null')).toBe(0);
    expect(movements).toBeGreaterThanOrEqual(8_000);
    expect(movements).toBeLessThanOrEqual(16_500);
    for (const reason of ['donation', 'distribution', 'transfer', 'waste', 'count']) {
      expect(await count(`movement where reason = '${reason}'`)).toBeGreaterThan(100);
    }
    expect(await count(`movement where reverses_id is not null`)).toBeGreaterThanOrEqual(2);
    expect(await count(`transfer where received_at is null`)).toBeGreaterThanOrEqual(1);
    expect(await count(`lot where hold_kind = 'recall'`)).toBe(1);
    expect(await count(`missed_ask`)).toBeGreaterThan(60);
  });

  it('has gaps worth looking at, and mostly enough', async () => {
    const found = await statuses(loaded);
    process.stdout.write(`demonstration: ${JSON.stringify(found)}\n`);
    expect(found['out']).toBeGreaterThanOrEqual(8);
    expect(found['out']).toBeLessThanOrEqual(25);
    expect(found['low']).toBeGreaterThanOrEqual(15);
    expect(found['low']).toBeLessThanOrEqual(45);
    expect(found['surplus']).toBeGreaterThanOrEqual(1);
    expect(found['ok']).toBeGreaterThan(400);
  });

  it('lets nothing lie in the future and begins eight weeks ago', async () => {
    const [span] = (await loaded.source.query(/* sql */ `
select greatest((select max(occurred_at) from movement), (select max(recorded_at) from movement), (select max(occurred_at) from missed_ask),
    (select max(greatest(shipped_at, received_at)) from transfer), (select max(created_at) from lot)) as last,
  (select min(occurred_at) from movement) as first,
  (select count(*) from movement where recorded_at < occurred_at)::int as early`)) as {
      last: Date;
      first: Date;
      early: number;
    }[];
    expect(span?.last.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(span?.first.toISOString().slice(0, 10)).toBe('2026-09-25');
    expect(span?.early).toBe(0);
  });

  it('has levels that are the sums of the movements', async () => {
    const wrong = await count(/* sql */ `(
with leg as (
  select from_site_id as site_id, item_id, lot_id, -quantity as change from movement where from_site_id is not null
  union all select to_site_id, item_id, lot_id, quantity from movement where to_site_id is not null
), sums as (
  select site_id, item_id, sum(change) as level, coalesce(sum(change) filter (where lot_id is null), 0) as lotless from leg group by 1, 2
)
select from sums full join site_item p using (site_id, item_id)
where coalesce(sums.level, 0) <> p.level or coalesce(sums.lotless, 0) <> p.lotless_level or p.level is null) as wrong`);
    expect(wrong).toBe(0);
  });

  it('has stewards at the fridges every morning, and what neighbours took follows from what they saw', async () => {
    expect(await count('visit')).toBeGreaterThanOrEqual(3 * 55);
    expect(await count(`visit where condition = 'needs_cleaning'`)).toBeGreaterThan(5);
    expect(await count('inferred_movement')).toBeGreaterThan(1_000);
    expect(await count(`visit_movement where part = 'thrown_out'`)).toBeGreaterThan(20);
    const scanned = `movement m join site s on s.id = m.from_site_id where s.kind = 'fridge' and m.reason = 'distribution'
      and not exists (select from inferred_movement x where x.movement_id = m.id)`;
    expect(await count(scanned)).toBeLessThan(400);
    expect(await count(`movement where reverses_id in (select movement_id from inferred_movement)`)).toBe(0);
  });

  it('flags what was handed out beyond the count, and only that', async () => {
    expect(await count('site_item where needs_count_since is not null')).toBe(3);
    expect(await count('site_item where level < 0')).toBe(3);
  });

  it('has goods that expire within days and a few that are past it', async () => {
    const day = `date '2026-11-19'`;
    const there = `lot_level v join lot l on l.id = v.lot_id where v.level > 0`;
    expect(
      await count(`${there} and coalesce(l.use_by, l.best_by) between ${day} and ${day} + 5`),
    ).toBeGreaterThan(10);
    expect(await count(`${there} and coalesce(l.use_by, l.best_by) < ${day}`)).toBeGreaterThan(3);
  });

  it('has effective par levels wherever a level or a default says so', async () => {
    expect(
      await count(/* sql */ `site_item p join item i on i.id = p.item_id join site s on s.id = p.site_id
where s.kind <> 'in_transit' and (p.minimum is distinct from coalesce(p.own_minimum, i.default_minimum)
  or p.target is distinct from coalesce(p.own_target, i.default_target))`),
    ).toBe(0);
    expect(
      await count(/* sql */ `site s cross join item i left join site_item p on p.site_id = s.id and p.item_id = i.id
where s.kind <> 'in_transit' and i.default_target is not null and p.target is null`),
    ).toBe(0);
  });

  it('carries only codes that are right', async () => {
    for (const [code] of retailCodes) expect(normalizeGtin(code)).not.toBeNull();
    const own = (await loaded.source.query('select code from own_code')) as { code: string }[];
    expect(own.length).toBe((await count('item')) + 7);
    for (const { code } of own) expect(readOwnCode(code)).toBe(code);
  });

  it('opens a way in for each role', async () => {
    const links = await demonstrationLinks(loaded.database);
    expect(links.map(({ role }) => role)).toEqual([...roles]);
    for (const { role, token } of links) {
      const member = await loaded.database.enter((doorway) => memberOfSignInLink(doorway, token));
      expect(member.role).toBe(role);
      expect(loaded.group.members).toContainEqual({ role, id: member.id });
    }
  });

  it('refuses a database that holds a group', async () => {
    await expect(loadDemonstration(loaded.database)).rejects.toMatchObject({ code: 'already_set_up' });
    expect(await count('aid_group')).toBe(1);
  });
});

describe('another load of the demonstration', () => {
  it('is the same for the same seed and moment, ids included, and another for another seed', async () => {
    const same = [await load(now), await load(now), await load(now, { seed: 2 })];
    const [first, second, other] = await Promise.all(same.map(({ source }) => digest(source)));
    await Promise.all(same.map(close));
    expect(second).toEqual(first);
    expect(other?.['movement']).not.toBe(first?.['movement']);
  }, 240_000);

  it.each([
    ['2026-03-08T05:10:00Z', 3],
    ['2026-07-05T13:40:00Z', 4],
    ['2027-01-01T23:59:00Z', 5],
  ])('tells as good a story at %s', async (instant, seed) => {
    const at = new Date(instant);
    const loaded = await load(at, { seed });
    const found = await statuses(loaded);
    const [facts] = (await loaded.source.query(
      /* sql */ `
select (select count(*)::int from movement) as movements, (select count(*)::int from movement where occurred_at > $1 or recorded_at > $1) as future,
  (select count(*)::int from transfer where received_at is null) as open, (select count(*)::int from site_item where level < 0) as below`,
      [at],
    )) as { movements: number; future: number; open: number; below: number }[];
    await close(loaded);
    process.stdout.write(`demonstration at ${instant}: ${JSON.stringify({ ...facts, ...found })}\n`);
    expect(facts).toMatchObject({ future: 0, below: 3 });
    expect(facts?.open).toBeGreaterThanOrEqual(1);
    expect(facts?.movements).toBeGreaterThanOrEqual(8_000);
    expect(found['out']).toBeGreaterThanOrEqual(8);
    expect(found['out']).toBeLessThanOrEqual(30);
    expect(found['low']).toBeGreaterThanOrEqual(12);
    expect(found['low']).toBeLessThanOrEqual(60);
  });

  it('is told in Spanish when asked for', async () => {
    const loaded = await load(now, { language: 'es' });
    const names = (await loaded.source.query(
      `select (select name from aid_group) as "group", (select name from category where kind = 'raw_meat_fish') as category,
        (select count(*)::int from item where family = 'Pañales') as diapers`,
    )) as unknown[];
    await close(loaded);
    expect(names).toEqual([
      { group: 'Ayuda Mutua Riverbend', category: 'Carne y pescado crudos', diapers: 6 },
    ]);
  });
});

const tables = [
  'aid_group',
  'member',
  'site',
  'category',
  'item',
  'barcode',
  'lot',
  'own_code',
  'transfer',
  'movement',
].concat([
  'lot_level',
  'site_item',
  'missed_ask',
  'visit',
  'visit_left',
  'visit_movement',
  'inferred_movement',
]);

/** One digest a table, of all its rows in an order of their own; not of when the database took them in. */
async function digest(source: DataSource): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const [row] = (await source.query(
      `select md5(string_agg(row, E'\\n' order by row)) as digest
       from (select (to_jsonb(t) - 'changed_in')::text as row from ${table} t) rows`,
    )) as { digest: string }[];
    digests[table] = row?.digest ?? '';
  }
  return digests;
}
