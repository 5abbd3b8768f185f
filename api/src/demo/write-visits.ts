import type { Id } from '@shared/words/id';
import { lockVisits, settleHandOuts } from '@api/fridges/settle-hand-outs';
import { fingerprint } from '@api/platform/fingerprint';
import type { Doorway } from '@api/platform/work';
import type { DemonstrationPlan, PlannedMember } from './demonstration-plan';
import type { ToldVisit } from './fridge-visits';

/** Writes visits whose movements stand already, and then what follows from them, each fridge as its last steward. */
export async function writeVisits(
  doorway: Doorway,
  plan: DemonstrationPlan,
  visits: readonly ToldVisit[],
  stewardOn: (day: number) => PlannedMember,
): Promise<void> {
  const { groupId, timeZone } = plan;
  await doorway.tx.query(
    /* sql */ `
insert into visit (id, group_id, site_id, member_id, occurred_at, recorded_at, fullness, condition, note, fingerprint)
select id, $1, site_id, member_id, occurred_at, occurred_at, fullness, condition, note, fingerprint
from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::smallint[], $7::text[], $8::text[], $9::uuid[])
  as v (id, site_id, member_id, occurred_at, fullness, condition, note, fingerprint)`,
    [
      groupId,
      ...[visits.map(({ id }) => id), visits.map(({ siteId }) => siteId)],
      visits.map(({ day }) => stewardOn(day).id),
      ...[visits.map(({ occurredAt }) => occurredAt), visits.map(({ fullness }) => fullness)],
      ...[visits.map(({ condition }) => condition), visits.map(({ note }) => note)],
      visits.map(({ id }) => fingerprint([groupId, id])),
    ],
  );
  const left = visits.flatMap(({ id, left: lines }) => lines.map((line) => ({ visitId: id, ...line })));
  await doorway.tx.query(
    /* sql */ `
insert into visit_left (visit_id, group_id, item_id, quantity)
select visit_id, $1, item_id, quantity from unnest($2::uuid[], $3::uuid[], $4::bigint[]) as l (visit_id, item_id, quantity)`,
    [
      groupId,
      left.map(({ visitId }) => visitId),
      left.map(({ itemId }) => itemId),
      left.map(({ quantity }) => quantity),
    ],
  );
  const moved = visits.flatMap(({ id, thrownOut, putIn }) => [
    ...thrownOut.map((movementId) => ({ visitId: id, movementId, part: 'thrown_out' })),
    ...putIn.map((movementId) => ({ visitId: id, movementId, part: 'put_in' })),
  ]);
  await doorway.tx.query(
    /* sql */ `
insert into visit_movement (movement_id, visit_id, part)
select * from unnest($1::uuid[], $2::uuid[], $3::text[])`,
    [
      moved.map(({ movementId }) => movementId),
      moved.map(({ visitId }) => visitId),
      moved.map(({ part }) => part),
    ],
  );
  const lastOf = new Map<Id, ToldVisit>(visits.map((visit) => [visit.siteId, visit]));
  for (const { siteId, day } of lastOf.values()) {
    const { id: memberId, role } = stewardOn(day);
    const work = { ...doorway, member: { memberId, groupId, role, timeZone } };
    await lockVisits(work, siteId);
    await settleHandOuts(work, siteId);
  }
}
