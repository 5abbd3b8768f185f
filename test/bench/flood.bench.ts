import { type ChildProcess, fork } from 'node:child_process';
import { Agent, request as httpRequest } from 'node:http';
import { v7 as newId } from 'uuid';
import { manySessions } from '../support/many-sessions';
import type { BenchRow } from './bench-row';
import { type DurableServer, makeGroup, withDurableServer } from './durable-server';

/**
 * What neighbours ask for and report, 10,000 in a minute from 2,000 addresses, while eight volunteers scan: how long a scan
 * takes with the flood and without. The flood is a process of its own. FLOOD_SECONDS and FLOOD_FORMS ask for another one.
 */
const seconds = Number(process.env['FLOOD_SECONDS'] ?? 60);
const forms = Number(process.env['FLOOD_FORMS'] ?? 10_000);
const [volunteers, addresses, siteCount, itemCount] = [8, 2_000, 20, 500];
/** Between two scans of one volunteer. */
const pauseMs = 100;

export async function run(): Promise<BenchRow[]> {
  let rows: BenchRow[] = [];
  await withDurableServer(
    async (server) => {
      rows = await measure(server);
    },
    { trustedProxies: 1 },
  );
  return rows;
}

async function measure({ db, address }: DurableServer): Promise<BenchRow[]> {
  const names = Array.from({ length: itemCount }, (_, n) => `Item ${n}`);
  const { siteIds, itemIds } = await makeGroup(db, siteCount, names);
  await db.query(
    `insert into public_site (site_id, group_id, is_public) select id, group_id, true from site where kind = 'hub'`,
  );
  await db.query(
    `insert into public_slug (slug, group_id, site_id, is_current)
     select 'site-' || row_number() over (order by id), group_id, id, true from site where kind = 'hub'`,
  );
  const tokens = await manySessions(db, volunteers);
  const scan = (forMs: number) => scanning(address, tokens, siteIds, itemIds, forMs);
  await scan(3_000);
  const quiet = await scan(Math.min(20, seconds) * 1_000);
  const flood = inOwnProcess({ address, itemIds });
  const flooded = await scan(seconds * 1_000);
  const { sent, heard, told, failed } = await flood;
  const { rows } = await db.query<{ stored: number }>(
    'select (select count(*) from neighbour_need)::int + (select count(*) from neighbour_report)::int as stored',
  );
  const value = (name: string, number: number, unit: string): BenchRow => ({ name, value: number, unit });
  return [
    value('a scan, p50, nobody asks', at(quiet, 0.5), 'ms'),
    value('a scan, p50, in the flood', at(flooded, 0.5), 'ms'),
    value('a scan, p99, nobody asks', at(quiet, 0.99), 'ms'),
    value('a scan, p99, in the flood', at(flooded, 0.99), 'ms'),
    value('scans in the flood', flooded.length, 'answered'),
    value(`forms sent in ${seconds} s`, sent, 'forms'),
    value('of them noted', heard, 'forms'),
    value('told to come back later', told, 'forms'),
    value('failed', failed, 'forms'),
    value('rows there in the end', rows[0]?.stored ?? 0, 'rows'),
  ];
}

/** Milliseconds of each scan of volunteers who scan, pause, scan. @throws Error for one that was not recorded. */
async function scanning(
  address: string,
  tokens: readonly string[],
  siteIds: readonly string[],
  itemIds: readonly string[],
  forMs: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: tokens.length });
  const ends = performance.now() + forMs;
  const times: number[] = [];
  await Promise.all(
    tokens.map(async (token, n) => {
      while (performance.now() < ends) {
        const movement = {
          ...{ id: newId(), reason: 'donation', itemId: pick(itemIds), quantity: 1 },
          ...{ toSiteId: siteIds[n % siteIds.length], occurredAt: new Date().toISOString() },
        };
        const began = performance.now();
        const answer = await send(
          agent,
          `${address}/api/v1/movements`,
          { movements: [movement] },
          {
            authorization: `Bearer ${token}`,
          },
        );
        times.push(performance.now() - began);
        if (answer.status !== 200) throw new Error(`A scan answered ${answer.status}.`);
        await pause(pauseMs);
      }
    }),
  );
  agent.destroy();
  return times;
}

interface Flood {
  readonly address: string;
  readonly itemIds: readonly string[];
}

interface Flooded {
  readonly sent: number;
  readonly heard: number;
  readonly told: number;
  readonly failed: number;
}

/** Each form is fetched and sent by an address of its own turn, evenly over the time, each after a second. */
async function flooding({ address, itemIds }: Flood): Promise<Flooded> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const counts = { sent: 0, heard: 0, told: 0, failed: 0 };
  const one = async (n: number): Promise<void> => {
    const from = { 'x-forwarded-for': `10.${n % 8}.${Math.floor(n / 8) % 250}.1` };
    const site = `${address}/api/v1/public/sites/site-${(n % siteCount) + 1}`;
    const form = await send(agent, `${site}/form`, null, from);
    if (form.status !== 200) {
      if (form.status === 429) counts.told++;
      else counts.failed++;
      return;
    }
    const { askToken, reportToken } = JSON.parse(form.text) as { askToken: string; reportToken: string };
    await pause(1_050);
    const isReport = n % 10 === 0;
    const body = isReport
      ? { token: reportToken, kind: 'empty' }
      : { token: askToken, itemId: pick(itemIds) };
    const answer = await send(agent, `${site}/${isReport ? 'reports' : 'asks'}`, body, from);
    counts.sent++;
    if (answer.status === 201) counts.heard++;
    else if (answer.status === 429) counts.told++;
    else counts.failed++;
  };
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < forms; n++) {
    const due = began + (n * (seconds * 1_000 - 2_000)) / forms;
    if (due > performance.now()) await pause(due - performance.now());
    running.push(
      one(n % addresses).catch(() => {
        counts.failed++;
      }),
    );
  }
  await Promise.all(running);
  agent.destroy();
  return counts;
}

function inOwnProcess(flood: Flood): Promise<Flooded> {
  const child: ChildProcess = fork(__filename, ['flood']);
  return new Promise((resolve, reject) => {
    child.once('message', (counts) => resolve(counts as Flooded));
    child.once('exit', (code) => reject(new Error(`The flood ended with ${String(code)}.`)));
    child.send(flood);
  });
}

function send(
  agent: Agent,
  url: string,
  body: object | null,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const text = body === null ? null : JSON.stringify(body);
    const call = httpRequest(
      url,
      {
        agent,
        method: text === null ? 'GET' : 'POST',
        headers: {
          ...headers,
          ...(text === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (answer) => {
        let told = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (told += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: told }));
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(text ?? undefined);
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const pick = (ids: readonly string[]) => ids[Math.floor(Math.random() * ids.length)] ?? '';

function at(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

if (process.argv[2] === 'flood') {
  process.once('message', (flood) => {
    void flooding(flood as Flood).then((counts) => {
      process.send?.(counts, () => process.disconnect());
    });
  });
}
