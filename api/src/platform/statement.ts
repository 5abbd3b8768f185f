import type { QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import type { Doorway } from './work';

/** One SQL statement that PostgreSQL plans once for each connection: for what runs with every scan. */
export interface Statement {
  /** Unique in the program. */
  readonly name: string;
  readonly text: string;
}

/** Runs a prepared statement inside the work's transaction. Rows as the driver gives them: cast in the SQL. */
export async function run<Row>(
  work: Doorway,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = await clientOf(work.tx.queryRunner);
  const result = await client.query({ name: statement.name, text: statement.text, values: [...values] });
  return result.rows as Row[];
}

/** The driver's own connection of a transaction; for COPY and prepared statements, which TypeORM does not speak. */
export async function clientOf(runner: QueryRunner | undefined): Promise<PoolClient> {
  if (!runner) throw new Error('A statement needs the transaction of Database.write or Database.read.');
  return (await runner.connect()) as PoolClient;
}
