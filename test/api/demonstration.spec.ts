import { DataSource } from 'typeorm';
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

/** Counts pairs by the status that the shortage report would give them; lots are taken first expired, first out. */
async function statuses(source: DataSource): Promise<Record<string, number>> {
  const found = (await source.query(/* sql */ `
with lots as (
  select v.site_id, v.item_id, v.level, l.hold_kind is not null as held, l.use_by < (timestamptz '${now.toISOString()}' at time zone '${timeZone}')::date as past,
    sum(greatest(v.level, 0)) filter (where l.hold_kind is null) over (partition by v.site_id, v.item_id order by coalesce(l.use_by, l.best_by, 'infinity'), l.id) as so_far
  from lot_level v join lot l on l.id = v.lot_id
), lotted as (
  select lots.site_id, lots.item_id, sum(case when held or past then 0
    when lots.level < 0 then lots.level else least(lots.level, greatest(0, so_far + least(p.lotless_level, 0))) end) as good,
    least(0, max(coalesce(so_far, 0)) + min(p.lotless_level)) as owed
  from lots join site_item p using (site_id, item_id) group by lots.site_id, lots.item_id
), figures as (
  select p.*, s.kind, coalesce(l.good + least(0, l.owed) + greatest(p.lotless_level, 0), p.lotless_level) as hand,
    (select count(*) from missed_ask a where a.site_id = p.site_id and a.item_id = p.item_id and a.occurred_at > timestamptz '${now.toISOString()}' - interval '28 days') as asks,
    (select coalesce(sum(quantity), 0) from movement m where m.from_site_id = p.site_id and m.item_id = p.item_id and m.reason = 'distribution' and m.occurred_at > timestamptz '${now.toISOString()}' - interval '28 days') as out28
  from site_item p join site s on s.id = p.site_id left join lotted l using (site_id, item_id) where s.kind <> 'in_transit'
)
select case when hand <= 0 and (coalesce(target, 0) > 0 or asks > 0) then 'out' when hand < minimum then 'low'
  when hand - target > out28 then 'surplus' else 'ok' end as status, count(*)::int as n
from figures group by 1`)) as { status: string; n: number }[];
  return Object.fromEntries(found.map(({ status, n }) => [status, n]));
}

describe('the demonstration', () => {
  let loaded: Loaded;

  beforeAll(async () => {
    loaded = await load(now);
  });
  afterAll(() => close(loaded));

  const count = async (text: string): Promise<number> => {
    const [row] = (await loaded.source.query(`select count(*)::int as n from ${text}`)) as { n: number }[];
    return row?.n ?? -1;
  };

  it('loads a town of sites, a full catalogue and weeks of movements', async () => {
    const movements = await count('movement');
    const made = {
      seconds: loaded.seconds.toFixed(1),
      items: await count('item'),
      movements,
      lots: await count('lot'),
      asks: await count('missed_ask'),
      statuses: await statuses(loaded.source),
    };
    if (process.env['LOOK'])
      for (const q of process.env['LOOK'].split(';')) console.table(await loaded.source.query(q));
    process.stdout.write(`demonstration: ${JSON.stringify(made)}\n`);
    expect(await count(`site where kind <> 'in_transit'`)).toBe(7);
    expect(made.items).toBeGreaterThanOrEqual(140);
    expect(movements).toBeGreaterThanOrEqual(8_000);
    expect(movements).toBeLessThanOrEqual(15_000);
  });
});
void [normalizeGtin, readOwnCode, roles, demonstrationLinks, retailCodes, memberOfSignInLink];
