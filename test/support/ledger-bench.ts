import type { Id } from '@shared/words/id';
import { DataSource } from 'typeorm';
import { entities } from '@api/entities';
import { makeDataSource } from '@api/platform/data-source';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { verifyLedger } from '@api/stock/verify-ledger.query';
import { type Goods, goodsOf } from './goods';
import { startTestApp, type TestApp } from './test-app';

/** The ledger's steps without HTTP, on a real database. */
export interface LedgerBench {
  readonly database: Database;
  readonly organizer: Actor;
  readonly goods: Goods;
  readonly inTransit: Id;
  readonly server: TestApp;
  /** "site item lot level" of everything that PostgreSQL keeps and that is not 0, sorted. */
  kept(): Promise<string[]>;
  /** Differences that the proof finds. */
  differences(): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function startLedgerBench(): Promise<LedgerBench> {
  const server = await startTestApp();
  const goods = await goodsOf(server);
  const source: DataSource = await makeDataSource(server.databaseUrl, entities).initialize();
  const database = new Database(source);
  const member = await goods.db.query<{ id: Id }>('select id from member');
  const transit = await goods.db.query<{ id: Id }>(`select id from site where kind = 'in_transit'`);
  return {
    server,
    goods,
    database,
    organizer: {
      memberId: member.rows[0]?.id ?? '',
      groupId: goods.groupId,
      role: 'organizer',
      timeZone: 'America/New_York',
    },
    inTransit: transit.rows[0]?.id ?? '',
    kept: async () => {
      const { rows } = await goods.db.query<{ line: string }>(
        `select site_id || ' ' || item_id || '  ' || lotless_level as line from site_item where lotless_level <> 0
         union all
         select site_id || ' ' || l.item_id || ' ' || l.code || ' ' || level from lot_level join lot l on l.id = lot_id where level <> 0`,
      );
      return rows.map((row) => row.line).sort();
    },
    differences: async () => [...(await database.enter(verifyLedger)).differences],
    close: async () => {
      await source.destroy();
      await goods.close();
      await server.close();
    },
  };
}
