import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { addMovements, groupId, makeGoods, onServer, siteId } from './shortages-goods.mjs';

const root = join(import.meta.dirname, '../..');
/** Every item at every site; movements before and after the ledger grows. `full` takes some ten minutes. */
const scales = {
  quick: { sites: 50, items: 2_000, small: 200_000, large: 2_000_000 },
  full: { sites: 200, items: 5_000, small: 1_000_000, large: 10_000_000 },
};
/** What neighbours ask for is read beside the report, from a table of its own. */
const nothingAsked = { siteIds: [], itemIds: [], counts: [] };
const member = { groupId, timeZone: 'America/New_York', memberId: groupId, role: 'organizer' };

async function loadProgram() {
  const directory = mkdtempSync(join(root, 'node_modules', '.shortages-bench-'));
  try {
    const outfile = join(directory, 'shortages.cjs');
    await build({
      stdin: {
        contents: `export { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
          export { migrate } from '@api/platform/migrate';
          export { makeDataSource } from '@api/platform/data-source';
          export { Database } from '@api/platform/database';
          export { refreshFigures } from '@api/figures/refresh-figures';
          export { shortagesSql } from '@api/reports/shortages.query';
          export { keepDayFlows } from '@api/figures/day-flows';
          export { overview } from '@api/reports/overview.query';`,
        resolveDir: root,
        loader: 'ts',
      },
      ...{
        outfile,
        bundle: true,
        platform: 'node',
        packages: 'external',
        logLevel: 'error',
        keepNames: true,
      },
      tsconfig: join(root, 'tsconfig.base.json'),
    });
    return createRequire(outfile)(outfile);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds in the database, planning included; the median of five after one to warm up. */
async function inDatabase(url, { text, values }) {
  return onServer(url, async (query) => {
    await query(`set session_replication_role = origin; set work_mem = '4MB'; set jit = off`);
    const taken = [];
    for (let round = 0; round <= 5; round += 1) {
      const { rows } = await query(`explain (analyze, timing off, format json) ${text}`, values);
      const plan = rows[0]['QUERY PLAN'][0];
      if (round > 0) taken.push(plan['Planning Time'] + plan['Execution Time']);
    }
    return median(taken);
  });
}

async function seconds(job) {
  const begun = performance.now();
  await job();
  return (performance.now() - begun) / 1000;
}

/** Runs the figures of a new day; seconds in all, and milliseconds of the longest transaction: whoever scans may wait that long. */
async function newDayOf(program, database) {
  let longest = 0;
  const enter = async (job) => {
    const begun = performance.now();
    const answer = await database.enter(job);
    longest = Math.max(longest, performance.now() - begun);
    return answer;
  };
  return { newDay: await seconds(() => program.refreshFigures({ enter }, member)), longest };
}

async function measure(program, url, database, clock) {
  const all = { siteId: null, categoryId: null, statuses: null, asOf: null };
  const ask = (filter) => {
    const { text, values } = program.shortagesSql({ member }, { ...all, ...filter }, nothingAsked);
    return { text: `${text} limit 500`, values };
  };
  // The first time every row is written; at midnight only those whose figures change.
  clock.aheadMs = 0;
  await program.refreshFigures(database, member);
  await onServer(url, (query) => query('vacuum analyze site_item'));
  clock.aheadMs = 86_400_000;
  const newDay = await newDayOf(program, database);
  const reference = (by) => ({
    text: `select s.site_id, s.item_id from site_item s where s.${by} = $1 and (s.status < 2 or s.missed > 0)
      order by s.status, s.days_left, s.missed desc, s.gap desc limit 500`,
    values: [by === 'group_id' ? groupId : siteId],
  });
  const stale = [];
  for (let round = 0; round < 5; round += 1) {
    await onServer(url, (query) =>
      query(
        `update site_item s set stale = true from (
            select t.id as site_id, i.id as item_id from site t cross join item i where t.kind <> 'in_transit'
            order by hashtext(t.id::text || i.id::text || '${round}') limit 1000
          ) chosen where s.site_id = chosen.site_id and s.item_id = chosen.item_id`,
      ),
    );
    stale.push((await seconds(() => program.refreshFigures(database, member))) * 1000);
  }
  const keepDays = await seconds(() => program.keepDayFlows(database, member));
  return {
    ...newDay,
    keepDays,
    stale: median(stale),
    everySite: await inDatabase(url, ask({})),
    everySiteReference: await inDatabase(url, reference('group_id')),
    oneSite: await inDatabase(url, ask({ siteId })),
    oneSiteReference: await inDatabase(url, reference('site_id')),
    asOf: await inDatabase(url, ask({ siteId, asOf: new Date(Date.now() - 7 * 86_400_000) })),
    overview: (await seconds(() => database.read(member, program.overview))) * 1000,
  };
}

/**
 * The shortage report over a small and a large ledger with the same sites and items, in the database; the reference is
 * the walk along its index alone, without names and figures, in the same run.
 * @param scale `quick` or `full`
 */
export async function run(scale = process.env.BENCH_SCALE ?? 'quick') {
  const { sites, items, small, large } = scales[scale];
  const program = await loadProgram();
  const folder = mkdtempSync(join(tmpdir(), 'commonshelf-bench-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '8GB' };
  const postgres = await program.startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    log: () => {},
    settings,
  });
  try {
    const { url } = postgres;
    await program.migrate(url);
    await makeGoods(url, { sites, items });
    const source = await program.makeDataSource(url).initialize();
    const clock = { aheadMs: 0 };
    const database = new program.Database(source, () => new Date(Date.now() + clock.aheadMs));
    await addMovements(url, { sites, items, first: 1, last: small });
    const before = await measure(program, url, database, clock);
    await addMovements(url, { sites, items, first: small + 1, last: large });
    const after = await measure(program, url, database, clock);
    await source.destroy();
    const of = `${sites * items} pairs, ${large} movements`;
    const row = (name, key, unit, reference, most) => ({
      ...{
        name,
        value: after[key],
        unit,
        reference,
        ratio: reference === null ? null : after[key] / reference,
        most,
      },
      ...{ growth: after[key] / before[key] },
    });
    return [
      row(`Shortages, first 500 of every site (${of})`, 'everySite', 'ms', after.everySiteReference, 50),
      row('Shortages, first 500 of one site', 'oneSite', 'ms', after.oneSiteReference, 20),
      row('Figures after 1,000 pairs changed', 'stale', 'ms', null, null),
      row('Figures of every pair on a new day', 'newDay', 's', null, null),
      row('The longest transaction of those', 'longest', 'ms', null, null),
      row('Shortages of one site as of a week ago', 'asOf', 'ms', null, null),
      row('Overview', 'overview', 'ms', null, null),
      row('Flows of nine weeks, added up once', 'keepDays', 's', null, null),
    ];
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run(process.argv[2]));
