import { v7 as newId } from 'uuid';
import type { MakeRotaSlot, RotaSlotReply } from '@shared/fridges/tasks.contract';
import { type Day, dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { fingerprint } from '@api/platform/fingerprint';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { ensureSite } from '@api/figures/par-levels';
import { invalidField } from './invalid-field';
import { turns } from './rota.query';

/**
 * Makes a slot of the rota. The same id and content again changes nothing.
 * @throws Problem `not_found`, `id_reused`; `invalid` without exactly one of weekday and day.
 */
export async function makeRotaSlot(work: Work, request: MakeRotaSlot): Promise<Made<RotaSlotReply>> {
  const siteId = request.siteId.toLowerCase();
  if ((request.weekday === undefined) === (request.onDay === undefined))
    throw invalidField('weekday', 'weekday_or_day', 'Say either weekday or onDay.');
  await ensureSite(work, siteId);
  const id = request.id?.toLowerCase() ?? newId();
  const slot = {
    ...{ id, siteId, weekday: request.weekday ?? null, onDay: request.onDay ?? null },
    note: request.note?.trim() ?? null,
  };
  const digest = fingerprint([work.member.groupId, siteId, slot.weekday, slot.onDay, slot.note]);
  const made = (await work.tx.query(
    /* sql */ `
    insert into rota_slot (id, group_id, site_id, weekday, on_day, note, fingerprint) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do nothing returning id`,
    [id, work.member.groupId, siteId, slot.weekday, slot.onDay, slot.note, digest],
  )) as unknown[];
  const isNew = made.length > 0;
  if (!isNew) await ensureSentAgain(work, 'rota_slot', id, digest);
  return { isNew, thing: slot };
}

/** Ends a slot: from today on it is on no rota. @throws Problem `not_found` */
export async function endRotaSlot(work: Work, id: Id): Promise<void> {
  const today = dayOf(work.now, work.member.timeZone);
  await lockSlot(work, id);
  await work.tx.query('update rota_slot set ended_on = least(ended_on, $2::date) where id = $1', [id, today]);
}

/**
 * The member who asks takes a day of a slot, or (`every`) the slot from then on. Again changes nothing.
 * @throws Problem `not_found` for a day that the slot is not on; `in_use` when somebody else has it.
 */
export async function takeTurn(work: Work, slotId: Id, day: Day, every: boolean): Promise<void> {
  const turn = await turnForChange(work, slotId, day);
  if (turn.takenByName !== null && !turn.isMine) throw new Problem('in_use', 'Somebody else takes this day.');
  const { memberId, groupId } = work.member;
  if (every) {
    await work.tx.query('update rota_slot set taken_by = $2 where id = $1', [slotId, memberId]);
    // What was handed back before is open again for whoever takes the slot.
    await work.tx.query('delete from rota_turn where slot_id = $1 and on_day = $2', [slotId, day]);
  } else await run(work, setTurn, [slotId, day, groupId, memberId]);
}

/** Hands a day back, or (`every`) the slot. What the member does not have stays as it is. @throws Problem `not_found` */
export async function handBackTurn(work: Work, slotId: Id, day: Day, every: boolean): Promise<void> {
  const turn = await turnForChange(work, slotId, day);
  if (!turn.isMine) return;
  const { memberId, groupId } = work.member;
  if (every)
    await work.tx.query('update rota_slot set taken_by = null where id = $1 and taken_by = $2', [
      slotId,
      memberId,
    ]);
  await run(work, setTurn, [slotId, day, groupId, null]);
}

async function turnForChange(work: Work, slotId: Id, day: Day) {
  await lockSlot(work, slotId);
  const turn = (await turns(work, null, day, day)).find((one) => one.slotId === slotId);
  if (!turn) throw new Problem('not_found', 'The slot is not on this day.');
  return turn;
}

async function lockSlot(work: Work, id: Id): Promise<void> {
  const found = await run(work, lock, [id, work.member.groupId]);
  if (found.length === 0) throw new Problem('not_found');
}

const lock: Statement = {
  name: 'lock-rota-slot',
  text: /* sql */ `select 1 from rota_slot where id = $1 and group_id = $2 for update`,
};

const setTurn: Statement = {
  name: 'set-rota-turn',
  text: /* sql */ `
insert into rota_turn (slot_id, on_day, group_id, taken_by) values ($1, $2, $3, $4)
on conflict (slot_id, on_day) do update set taken_by = excluded.taken_by`,
};
