import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { v7 as newId } from 'uuid';
import { Client } from 'pg';
import { makeApp } from '@api/make-app';
import { Database } from '@api/platform/database';
import { makeDataSource } from '@api/platform/data-source';
import { startEmbeddedPostgres } from '@api/platform/embedded-postgres';
import { migrate } from '@api/platform/migrate';
import type { Actor } from '@api/platform/work';
import { entities } from '@api/entities';
import { postMovements } from '@api/stock/post-movements';

/**
 * Sync at 10,000 items: bytes and milliseconds of a first load and of deltas, and what the marks of change cost a scan
 * (the same work with and without them, in turns, durable as in production).
 */
const items = 10_000;
const sites = 10;

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'commonshelf-bench-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    log: () => undefined,
  });
  const db = new Client({ connectionString: postgres.url });
  try {
    await migrate(postgres.url);
    await db.connect();
    await measureSync(postgres.url, db);
    await measureScans(postgres.url, db);
  } finally {
    await db.end();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureSync(url: string, db: Client): Promise<void> {
  const app = await makeApp({
    databaseUrl: url,
    publicUrl: null,
    setUpToken: 'bench',
    trustedProxies: 0,
    webDir: null,
    logLevel: 'warn',
  });
  try {
    await app.listen(0, '127.0.0.1');
    const address = await app.getUrl();
    const setUp = await fetch(`${address}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{
          setupToken: 'bench',
          groupName: 'Bench',
          timeZone: 'America/New_York',
          preset: 'us',
          name: 'Ada',
        },
      }),
    });
    const { token } = (await setUp.json()) as { token: string };
    await fill(db);
    const ask = async (query: string, encoding: string) => {
      const began = performance.now();
      const { createGunzip, createBrotliDecompress } = await import('node:zlib');
      const { request } = await import('node:http');
      const wire = await new Promise<{ body: Buffer; encoding: string | undefined }>((resolve, reject) => {
        const sent = request(
          `${address}/api/v1/sync${query}`,
          { headers: { authorization: `Bearer ${token}`, 'accept-encoding': encoding } },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('end', () => {
              resolve({ body: Buffer.concat(parts), encoding: answer.headers['content-encoding'] });
            });
          },
        );
        sent.on('error', reject).end();
      });
      const ms = performance.now() - began;
      const opened =
        wire.encoding === 'br' ? createBrotliDecompress() : wire.encoding === 'gzip' ? createGunzip() : null;
      let text = wire.body.toString();
      if (opened) {
        const parts: Buffer[] = [];
        opened.end(wire.body);
        for await (const part of opened) parts.push(part as Buffer);
        text = Buffer.concat(parts).toString();
      }
      return {
        ms,
        bytes: wire.body.length,
        text,
        reply: JSON.parse(text) as { cursor: string; more: boolean },
      };
    };
    const load = async (query: string, encoding: string) => {
      let [bytes, raw, ms, pages, since] = [0, 0, 0, 0, ''];
      for (;;) {
        const page = await ask(`?${[query, since && `since=${since}`].filter(Boolean).join('&')}`, encoding);
        [bytes, raw, ms, pages] = [bytes + page.bytes, raw + page.text.length, ms + page.ms, pages + 1];
        since = page.reply.cursor;
        if (!page.reply.more) return { bytes, raw, ms, pages, since };
      }
    };
    const [{ id: siteId } = { id: '' }] = (
      await db.query<{ id: string }>(`select id from site where kind <> 'in_transit' order by id limit 1`)
    ).rows;
    await load('', 'br');
    for (const [name, query] of [
      [`all ${sites} sites`, ''],
      ['one site', `siteId=${siteId}`],
    ] as const) {
      for (const encoding of ['br', 'gzip', 'identity']) {
        const { bytes, ms, pages } = await load(query, encoding);
        say(
          `first load, ${items} items, ${name}, ${encoding}: ${bytes} bytes, ${ms.toFixed(0)} ms, ${pages} replies`,
        );
      }
    }
    const { since } = await load('', 'br');
    const delta = async (name: string, query: string) => {
      const times: number[] = [];
      let bytes = 0;
      for (let n = 0; n < 30; n++) {
        const answer = await ask(query, 'br');
        times.push(answer.ms);
        bytes = answer.bytes;
      }
      times.sort((a, b) => a - b);
      say(`${name}: ${bytes} bytes, ${(times[15] ?? 0).toFixed(1)} ms (median of 30)`);
    };
    await delta('delta of nothing', `?since=${since}`);
    await db.query(
      `update site_item set level = level + 1 where (site_id, item_id) in (select site_id, item_id from site_item limit 20)`,
    );
    await delta('delta of 20 levels', `?since=${since}`);
    await db.query(`update item set name = name || '!' where id in (select id from item limit 100)`);
    await delta('delta of 100 items', `?since=${since}`);
  } finally {
    await app.close();
  }
}

async function fill(db: Client): Promise<void> {
  const { rows } = await db.query<{ id: string }>('select id from aid_group');
  const groupId = rows[0]?.id;
  await db.query(
    `insert into site (id, group_id, name, kind, time_zone, created_at)
     select gen_random_uuid(), $1, 'Site ' || n, 'free_store', 'America/New_York', now() from generate_series(1, ${sites}) n`,
    [groupId],
  );
  await db.query(
    `insert into category (id, group_id, name) select gen_random_uuid(), $1, 'Category ' || n from generate_series(1, 30) n`,
    [groupId],
  );
  const words = [
    [
      'Black',
      'White',
      'Red',
      'Green',
      'Whole',
      'Sliced',
      'Dried',
      'Low salt',
      'Organic',
      'Creamy',
      'Large',
      'Small',
    ],
    [
      'beans',
      'rice',
      'tomatoes',
      'diapers',
      'soup',
      'pasta',
      'oats',
      'milk',
      'soap',
      'coat',
      'batteries',
      'tea',
    ],
    ['can 400 g', 'bag 1 kg', 'box of 12', 'size 4', 'bottle 750 ml', 'pack of 6', 'adult M', 'jar 340 g'],
  ];
  const pick = (n: number, list: number) => {
    const from = words[list] ?? [];
    return from[Math.floor(n / [1, 12, 144][list]!) % from.length] ?? '';
  };
  const categories = (await db.query<{ id: string }>('select id from category')).rows.map(({ id }) => id);
  const numbers = Array.from({ length: items }, (_, n) => n);
  const ids = numbers.map(() => newId());
  await db.query(
    `insert into item (id, group_id, name, unit, category_id, created_at)
     select id, $1, name, 'each', category_id, now() from unnest($2::uuid[], $3::text[], $4::uuid[]) as i (id, name, category_id)`,
    [
      groupId,
      ids,
      numbers.map((n) => `${pick(n, 0)} ${pick(n, 1)}, ${pick(n, 2)} ${n}`),
      numbers.map((n) => categories[n % categories.length]),
    ],
  );
  await db.query(
    `insert into barcode (group_id, code, item_id, pack_quantity)
     select $1, lpad((floor(random() * 1e12) * 10)::bigint::text, 14, '0'), id, 1 from unnest($2::uuid[]) as i (id) on conflict do nothing`,
    [groupId, ids],
  );
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const ownCode = () => {
    const five = () => Array.from({ length: 5 }, () => letters[Math.floor(Math.random() * 32)]).join('');
    return `CS-${five()}-${five()}`;
  };
  await db.query(
    `insert into own_code (code, group_id, item_id) select code, $1, id from unnest($2::text[], $3::uuid[]) as o (code, id)`,
    [groupId, ids.map(ownCode), ids],
  );
  await db.query(
    `insert into site_item (site_id, item_id, group_id, level, lotless_level, minimum, target, stale)
     select s.id, i.id, i.group_id, (random() * 60)::int + 1, 0, case when random() < 0.2 then 5 end, null, false
     from item i cross join site s where s.kind <> 'in_transit' and random() < 0.5`.replace(
      'case when random() < 0.2 then 5 end, null',
      'null, null',
    ),
  );
  await db.query('vacuum analyze');
}

async function measureScans(url: string, db: Client): Promise<void> {
  const source = makeDataSource(url, entities);
  await source.initialize();
  const database = new Database(source);
  const { rows } = await db.query<{ memberId: string; groupId: string }>(
    `select id as "memberId", group_id as "groupId" from member limit 1`,
  );
  const actor: Actor = {
    ...(rows[0] as { memberId: string; groupId: string }),
    role: 'organizer',
    timeZone: 'America/New_York',
  };
  const pairs = (
    await db.query<{ siteId: string; itemId: string }>(
      `select site_id as "siteId", item_id as "itemId" from site_item order by random() limit 2000`,
    )
  ).rows;
  const line = (n: number) => {
    const { siteId, itemId } = pairs[Math.floor(pairs.length * Math.random() ** 2)] ?? {
      siteId: '',
      itemId: '',
    };
    return {
      id: newId(),
      reason: n % 2 ? 'donation' : 'distribution',
      itemId,
      quantity: 1,
      occurredAt: new Date().toISOString(),
      ...(n % 2 ? { toSiteId: siteId } : { fromSiteId: siteId }),
    };
  };
  const round = async (size: number, clients: number, ms: number) => {
    const until = performance.now() + ms;
    let recorded = 0;
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < until) {
          await database.write(actor, (work) =>
            postMovements(
              work,
              Array.from({ length: size }, (_, n) => line(n)),
            ),
          );
          recorded += size;
        }
      }),
    );
    return recorded / (ms / 1000);
  };
  const marks = async (on: boolean) => {
    await db.query(
      `alter table site_item ${on ? 'enable' : 'disable'} trigger changed; alter table lot_level ${on ? 'enable' : 'disable'} trigger changed`,
    );
    await db.query(
      on
        ? `create index site_item_changed on site_item using brin (changed_in) with (pages_per_range = 8, autosummarize = on)`
        : 'drop index site_item_changed',
    );
  };
  await round(1, 10, 2000);
  for (const [name, size, clients, ms] of [
    ['single scans', 1, 10, 4000],
    ['batches of 100', 100, 4, 4000],
  ] as const) {
    const rates: Record<string, number[]> = { with: [], without: [] };
    for (let n = 0; n < 5; n++) {
      rates['with']?.push(await round(size, clients, ms));
      await marks(false);
      rates['without']?.push(await round(size, clients, ms));
      await marks(true);
    }
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[2] ?? 0;
    const [a, b] = [median(rates['with'] ?? []), median(rates['without'] ?? [])];
    say(
      `${name}: ${a.toFixed(0)} movements/s with marks of change, ${b.toFixed(0)} without (${(a / b).toFixed(2)})`,
    );
  }
  const hot = await db.query<{ hot: number }>(
    `select round(100.0 * n_tup_hot_upd / nullif(n_tup_upd, 0), 1)::float8 as hot from pg_stat_user_tables where relname = 'site_item'`,
  );
  say(`levels updated in place (HOT): ${hot.rows[0]?.hot ?? 0} %`);
  await source.destroy();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
