import { Client } from 'pg';

/**
 * What the ledger is measured against: the least that records a scan. Plain tables with the same keys, the movement and its
 * level in one prepared statement, one transaction, nothing checked.
 */
export const referenceTables = /* sql */ `
create table reference_movement (id uuid primary key, item_id uuid not null, quantity bigint not null, from_site_id uuid, to_site_id uuid,
  occurred_at timestamptz not null, recorded_at timestamptz not null default now(), member_id uuid not null, reason text not null);
create table reference_level (site_id uuid not null, item_id uuid not null, level bigint not null, primary key (site_id, item_id))`;

const oneScan = /* sql */ `
with inserted as (
  insert into reference_movement (id, item_id, quantity, to_site_id, occurred_at, member_id, reason) values ($1, $2, $3, $4, $5, $6, 'donation')
  on conflict (id) do nothing returning item_id, to_site_id, quantity
)
insert into reference_level as l (site_id, item_id, level) select to_site_id, item_id, quantity from inserted
on conflict (site_id, item_id) do update set level = l.level + excluded.level returning level`;

const manyScans = /* sql */ `
with sent as (
  select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::timestamptz[]) as s (id, item_id, quantity, site_id, occurred_at)
), inserted as (
  insert into reference_movement (id, item_id, quantity, to_site_id, occurred_at, member_id, reason)
  select id, item_id, quantity, site_id, occurred_at, $6, 'donation' from sent
  on conflict (id) do nothing returning item_id, to_site_id, quantity
)
insert into reference_level as l (site_id, item_id, level)
select to_site_id, item_id, sum(quantity) from inserted group by 1, 2 order by 1, 2
on conflict (site_id, item_id) do update set level = l.level + excluded.level returning site_id, item_id, level`;

/** A number of pgbench's as an id: it knows no others. */
const numbered = (name: string) =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(:${name}::int), 12, '0'))::uuid`;

/** The same scan as a script for pgbench, popular sites and items popular. */
export function oneScanScript(sites: number, items: number, memberId: string): string {
  const values = ['uuidv7()', numbered('item'), ':quantity', numbered('site'), 'now()', `'${memberId}'`];
  const line = values.reduce((text, value, n) => text.replace(`$${n + 1}`, value), oneScan.trim());
  return [
    ...['\\set s random(0, 999999)', '\\set i random(0, 999999)'],
    `\\set site :s * :s / 1000000 * ${sites} / 1000000`,
    `\\set item :i * :i / 1000000 * ${items} / 1000000`,
    '\\set quantity random(1, 12)',
    `${line.replaceAll('\n', ' ')};\n`,
  ].join('\n');
}

export interface Scan {
  readonly id: string;
  readonly itemId: string;
  readonly siteId: string;
  readonly quantity: number;
  readonly occurredAt: string;
}

export function recordOne(client: Client, scan: Scan, memberId: string): Promise<unknown> {
  const { id, itemId, quantity, siteId, occurredAt } = scan;
  return client.query({
    name: 'one',
    text: oneScan,
    values: [id, itemId, quantity, siteId, occurredAt, memberId],
  });
}

export function recordMany(client: Client, scans: readonly Scan[], memberId: string): Promise<unknown> {
  const values = [
    scans.map((scan) => scan.id),
    scans.map((scan) => scan.itemId),
    scans.map((scan) => scan.quantity),
    scans.map((scan) => scan.siteId),
    scans.map((scan) => scan.occurredAt),
    memberId,
  ];
  return client.query({ name: 'many', text: manyScans, values });
}

/** Runs a job on `connections` clients, each the next as soon as the last is done, for `seconds`; jobs a second. */
export async function loadDatabase(
  url: string,
  connections: number,
  seconds: number,
  job: (client: Client) => Promise<unknown>,
): Promise<number> {
  const clients = Array.from({ length: connections }, () => new Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        await job(client);
        done += 1;
      }
    }),
  );
  const perSecond = (done * 1000) / (performance.now() - began);
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}
