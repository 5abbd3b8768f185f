import type { MovementLine } from '@shared/stock/movement-line';
import type { MovementResult } from '@shared/stock/stock.contract';
import { dayOf } from '@shared/words/day';
import { Problem } from '@shared/words/problem';
import type { Database } from '@api/platform/database';
import { Together } from '@api/platform/together';
import type { Actor, Work } from '@api/platform/work';
import { isOneStatement, postMovements, readLines, resultOf, toMovement } from './post-movements';
import { recordMovements } from './record-movements';

/** A call that records one line. */
interface Scan {
  readonly member: Actor;
  readonly line: MovementLine;
}

/** Whether a call is a single scan that may be recorded with those of others. A count says what is there: it goes alone. */
export function mayGoTogether(lines: readonly MovementLine[]): lines is readonly [MovementLine] {
  return isOneStatement(lines) && lines[0]?.reason !== 'count';
}

/**
 * Records single scans of a group's members that arrive at the same moment by one statement: one commit and one look at the
 * items instead of one each. Every call is judged and answered as if it had been alone, and is answered after the commit.
 * What cannot be recorded with others (an item known by another id, a statement that fails) is recorded alone.
 */
export class ScansTogether {
  private readonly together = new Together<Scan, MovementResult>({
    ...{ most: 100, rounds: 3, patienceMs: 20 },
    work: (scans) => this.record(scans),
  });

  constructor(private readonly database: Database) {}

  /** Rejects with whatever the call alone would. */
  post(member: Actor, line: MovementLine): Promise<MovementResult> {
    return this.together.do(member.groupId, { member, line });
  }

  private async record(scans: readonly Scan[]): Promise<PromiseSettledResult<MovementResult>[]> {
    const [first] = scans;
    let results: (MovementResult | null)[] = scans.map(() => null);
    if (first && scans.length > 1) {
      results = await this.database
        .writeByOneStatement(first.member, (work) => recordTogether(work, scans))
        .catch((error: unknown) => {
          // Each alone would hear the same.
          if (error instanceof Problem && error.code === 'database_away') throw error;
          return results;
        });
    }
    return Promise.allSettled(scans.map(async (scan, n) => results[n] ?? this.recordAlone(scan)));
  }

  private async recordAlone({ member, line }: Scan): Promise<MovementResult> {
    const [result] = await this.database.writeByOneStatement(member, (work) => postMovements(work, [line]));
    return result as MovementResult;
  }
}

/** Results in the order given; null for one that has to be recorded alone. */
async function recordTogether(work: Work, scans: readonly Scan[]): Promise<(MovementResult | null)[]> {
  const today = dayOf(work.now, work.member.timeZone);
  const { results, read } = readLines(
    scans.map(({ line }) => line),
    work.now,
    today,
  );
  const movements = read.map((one) => {
    const memberId = (scans[one.index] as Scan).member.memberId;
    return { ...toMovement(work, one, null), memberId };
  });
  const all: (MovementResult | null)[] = results.map((result) => result ?? null);
  if (movements.length === 0) return all;
  (await recordMovements(work, movements)).forEach((outcome, at) => {
    const { index, line, itemId } = read[at] as (typeof read)[number];
    // An id that is no item's may be another name of one.
    const mayBeAlias = outcome.outcome === 'unknown_item' && itemId !== null;
    all[index] = mayBeAlias ? null : resultOf(line, outcome, today);
  });
  return all;
}
