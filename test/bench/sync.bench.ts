import 'reflect-metadata';
import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Client } from 'pg';
import type { SyncReply } from '@shared/sync/sync.contract';
import { makeOwnCode } from '@shared/barcodes/own-code';
import { manySessions } from '../support/many-sessions';
import type { BenchRow } from './bench-row';
import { makeGroup, median, withDurableServer } from './durable-server';

/** Sync at 10,000 items with a barcode and an own code each, 10 sites that hold half of them: bytes on the wire and time. */
const [items, sites] = [10_000, 10];

interface Answer {
  readonly ms: number;
  readonly bytes: number;
  readonly reply: SyncReply;
}

export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const add = (what: string, value: number, unit: string) =>
    rows.push({ name: `sync: ${what}`, value, unit });
  await withDurableServer(async ({ address, db }) => {
    const { siteIds, itemIds } = await makeGroup(db, sites, names());
    await fill(db, itemIds);
    const [token = ''] = await manySessions(db, 1);
    const ask = (query: string, encoding: string) => get(`${address}/api/v1/sync${query}`, token, encoding);

    await load(ask, '', 'br');
    for (const [what, site] of [
      [`all ${sites} sites`, ''],
      ['one site', `siteId=${siteIds[0]}`],
    ] as const) {
      for (const encoding of ['br', 'gzip', 'identity']) {
        const { bytes, ms, replies } = await load(ask, site, encoding);
        const name = `first load, ${items} items, ${what}, ${encoding}`;
        add(name, bytes, 'bytes');
        add(`${name}, ${replies} replies`, ms, 'ms');
      }
    }

    const { cursor } = await load(ask, '', 'br');
    const delta = async (what: string) => {
      const times: number[] = [];
      let bytes = 0;
      for (let n = 0; n < 15; n++) {
        const answer = await ask(`?since=${cursor}`, 'br');
        times.push(answer.ms);
        bytes = answer.bytes;
        // Askers within a quarter of a second share one answer; here each is to be computed.
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      add(`delta of ${what}`, bytes, 'bytes');
      add(`delta of ${what}, median of 15`, median(times), 'ms');
    };
    await delta('nothing');
    await db.query(
      `update site_item set level = level + 1 where (site_id, item_id) in (select site_id, item_id from site_item limit 20)`,
    );
    await delta('20 levels');
    await db.query(`update item set name = name || '!' where id in (select id from item limit 100)`);
    await delta('20 levels and 100 items');
  });
  return rows;
}

/** Asks until nothing more is there. */
async function load(
  ask: (query: string, encoding: string) => Promise<Answer>,
  site: string,
  encoding: string,
) {
  let [bytes, ms, replies, cursor] = [0, 0, 0, ''];
  for (;;) {
    const query = [site, cursor && `since=${cursor}`].filter(Boolean).join('&');
    const page = await ask(`?${query}`, encoding);
    [bytes, ms, replies, cursor] = [bytes + page.bytes, ms + page.ms, replies + 1, page.reply.cursor];
    if (!page.reply.more) return { bytes, ms, replies, cursor };
  }
}

function get(url: string, token: string, encoding: string): Promise<Answer> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding };
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const [body, ms] = [Buffer.concat(parts), performance.now() - began];
        const squeezed = answer.headers['content-encoding'];
        const text =
          squeezed === 'br' ? brotliDecompressSync(body) : squeezed === 'gzip' ? gunzipSync(body) : body;
        resolve({ ms, bytes: body.length, reply: JSON.parse(text.toString()) as SyncReply });
      });
    })
      .on('error', reject)
      .end();
  });
}

function names(): string[] {
  const [first, second, third] = [
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
  return Array.from({ length: items }, (_, n) => {
    const words = [first[n % 12], second[Math.floor(n / 12) % 12], third[Math.floor(n / 144) % 8]];
    return `${words.join(' ')} ${n}`;
  });
}

async function fill(db: Client, itemIds: readonly string[]): Promise<void> {
  await db.query(
    `insert into category (id, group_id, name)
     select gen_random_uuid(), g.id, 'Category ' || n from aid_group g, generate_series(1, 30) n`,
  );
  await db.query(
    `update item set category_id = (select id from category where item.id is not null order by random() limit 1)`,
  );
  await db.query(
    `insert into barcode (group_id, code, item_id, pack_quantity)
     select group_id, lpad((floor(random() * 1e12) * 10)::bigint::text, 14, '0'), id, 1 from item on conflict do nothing`,
  );
  const random = () => Uint8Array.from({ length: 6 }, () => Math.floor(Math.random() * 256));
  await db.query(
    `insert into own_code (code, group_id, item_id) select code, i.group_id, i.id
     from unnest($1::text[], $2::uuid[]) as o (code, id) join item i using (id)`,
    [itemIds.map(() => makeOwnCode(random())), itemIds],
  );
  await db.query(
    `insert into site_item (site_id, item_id, group_id, level, stale)
     select s.id, i.id, i.group_id, (random() * 60)::int + 1, false from item i cross join site s where random() < 0.5`,
  );
  await db.query('vacuum analyze');
}
