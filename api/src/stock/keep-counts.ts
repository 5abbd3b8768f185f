import type { Id } from '@shared/words/id';
import type { Instant } from '@shared/words/instant';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { Movement } from './movement';
import { type Recorded, recordMovements } from './record-movements';

/** Movements that are younger than this arrive as they happen: nobody looks whether somebody counted in between. */
export const lateAfterMs = 10_000;

/** A movement as it was sent, beside what became of it. */
export type Arrival = Pick<Movement, 'id' | 'reversesId'> & { readonly occurredAt: Instant | Date };

/** What became of a movement, and whether it was late for a count. */
export type Kept = Recorded & { readonly late?: boolean };

/**
 * A count (`POST /counts`) states the truth at its time. Movements that happened before it and arrive after it stay in the
 * ledger as they are, but do not shift what was counted: each is balanced by a `count` movement the other way at the time of
 * the first count that had already seen it, and is known as late. Undoing the balance says that the count was before those
 * after all. A `count` movement that somebody sends by itself is a difference like any other movement, and states no truth.
 * What undoes a movement is as old as what it undoes, and balanced like any other: what a count had seen stays seen.
 *
 * For movements that were just recorded in this transaction; `recorded` in the same order. Answers the levels after that.
 */
export async function keepCounts(
  work: Work,
  arrivals: readonly Arrival[],
  recorded: readonly Recorded[],
): Promise<readonly Kept[]> {
  const old = arrivals.filter(
    ({ occurredAt, reversesId }, at) =>
      (reversesId != null || work.now.getTime() - new Date(occurredAt).getTime() > lateAfterMs) &&
      ['recorded', 'duplicate'].includes(recorded[at]?.outcome ?? ''),
  );
  const legs = old.length === 0 ? [] : await run<Leg>(work, lateLegs, [...idsOf(work, old), work.now]);
  if (legs.length === 0) return recorded;
  const late = new Set(legs.map(({ movementId }) => movementId));
  const isNew = new Set(
    arrivals.filter((_, at) => recorded[at]?.outcome === 'recorded').map(({ id }) => lower(id)),
  );
  const open = legs.filter(({ movementId, isKnown }) => !isKnown && isNew.has(movementId));
  if (open.length > 0) await balance(work, open);
  const levels = new Map(
    open.length === 0
      ? []
      : (await run<{ id: Id; level: number }>(work, levelsNow, idsOf(work, arrivals))).map(
          ({ id, level }) => [id, level],
        ),
  );
  return recorded.map((outcome, at) => {
    const id = lower(arrivals[at]?.id ?? '');
    return { ...outcome, level: levels.get(id) ?? outcome.level, late: late.has(id) };
  });
}

interface Leg {
  movementId: Id;
  siteId: Id;
  itemId: Id;
  /** Of the count; null where the whole item was counted. */
  lotId: Id | null;
  quantity: number;
  leaves: boolean;
  countedAt: Date;
  /** Balanced by an earlier call. */
  isKnown: boolean;
  needsCountSince: Date | null;
}

async function balance(work: Work, legs: readonly Leg[]): Promise<void> {
  const balances = legs.map((leg): Movement => {
    const id = derivedId(leg.movementId, 'late', leg.leaves ? 0 : 1);
    return {
      ...{ id, fingerprint: fingerprint([work.member.groupId, 'late', leg.movementId, leg.siteId]) },
      ...{ reason: 'count', itemId: leg.itemId, quantity: leg.quantity, code: null, packs: null },
      ...{ fromSiteId: leg.leaves ? null : leg.siteId, toSiteId: leg.leaves ? leg.siteId : null },
      ...{ lotId: leg.lotId, occurredAt: leg.countedAt },
    };
  });
  const outcomes = await recordMovements(work, balances);
  const wrong = outcomes.find(({ outcome }) => outcome !== 'recorded');
  if (wrong) throw new Error(`A late movement was not balanced: ${wrong.outcome}.`);
  await run(work, noteLate, [
    work.member.groupId,
    legs.map(({ movementId }) => movementId),
    legs.map(({ siteId }) => siteId),
    legs.map(({ countedAt }) => countedAt),
    balances.map(({ id }) => id),
  ]);
  // Nobody counted now: what was to be counted before still is.
  const flagged = legs.filter(({ needsCountSince }) => needsCountSince && needsCountSince < work.now);
  if (flagged.length === 0) return;
  await run(work, flagAgain, [
    flagged.map(({ siteId }) => siteId),
    flagged.map(({ itemId }) => itemId),
    flagged.map(({ needsCountSince }) => needsCountSince),
  ]);
}

const lower = (id: Id) => id.toLowerCase();
const idsOf = (work: Work, arrivals: readonly Arrival[]): [Id, Id[]] => [
  work.member.groupId,
  arrivals.map(({ id }) => lower(id)),
];

const lateLegs: Statement = {
  name: 'late-legs',
  text: /* sql */ `
with leg as (
  select m.id, w.site_id, m.item_id, m.lot_id, m.quantity, w.leaves, m.reverses_id, coalesce(o.occurred_at, m.occurred_at) as occurred_at
  from movement m left join movement o on o.id = m.reverses_id
  cross join lateral (values (m.from_site_id, true), (m.to_site_id, false)) as w (site_id, leaves)
  where m.group_id = $1 and m.id = any($2::uuid[]) and w.site_id is not null
), count_line as not materialized (
  -- Counts of whole items or of lots. One that was undone says nothing.
  select s.site_id, s.item_id, s.lot_id, s.occurred_at, t.recorded_at from stocktake_line s join stocktake t on t.id = s.stocktake_id
  where not exists (select from movement r where r.reverses_id = s.movement_id)
)
select l.id as "movementId", l.site_id as "siteId", l.item_id as "itemId", c.lot_id as "lotId", l.quantity::float8 as quantity, l.leaves,
  coalesce(k.counted_at, c.occurred_at) as "countedAt", k.movement_id is not null as "isKnown", p.needs_count_since as "needsCountSince"
from leg l
left join late_movement k on k.movement_id = l.id and k.site_id = l.site_id
left join site_item p on p.site_id = l.site_id and p.item_id = l.item_id
left join lateral (
  -- What is undone was late, and somebody undid its balance: that count came before it.
  select f.counted_at from late_movement f
  join movement r on r.reverses_id = f.balance_id
  join count_line s on s.site_id = f.site_id and s.item_id = l.item_id and s.occurred_at = f.counted_at
  where f.movement_id = l.reverses_id and f.site_id = l.site_id
  limit 1
) before on true
left join lateral (
  -- The first count that had seen it.
  select s.occurred_at, s.lot_id from count_line s
  where s.site_id = l.site_id and s.item_id = l.item_id and s.occurred_at > coalesce(before.counted_at, l.occurred_at) and s.recorded_at < $3
    and (s.lot_id is null or s.lot_id = l.lot_id)
  order by s.occurred_at limit 1
) c on true
where k.movement_id is not null or c.occurred_at is not null
order by l.id`,
};

const noteLate: Statement = {
  name: 'note-late',
  text: /* sql */ `
insert into late_movement (group_id, movement_id, site_id, counted_at, balance_id)
select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[])`,
};

const flagAgain: Statement = {
  name: 'flag-again',
  text: /* sql */ `
update site_item s set needs_count_since = f.since
from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as f (site_id, item_id, since)
where s.site_id = f.site_id and s.item_id = f.item_id`,
};

/** As the ledger answers it: at the site a movement left, or where it came to from outside. */
const levelsNow: Statement = {
  name: 'levels-of-movements',
  text: /* sql */ `
select m.id, s.level::float8 as level from movement m
join site_item s on s.site_id = coalesce(m.from_site_id, m.to_site_id) and s.item_id = m.item_id
where m.group_id = $1 and m.id = any($2::uuid[])`,
};
