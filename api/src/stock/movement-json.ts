import { instantJson } from '@api/platform/json-text';

/**
 * A `MovementReply` as PostgreSQL builds it, from a movement `m` joined with {@link movementJoins}.
 */
export const movementJson = /* sql */ `json_build_object(
  'id', m.id, 'reason', m.reason, 'itemId', m.item_id, 'itemName', i.name, 'unit', i.unit, 'quantity', m.quantity,
  'fromSiteId', m.from_site_id, 'toSiteId', m.to_site_id,
  'lot', case when l.id is not null then
    json_build_object('id', l.id, 'code', l.code, 'useBy', l.use_by, 'bestBy', l.best_by, 'madeOn', l.made_on) end,
  'occurredAt', ${instantJson('m.occurred_at')}, 'recordedAt', ${instantJson('m.recorded_at')}, 'memberName', w.name,
  'channel', m.channel, 'householdSize', m.household_size, 'donor', m.donor, 'wasteReason', m.waste_reason, 'note', m.note,
  'reverses', m.reverses_id, 'reversedBy', r.id,
  'lateFor', (select ${instantJson('min(k.counted_at)')} from late_movement k where k.movement_id = m.id),
  'balances', (select k.movement_id from late_movement k where k.balance_id = m.id), 'transferId', m.transfer_id,
  'inferred', case when n.movement_id is not null then
    json_build_object('visitId', n.visit_id, 'from', ${instantJson('n.from_at')}, 'to', ${instantJson('n.to_at')}) end)`;

export const movementJoins = /* sql */ `
join item i on i.id = m.item_id
join member w on w.id = m.member_id
left join lot l on l.id = m.lot_id
left join movement r on r.reverses_id = m.id
left join inferred_movement n on n.movement_id = m.id`;
