import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { v7 as newId } from 'uuid';
import type { Client } from 'pg';
import { entities } from '@api/entities';
import { Database } from '@api/platform/database';
import { makeDataSource } from '@api/platform/data-source';
import type { Actor, Work } from '@api/platform/work';
import { postMovements } from '@api/stock/post-movements';
import { manySessions } from '../support/many-sessions';
import type { BenchRow } from './bench-row';
import { makeGroup, median, withDurableServer } from './durable-server';

/**
 * What keeping devices fresh costs a scan: the same scans as they are, without the marks of change on levels, and with a
 * NOTIFY inside of every transaction (which is not how it is done), in turns.
 */
const rounds = 5;
const roundMs = 3_000;

export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await withDurableServer(async ({ databaseUrl, db }) => {
    const { siteIds, itemIds } = await makeGroup(
      db,
      50,
      Array.from({ length: 2_000 }, (_, n) => `Item ${n}`),
    );
    await manySessions(db, 1);
    const members = await db.query<{ memberId: string; groupId: string }>(
      `select id as "memberId", group_id as "groupId" from member`,
    );
    const member = members.rows[0] as { memberId: string; groupId: string };
    const actor: Actor = { ...member, role: 'volunteer', timeZone: 'America/New_York' };
    const source = await makeDataSource(databaseUrl, entities).initialize();
    const database = new Database(source);

    const pick = (list: readonly string[]) => list[Math.floor(list.length * Math.random() ** 2)] as string;
    const line = (n: number) => ({
      ...{ id: newId(), itemId: pick(itemIds), quantity: 1, occurredAt: new Date().toISOString() },
      ...(n % 2
        ? { reason: 'donation', toSiteId: pick(siteIds) }
        : { reason: 'distribution', fromSiteId: pick(siteIds) }),
    });
    const notify = (work: Work) => work.tx.query(`select pg_notify('bench', $1)`, [actor.groupId]);
    const scans = async (size: number, clients: number, withNotify: boolean) => {
      const until = performance.now() + roundMs;
      let recorded = 0;
      const client = async () => {
        while (performance.now() < until) {
          const lines = Array.from({ length: size }, (_, n) => line(recorded + n));
          await database.write(actor, async (work) => {
            await postMovements(work, lines);
            if (withNotify) await notify(work);
          });
          recorded += size;
        }
      };
      await Promise.all(Array.from({ length: clients }, client));
      return recorded / (roundMs / 1_000);
    };

    await scans(1, 12, false);
    for (const [what, size, clients] of [
      ['single scans, 12 at once', 1, 12],
      ['batches of 100, 4 at once', 100, 4],
    ] as const) {
      const rates = { asItIs: [] as number[], unmarked: [] as number[], notifying: [] as number[] };
      for (let n = 0; n < rounds; n++) {
        rates.asItIs.push(await scans(size, clients, false));
        rates.notifying.push(await scans(size, clients, true));
        await marks(db, false);
        rates.unmarked.push(await scans(size, clients, false));
        await marks(db, true);
      }
      const [value, unmarked, notifying] = [rates.asItIs, rates.unmarked, rates.notifying].map(median) as [
        number,
        number,
        number,
      ];
      const unit = 'scans/s';
      rows.push(
        {
          name: `marks: ${what}, beside no marks`,
          value,
          unit,
          reference: unmarked,
          ratio: value / unmarked,
        },
        {
          ...{ name: `marks: ${what}, beside a NOTIFY in each transaction`, value, unit },
          ...{ reference: notifying, ratio: value / notifying },
        },
      );
    }
    for (const on of [true, false]) {
      await marks(db, on);
      const before = await updates(db);
      await scans(1, 12, false);
      const after = await updates(db);
      const share = (100 * (after.inPlace - before.inPlace)) / (after.all - before.all);
      rows.push({
        name: `marks: levels updated in place, ${on ? 'with' : 'without'}`,
        value: share,
        unit: '%',
      });
    }
    await source.destroy();
  });
  return rows;
}

async function updates(db: Client): Promise<{ all: number; inPlace: number }> {
  // Connections report what they did with a delay of up to a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { rows } = await db.query<{ all: number; inPlace: number }>(
    `select n_tup_upd::int as all, n_tup_hot_upd::int as "inPlace" from pg_stat_user_tables where relname = 'site_item'`,
  );
  return rows[0] ?? { all: 0, inPlace: 0 };
}

async function marks(db: Client, on: boolean): Promise<void> {
  await db.query(`alter table site_item ${on ? 'enable' : 'disable'} trigger changed`);
  await db.query(
    on
      ? `create index if not exists site_item_changed on site_item using brin (changed_in) with (pages_per_range = 8, autosummarize = on)`
      : 'drop index if exists site_item_changed',
  );
}
