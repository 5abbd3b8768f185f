import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { parse } from 'csv-parse/sync';
import { matchNeeds } from '@api/catalog/match-need.query';
import { publicMap } from '@api/neighbours/public-map.query';
import { Database } from '@api/platform/database';
import { labelledNeeds } from '../support/labelled-needs';
import { manySessions } from '../support/many-sessions';
import { fillCatalogue, type NeedRow, needsByPlace, shareRight } from '../support/needs-catalogue';
import { sharedData } from '../support/shared-data';
import type { BenchRow } from './bench-row';
import { type DurableServer, makeGroup, median, say, withDurableServer } from './durable-server';

interface LocationRow {
  readonly name: string;
  readonly lat: string;
  readonly lon: string;
}

/**
 * Real places and real needs: a group with as many sites as the shared data has locations (about 2,000), a shelf of sixty
 * items at each; what needs of food banks match. Only where that data lies beside the repository.
 */
export async function run(): Promise<BenchRow[]> {
  const [places, needs] = [sharedData('locations/locations.csv'), sharedData('needs/givefood_needs.csv')];
  if (places === null || needs === null) {
    say('No ../shared/data here: the map of real places and the needs of real neighbours are not measured.');
    return [];
  }
  const rows: BenchRow[] = [];
  await withDurableServer(async (server) => {
    const { app, address, db } = server;
    const located = (parse(places, { columns: true }) as LocationRow[]).filter(({ lat, lon }) => lat && lon);
    const { siteIds } = await makeGroup(db, located.length, []);
    const { rows: groups } = await db.query<{ id: string }>('select id from aid_group');
    const groupId = groups[0]?.id ?? '';
    await db.query(
      `update site set name = p.name, latitude = p.lat, longitude = p.lon,
         figures_of = (now() at time zone 'America/New_York')::date::text
       from unnest($1::uuid[], $2::text[], $3::float8[], $4::float8[]) as p (id, name, lat, lon) where site.id = p.id`,
      [
        ...[siteIds, located.map(({ name }) => name.slice(0, 120))],
        ...[located.map(({ lat }) => Number(lat)), located.map(({ lon }) => Number(lon))],
      ],
    );
    await fillCatalogue(db, groupId, 'en');
    await db.query(
      `insert into site_item (site_id, item_id, group_id, level, status, stale)
       select s.id, i.id, s.group_id, 1, (random() * 3)::int::smallint, false
       from site s cross join (select id from item order by id limit 60) i where s.group_id = $1`,
      [groupId],
    );
    await db.query('analyze');
    const [token = ''] = await manySessions(db, 1);
    const ask = async (path: string) => {
      const began = performance.now();
      const answer = await fetch(address + path, { headers: { authorization: `Bearer ${token}` } });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
      return performance.now() - began;
    };
    for (const [name, path] of [
      [`map of ${located.length} sites`, '/api/v1/sites/map'],
      [`list of sites, 500 of ${located.length}`, '/api/v1/sites?limit=500'],
    ] as const) {
      for (let n = 0; n < 5; n++) await ask(path);
      const times: number[] = [];
      for (let n = 0; n < 20; n++) times.push(await ask(path));
      rows.push({ name, value: median(times), unit: 'ms, median of 20', most: 100 });
    }
    rows.push(...(await publicMapRows(server)));

    const texts = needsByPlace(parse(needs, { columns: true }) as NeedRow[]);
    const member = { memberId: groupId, groupId, role: 'volunteer', timeZone: 'America/New_York' } as const;
    const matched = (asked: readonly string[]) =>
      app.get(Database).read(member, (work) => matchNeeds(work, asked));
    const all = [...texts.values()];
    const found = await matched(all);
    rows.push({
      name: `needs that match an item, of ${all.length}`,
      value: (100 * found.filter((matches) => matches.length > 0).length) / all.length,
      unit: '%',
    });
    for (const [name, labels] of Object.entries(labelledNeeds)) {
      const matches = await matched(labels.map(({ place }) => texts.get(place) ?? ''));
      const first = new Map(labels.map(({ place }, at) => [place, matches[at]?.[0]?.itemName]));
      rows.push({
        name: `needs judged by hand (${name}, ${labels.length}) that are right`,
        value: 100 * shareRight(labels, first),
        unit: '%',
      });
    }
  });
  return rows;
}

/** The map for everybody of the same places: what the first of a crowd waits for, to be read and to be drawn. */
async function publicMapRows({ app, address, db }: DurableServer): Promise<BenchRow[]> {
  await db.query(
    `with public as (
       insert into public_site (site_id, group_id, is_public, shows_place)
       select id, group_id, true, true from site where kind <> 'in_transit'
     )
     insert into public_slug (slug, group_id, site_id, is_current)
     select 'place-' || row_number() over (order by id), group_id, id, true from site where kind <> 'in_transit'
     union all select 'bench', id, null, true from aid_group`,
  );
  await db.query('analyze');
  const { rows: groups } = await db.query<{ id: string }>('select id from aid_group');
  const reads: number[] = [];
  for (let n = 0; n < 25; n++) {
    const began = performance.now();
    await app.get(Database).look((doorway) => publicMap(doorway, groups[0]?.id ?? ''));
    if (n >= 5) reads.push(performance.now() - began);
  }
  const draws: number[] = [];
  const sizes: number[] = [];
  for (let n = 0; n < 25; n++) {
    // Another view each time: none was drawn before.
    const query = n === 0 ? '' : `?at=${(51.5 + n / 1_000).toFixed(3)},-0.12&z=${6 + (n % 6)}`;
    const began = performance.now();
    const answer = await fetch(`${address}/board/bench/map${query}`, {
      headers: { 'accept-encoding': 'br' },
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`The map answered ${answer.status}.`);
    if (n >= 5) draws.push(performance.now() - began);
    sizes.push(Number(answer.headers.get('content-length')));
  }
  return [
    { name: 'public map: read', value: median(reads), unit: 'ms, median of 20', most: 100 },
    { name: 'public map: drawn and sent', value: median(draws), unit: 'ms, median of 20', most: 100 },
    { name: 'public map: the largest of 25 views', value: Math.max(...sizes) / 1_000, unit: 'kB', most: 15 },
  ];
}
