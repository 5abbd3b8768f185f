import type { CategoryKind } from '@shared/catalog/catalog.contract';
import type { Refusal } from '@shared/sites/sites.contract';

import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { run } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { levelsAfterEach } from './levels-after-each';
import type { Movement } from './movement';
import {
  type Part,
  recordStatement,
  sentArray,
  sentColumns,
  standingMovements,
} from './record-movements.sql';

export interface SiteAndItem {
  readonly siteId: Id;
  readonly itemId: Id;
}

export type Outcome =
  | 'recorded'
  | 'duplicate'
  | 'id_reused'
  | 'unknown_item'
  | 'unknown_site'
  | 'unknown_code'
  | 'invalid_quantity';

/** What became of one movement, with the facts that warnings are made of. */
export interface Recorded {
  readonly outcome: Outcome;
  /** Level of the item after the call, at the site it left, or where it came to if it came from outside. */
  readonly level: number | null;
  readonly useBy: Day | null;
  readonly bestBy: Day | null;
  readonly madeOn: Day | null;
  readonly onHold: boolean;
  readonly categoryKind: CategoryKind | null;
  /** What the site it came to refuses. */
  readonly refuses: readonly Refusal[] | null;
}

/**
 * Writes movements and everything that is kept about them: the only code that writes `movement`, `lot_level` and the
 * levels in `site_item`. One statement; what was really inserted feeds the levels, so that sending a movement again
 * changes nothing. Answers in the order given. An unknown item, site or code refuses its own line only.
 *
 * Rows are locked in a fixed order (movement ids, then sites and items, then lots), so that crossing calls cannot
 * deadlock. A level may go below zero: the row is then flagged for a count until a `count` movement arrives, or until
 * the movement that took it there is undone.
 *
 * `touched` are pairs whose figures change although nothing moves there (goods are on their way to the site, a lot's date
 * became known): their rows are made where there are none and marked stale.
 *
 * Movements that say a `memberId` are calls of their own that arrived together: each answers the level after itself.
 */
export async function recordMovements(
  work: Work,
  movements: readonly Movement[],
  touched: readonly SiteAndItem[] = [],
): Promise<Recorded[]> {
  const outcomes: Recorded[] = new Array<Recorded>(movements.length);
  let open = movements.map((_, index) => index);
  // The same id twice in one call: the first is recorded, the others are judged against it in the next round.
  while (open.length > 0) {
    const seen = new Set<Id>();
    const later: number[] = [];
    const round = open.filter((index) => {
      const id = (movements[index] as Movement).id;
      if (seen.has(id)) later.push(index);
      return !seen.has(id) && seen.add(id);
    });
    const sent = round.map((index) => movements[index] as Movement);
    for (const row of await recordRound(work, sent, touched)) {
      const index = round[row.n - 1] as number;
      if (row.outcome === 'standing') later.push(index);
      else outcomes[index] = outcomeOf(row, row.outcome);
    }
    open = later;
  }
  return outcomes;
}

interface Row extends Partial<Omit<Recorded, 'outcome'>> {
  n: number;
  /** `standing`: not inserted, although nothing is wrong with it. */
  outcome: Outcome | 'standing';
  level: number | null;
  categoryKind: CategoryKind | null;
  /** What moved, where each answers for itself. */
  itemId?: Id | null;
  quantity?: number | null;
}

/** The statement leaves out what nobody sent. Written field by field: spreading a row is as much work as checking a line. */
function outcomeOf(row: Row, outcome: Outcome): Recorded {
  return {
    outcome,
    level: row.level,
    useBy: row.useBy ?? null,
    bestBy: row.bestBy ?? null,
    madeOn: row.madeOn ?? null,
    onHold: row.onHold ?? false,
    categoryKind: row.categoryKind,
    refuses: row.refuses ?? null,
  };
}

async function recordRound(
  work: Work,
  movements: readonly Movement[],
  touched: readonly SiteAndItem[],
): Promise<Row[]> {
  const has = (pick: (movement: Movement) => unknown) => movements.some((movement) => pick(movement) != null);
  const [only] = movements;
  const wanted: Record<Part, boolean> = {
    one: movements.length === 1,
    apart: only?.memberId !== undefined,
    from: has((m) => m.fromSiteId),
    to: has((m) => m.toSiteId),
    counts: movements.some((m) => m.reason === 'count'),
    codes: has((m) => m.code),
    lots: has((m) => m.lotId ?? m.code),
    details: has((m) => m.channel ?? m.householdSize ?? m.donor ?? m.wasteReason ?? m.note),
    links: has((m) => m.reversesId ?? m.transferId),
    touched: touched.length > 0,
  };
  const rows = await run<Row>(work, recordStatement(wanted), [
    work.member.groupId,
    work.member.memberId,
    work.now,
    ...sentColumns(wanted).map((column) =>
      wanted.one ? (only?.[column.field] ?? null) : sentArray(column, movements),
    ),
    ...(wanted.touched ? [touched.map((pair) => pair.siteId), touched.map((pair) => pair.itemId)] : []),
  ]);
  return judgeStanding(work, movements, wanted.apart ? levelsAfterEach(movements, rows) : rows);
}

/** An id that stands already is no news, whatever else may be wrong with the line that was sent under it. */
async function judgeStanding(work: Work, movements: readonly Movement[], rows: Row[]): Promise<Row[]> {
  const left = rows.filter(({ outcome }) => outcome !== 'recorded');
  if (left.length === 0) return rows;
  const sent = left.map(({ n }) => movements[n - 1] as Movement);
  const standing = await run<{ n: number; isSame: boolean; level: number }>(work, standingMovements, [
    sent.map(({ id }) => id),
    sent.map(({ fingerprint }) => fingerprint),
    sent.map(({ fromSiteId, toSiteId }) => fromSiteId ?? toSiteId),
  ]);
  const found = new Map(standing.map((one) => [left[one.n - 1]?.n, one]));
  return rows.map((row) => {
    const one = found.get(row.n);
    return one ? { ...row, outcome: one.isSame ? 'duplicate' : 'id_reused', level: one.level } : row;
  });
}
