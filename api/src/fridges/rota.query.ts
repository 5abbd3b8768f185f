import type { TurnReply } from '@shared/fridges/tasks.contract';
import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** Turns that one answer holds: a group with a hundred fridges and a slot a day, for a fortnight. */
const turnsAtMost = 1_500;

/**
 * Days of the rota's slots from `from` to `to` (both included, the group's calendar), by day and site; of one site, or all. Who
 * takes a day: whoever said so for it, else whoever takes the slot every time.
 */
export function turns(work: Work, siteId: Id | null, from: Day, to: Day): Promise<TurnReply[]> {
  const { groupId, memberId, timeZone } = work.member;
  return run<TurnReply>(work, list, [groupId, memberId, siteId, from, to, timeZone]);
}

/** Turns that the member takes, from a day on. */
export async function turnsOfMember(work: Work, from: Day, to: Day): Promise<TurnReply[]> {
  return (await turns(work, null, from, to)).filter(({ isMine }) => isMine);
}

const list: Statement = {
  name: 'rota-turns',
  text: /* sql */ `
select r.id as "slotId", r.site_id as "siteId", s.name as "siteName", d.day::date::text as "onDay",
  r.weekday is not null as "isWeekly", r.note, m.name as "takenByName", coalesce(m.id = $2, false) as "isMine",
  exists (
    select from visit v
    where v.site_id = r.site_id and v.reversed_at is null and v.occurred_at >= d.day::timestamp at time zone $6
      and v.occurred_at < (d.day::date + 1)::timestamp at time zone $6
  ) as visited
from rota_slot r
join site s on s.id = r.site_id and s.closed_at is null
join generate_series($4::date::timestamp, $5::date::timestamp, interval '1 day') as d (day)
  on r.on_day = d.day::date or r.weekday = extract(isodow from d.day)
left join rota_turn t on t.slot_id = r.id and t.on_day = d.day::date
left join member m on m.id = case when t.slot_id is null then r.taken_by else t.taken_by end and m.forgotten_at is null
where r.group_id = $1 and ($3::uuid is null or r.site_id = $3) and (r.ended_on is null or d.day::date < r.ended_on)
order by d.day, plain_text(s.name) collate "C", r.id
limit ${turnsAtMost}`,
};
