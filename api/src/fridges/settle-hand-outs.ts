import type { Id } from '@shared/words/id';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { keepCounts } from '@api/stock/keep-counts';
import type { Movement } from '@api/stock/movement';
import { recordMovements } from '@api/stock/record-movements';
import { handOutsToSettle, type Unsettled } from './hand-outs-to-settle.query';
import { spreadHandOut } from './spread-hand-out';

/** Nobody else settles the site or visits it until the transaction ends: what is read here stays true. */
export async function lockVisits(work: Work, siteId: Id): Promise<void> {
  await run(work, lock, [siteId]);
}

/**
 * Makes the ledger say what the visits to a site saw: what was put in and is neither left nor thrown out at the next visit
 * was taken by neighbours, as a distribution with the channel `fridge`; what is there and nobody scanned was brought by
 * them, as a donation without a donor. A late visit, a late scan or an undoing changes what follows: what was booked
 * wrongly is undone and booked anew. Done twice, the second time changes nothing. Needs {@link lockVisits} before.
 *
 * What follows from a visit is booked in the past. A count (`POST /counts`) after it had seen the shelf, so its truth is
 * kept as for any other late movement, which changes what the visits after that count tell: they are looked at after it.
 *
 * Answers how many pairs of visit and item were put right.
 */
export async function settleHandOuts(
  work: Work,
  siteId: Id,
  itemIds: readonly Id[] | null = null,
): Promise<number> {
  const settled = new Set<string>();
  // What is kept for counts lies in what later visits tell, so it comes to an end: the limit is for mistakes of ours.
  for (let round = 0; round < roundsAtMost; round++) {
    const { now, isAll } = await settleSome(work, siteId, itemIds, Infinity);
    for (const { visitId, itemId } of now) settled.add(`${visitId} ${itemId}`);
    if (isAll) return settled.size;
  }
  throw new Error('Hand-outs that follow from visits do not settle.');
}

const roundsAtMost = 1000;

/** Pairs of visit and item that a transaction puts right which others wait for. */
const handOutsAtOnce = 200;

/**
 * The same, but only as much as one transaction should do while visits wait for the lock, the earliest first. Answers whether that
 * was all; who goes on does so in another transaction.
 */
export async function settleSomeHandOuts(work: Work, siteId: Id, itemIds: readonly Id[]): Promise<boolean> {
  return (await settleSome(work, siteId, itemIds, handOutsAtOnce)).isAll;
}

async function settleSome(work: Work, siteId: Id, itemIds: readonly Id[] | null, atMost: number) {
  const unsettled = await handOutsToSettle(work, siteId, itemIds);
  const now = untilFirstCount(unsettled).slice(0, atMost);
  if (now.length > 0) await settle(work, siteId, now);
  return { now, isAll: now.length === unsettled.length && !now.some(({ isCounted }) => isCounted) };
}

/** Of each item what can be settled at once, in the order of time: up to the first that a count had seen. */
function untilFirstCount(unsettled: readonly Unsettled[]): Unsettled[] {
  const counted = new Set<Id>();
  return unsettled.filter(({ itemId, isCounted }) => {
    if (counted.has(itemId)) return false;
    if (isCounted) counted.add(itemId);
    return true;
  });
}

async function settle(work: Work, siteId: Id, unsettled: readonly Unsettled[]): Promise<void> {
  const made = unsettled.flatMap((one) => handOutsOf(work, siteId, one));
  const booked = unsettled.flatMap((one) => one.booked.map((was) => ({ ...was, itemId: one.itemId })));
  const undone = booked.map((one) => undoingOf(work, siteId, one));
  const movements = [...undone, ...made.map(({ movement }) => movement)];
  const recorded = await recordMovements(work, movements);
  const wrong = recorded.find(({ outcome }) => outcome !== 'recorded');
  if (wrong) throw new Error(`A hand-out that follows from visits was not recorded: ${wrong.outcome}.`);
  await run(work, note, [
    made.map(({ movement }) => movement.id),
    made.map(({ of }) => of.visitId),
    made.map(({ of }) => of.from),
    made.map(({ of }) => of.to),
  ]);
  await keepCounts(work, movements, recorded);
}

interface HandOut {
  readonly of: Unsettled;
  readonly movement: Movement;
}

function handOutsOf(work: Work, siteId: Id, of: Unsettled): HandOut[] {
  const { from, to, taken, visitId, itemId } = of;
  if (from === null || to === null || taken === 0) return [];
  const how =
    taken > 0
      ? ({ reason: 'distribution', fromSiteId: siteId, toSiteId: null, channel: 'fridge' } as const)
      : ({ reason: 'donation', fromSiteId: null, toSiteId: siteId } as const);
  return spreadHandOut(Math.abs(taken), from, to, work.member.timeZone).map(({ at, quantity }, n) => {
    const id = derivedId(visitId, `inferred ${itemId}`, of.made + n);
    return { of, movement: plainMovement(id, { ...how, itemId, quantity, occurredAt: at }) };
  });
}

type Booked = Unsettled['booked'][number] & { readonly itemId: Id };

function undoingOf(work: Work, siteId: Id, { id, itemId, quantity, brought }: Booked): Movement {
  return plainMovement(derivedId(id, 'correction', 0), {
    reason: brought ? 'donation' : 'distribution',
    ...{ itemId, quantity },
    fromSiteId: brought ? siteId : null,
    toSiteId: brought ? null : siteId,
    ...{ occurredAt: work.now, reversesId: id },
  });
}

type Told = Omit<Movement, 'id' | 'fingerprint' | 'code' | 'packs' | 'lotId'>;

function plainMovement(id: Id, told: Told): Movement {
  const print = fingerprint([id, told.itemId, told.quantity, told.occurredAt.toISOString()]);
  return { id, fingerprint: print, code: null, packs: null, lotId: null, ...told };
}

const lock: Statement = {
  name: 'lock-visits',
  text: /* sql */ `select pg_advisory_xact_lock(hashtextextended('visits ' || $1::uuid, 0))`,
};

const note: Statement = {
  name: 'note-inferred',
  text: /* sql */ `
insert into inferred_movement (movement_id, visit_id, from_at, to_at)
select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])`,
};
