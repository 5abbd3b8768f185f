import type { Id } from '@shared/words/id';
import { derivedId } from '@api/platform/derived-id';
import { fingerprint } from '@api/platform/fingerprint';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
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
 * Answers how many pairs of visit and item were put right.
 */
export async function settleHandOuts(
  work: Work,
  siteId: Id,
  itemIds: readonly Id[] | null = null,
): Promise<number> {
  const unsettled = await handOutsToSettle(work, siteId, itemIds);
  if (unsettled.length === 0) return 0;
  const made = unsettled.flatMap((one) => handOutsOf(work, siteId, one));
  const movements = [
    ...unsettled.flatMap((one) => undoings(work, siteId, one)),
    ...made.map(({ movement }) => movement),
  ];
  const wrong = (await recordMovements(work, movements)).find(({ outcome }) => outcome !== 'recorded');
  if (wrong) throw new Error(`A hand-out that follows from visits was not recorded: ${wrong.outcome}.`);
  await run(work, note, [
    made.map(({ movement }) => movement.id),
    made.map(({ of }) => of.visitId),
    made.map(({ of }) => of.from),
    made.map(({ of }) => of.to),
  ]);
  return unsettled.length;
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

function undoings(work: Work, siteId: Id, { booked, itemId }: Unsettled): Movement[] {
  return booked.map(({ id, quantity, brought }) =>
    plainMovement(derivedId(id, 'correction', 0), {
      reason: brought ? 'donation' : 'distribution',
      itemId,
      quantity,
      fromSiteId: brought ? siteId : null,
      toSiteId: brought ? null : siteId,
      occurredAt: work.now,
      reversesId: id,
    }),
  );
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
