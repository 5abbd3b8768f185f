import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { Problem, type ProblemCode } from '@shared/words/problem';
import { BulkConnection } from './bulk-connection';
import { isDatabaseAway } from './database-away';
import { whatBroke } from './what-broke';
import type { Actor, Doorway, Work } from './work';

/** Tells the time; tests give their own. */
export type Clock = () => Date;

const attempts = 5;
/** Serialization failure, deadlock: nothing is wrong with the job, it only met another one. */
const worthRepeating = new Set(['40001', '40P01']);

/** Constraints that a client can run into, and what is said then. Any other violation is a bug. */
const violations: Record<string, [ProblemCode, string]> = {
  movement_reversed_once: ['already_reversed', 'This movement was already undone.'],
  visit_reversal_id_key: ['id_reused', 'This reversal id already stands for another visit.'],
  transfer_receipt_id_key: ['id_reused', 'This receipt id already stands for another transfer.'],
};

/** The only place that begins transactions. A job gets its `work` and touches nothing but `work.tx`. */
@Injectable()
export class Database {
  private readonly log = new Logger('Database');
  private saidAway = -Infinity;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock = () => new Date(),
  ) {}

  now(): Date {
    return this.clock();
  }

  /** Runs a job that may write, in one transaction; repeated as a whole when it collides with another one. */
  write<T>(member: Actor, job: (work: Work) => Promise<T>): Promise<T> {
    return this.repeated('begin', (tx) => job({ tx, member, now: this.clock() }));
  }

  /**
   * Runs a job that writes by one statement, which is a transaction by itself: two round trips less than {@link write}.
   * Each further statement of the job is a transaction of its own too.
   */
  writeByOneStatement<T>(member: Actor, job: (work: Work) => Promise<T>): Promise<T> {
    return this.repeated(null, (tx) => job({ tx, member, now: this.clock() }));
  }

  /** Runs a job that only reads: every query of it sees the same moment. */
  read<T>(member: Actor, job: (work: Work) => Promise<T>): Promise<T> {
    return this.repeated('begin isolation level repeatable read, read only', (tx) =>
      job({ tx, member, now: this.clock() }),
    );
  }

  /** Runs a job for somebody who is not known yet, or for the program itself. */
  enter<T>(job: (doorway: Doorway) => Promise<T>): Promise<T> {
    return this.repeated('begin', (tx) => job({ tx, now: this.clock() }));
  }

  /** The same as {@link enter} for a job that only reads: every query of it sees the same moment. */
  look<T>(job: (doorway: Doorway) => Promise<T>): Promise<T> {
    return this.repeated('begin isolation level repeatable read, read only', (tx) =>
      job({ tx, now: this.clock() }),
    );
  }

  /** A connection of its own for loading many rows. Whoever opens it closes it. */
  openBulk(): Promise<BulkConnection> {
    const { options } = this.source;
    if (options.type !== 'postgres' || options.url === undefined) throw new Error('The database has no URL.');
    return BulkConnection.open(options.url);
  }

  async isReachable(): Promise<boolean> {
    try {
      await this.source.query('select 1');
      return true;
    } catch {
      return false;
    }
  }

  private async repeated<T>(begin: string | null, job: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(begin, job);
      } catch (error) {
        if (attempt < attempts && worthRepeating.has(sqlState(error))) {
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
          continue;
        }
        if (isDatabaseAway(error)) throw this.away(error);
        throw asProblem(error) ?? error;
      }
    }
  }

  /** Said to all who ask meanwhile, in the log once in half a minute. They come back after 1 to 5 seconds, not all at once. */
  private away(error: unknown): Problem {
    const now = performance.now();
    if (now - this.saidAway > 30_000) this.log.warn(`The database is away. ${whatBroke(error)}`);
    this.saidAway = now;
    return new Problem('database_away', undefined, undefined, 1 + Math.floor(Math.random() * 5));
  }

  private async once<T>(begin: string | null, job: (tx: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      if (begin === null) return await job(runner.manager);
      const client = (await runner.connect()) as { query(text: string): Promise<unknown> };
      // Not awaited: the connection is pipelined, so this travels together with the job's first statement.
      const begun = client.query(begin);
      // Tells TypeORM that it is inside a transaction, so that `save` does not open one of its own.
      const state: { isTransactionActive: boolean } = runner;
      state.isTransactionActive = true;
      try {
        const [result] = await Promise.all([job(runner.manager), begun]);
        await client.query('commit');
        return result;
      } catch (error) {
        await begun.catch(() => undefined);
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        state.isTransactionActive = false;
      }
    } finally {
      await runner.release();
    }
  }
}

function sqlState(error: unknown): string {
  const driver: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return typeof driver === 'object' && driver !== null && 'code' in driver ? String(driver.code) : '';
}

function asProblem(error: unknown): Problem | null {
  const driver: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof driver !== 'object' || driver === null || !('constraint' in driver)) return null;
  const known = violations[String(driver.constraint)];
  return known ? new Problem(known[0], known[1]) : null;
}
