import 'reflect-metadata';
import { fork } from 'node:child_process';
import { manySessions } from '../support/many-sessions';
import { storm, type StormReport, type StormSettings } from '../support/storm';
import type { BenchRow } from './bench-row';
import { type DurableServer, makeGroup, withDurableServer } from './durable-server';

/**
 * 300 devices come back from a network cut within ten seconds, each with 200 scans; one answer in ten is lost. The devices
 * are a process of their own. Says whether every scan is there once. DEVICES, SCANS and WITHIN_MS ask for other storms.
 */
const number = (name: string, usual: number) => Number(process.env[name] ?? usual);
const [devices, scansEach, withinMs] = [
  number('DEVICES', 300),
  number('SCANS', 200),
  number('WITHIN_MS', 10_000),
];

export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await withDurableServer(async (server) => void rows.push(...(await weather(server))));
  return rows;
}

async function weather({ db, address }: DurableServer): Promise<BenchRow[]> {
  const { siteIds, itemIds } = await makeGroup(
    db,
    20,
    Array.from({ length: 500 }, (_, n) => `Item ${n}`),
  );
  const tokens = await manySessions(db, devices);
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const report = await inOwnProcess({
    ...{ address, tokens, siteIds, itemIds, scansEach, batchSize: Math.min(500, scansEach), withinMs },
    ...{ lost: 0.1, seed: 1 },
  });
  clearInterval(watch);
  const { rows } = await db.query<{ movements: number; levels: number }>(
    `select (select count(*) from movement)::int as movements, (select sum(level) from site_item)::int as levels`,
  );
  const [sent, stored] = [devices * scansEach, rows[0] ?? { movements: 0, levels: 0 }];
  const [batch, call] = [report.batchMs, report.callMs];
  // Half a storm that arrived twice, or levels that say something else, is no scan that arrived.
  const arrived = stored.levels === stored.movements ? stored.movements : 0;
  const row = (name: string, value: number, unit: string): BenchRow => ({
    ...{ name: `storm: ${name}`, value, unit },
  });
  return [
    { ...row('scans there, once', arrived, 'scans'), reference: sent, ratio: arrived / sent, target: 1 },
    { ...row('scans refused', report.refused, 'scans'), most: 0 },
    row(`until all of ${devices} devices are through`, report.totalMs / 1000, 's'),
    row('told to come back later', report.toldToWait, 'times'),
    row('answers lost on the way', report.lostAnswers, 'times'),
    row('a batch with all waiting, p50', batch.p50, 'ms'),
    row('a batch with all waiting, p99', batch.p99, 'ms'),
    row('an answered call alone, p50', call.p50, 'ms'),
    row('an answered call alone, p99', call.p99, 'ms'),
    row('memory of the server before', mb(before), 'MB'),
    row('memory of the server, most', mb(most), 'MB'),
  ];
}

function inOwnProcess(settings: StormSettings): Promise<StormReport> {
  const child = fork(__filename, ['devices']);
  return new Promise((resolve, reject) => {
    child.once('message', (report) => {
      resolve(report as StormReport);
    });
    child.once('exit', (code) => {
      reject(new Error(`The devices ended with ${code}.`));
    });
    child.send(settings);
  });
}

const mb = (bytes: number) => Math.round(bytes / 1_048_576);

if (process.argv[2] === 'devices') {
  process.once('message', (settings) => {
    void storm(settings as StormSettings).then((report) => {
      process.send?.(report, () => process.disconnect());
    });
  });
}
