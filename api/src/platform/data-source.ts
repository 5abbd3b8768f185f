import { DataSource, type DataSourceOptions } from 'typeorm';
import { Foundations1764000000000 } from './migrations/0001-foundations';
import { Demonstration1764100000000 } from './migrations/0002-demonstration';
import { Sync1764200000000 } from './migrations/0003-sync';
import { SwiftLedger1764200040000 } from './migrations/0004-swift-ledger';
import { LateArrivals1764200050000 } from './migrations/0005-late-arrivals';
import { Visits1764200060000 } from './migrations/0006-visits';
import { ColdChain1764200070000 } from './migrations/0007-cold-chain';
import { Neighbours1764200080000 } from './migrations/0008-neighbours';
import { DayFlows1764200100000 } from './migrations/0010-day-flows';
import { SwiftPairs1764200110000 } from './migrations/0011-swift-pairs';
import { VisitsPutRight1764200120000 } from './migrations/0012-visits-put-right';

/** Migrations in their order, listed one by one: the program is bundled, so there is no folder to look into. */
export const migrations = [
  Foundations1764000000000,
  Demonstration1764100000000,
  Sync1764200000000,
  SwiftLedger1764200040000,
  LateArrivals1764200050000,
  Visits1764200060000,
  ColdChain1764200070000,
  Neighbours1764200080000,
  DayFlows1764200100000,
  SwiftPairs1764200110000,
  VisitsPutRight1764200120000,
];

type EntityClass = NonNullable<DataSourceOptions['entities']> extends infer E ? E : never;

/** How every part of the program connects. The entities belong to rooms above, which hand them in. */
export function dataSourceOptions(url: string, entities: EntityClass = []): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    logging: false,
    applicationName: 'commonshelf',
    poolSize: 12,
    extra: {
      // Statements are sent without waiting for the answer to the one before: a transaction of one statement
      // costs two round trips instead of three.
      pipeline: true,
      // Our statements are short; compiling them costs more than it saves.
      options:
        '-c jit=off -c timezone=UTC -c statement_timeout=120000 -c idle_in_transaction_session_timeout=60000',
      connectionTimeoutMillis: 10_000,
    },
  };
}

export function makeDataSource(url: string, entities: EntityClass = []): DataSource {
  return new DataSource(dataSourceOptions(url, entities));
}
