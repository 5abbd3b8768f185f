import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { addDays, dayOf } from '@shared/words/day';
import { hashToken, newToken } from '@api/people/token';
import { run, type Statement } from '@api/platform/statement';
import type { Doorway, Work } from '@api/platform/work';
import { type CalendarEvent, calendarText } from './calendar-text';
import { turnsOfMember } from './rota.query';
import { tasks } from './tasks.query';

/** Days ahead that a calendar shows. */
const days = 42;

/** Makes the secret of the member's own calendar; one made before works no more. It is shown this once. */
export async function makeCalendar(work: Work): Promise<string> {
  const token = newToken();
  await run(work, keep, [hashToken(token), work.member.groupId, work.member.memberId, work.now]);
  return token;
}

export async function endCalendar(work: Work): Promise<void> {
  await work.tx.query('delete from calendar_feed where group_id = $1 and member_id = $2', [
    work.member.groupId,
    work.member.memberId,
  ]);
}

/**
 * The days and tasks that a member takes, as iCalendar. Nobody else's name is in it.
 * @throws Problem `not_found` for a secret that works no more.
 */
export async function calendarOf(doorway: Doorway, token: string): Promise<string> {
  const [owner] = await run<Owner>(doorway, ownerOf, [hashToken(token)]);
  if (!owner) throw new Problem('not_found');
  const work: Work = { ...doorway, member: { ...owner, role: 'volunteer' } };
  const today = dayOf(doorway.now, owner.timeZone);
  const turns = await turnsOfMember(work, today, addDays(today, days));
  const mine = await tasks(work, { siteId: null, mine: true, closed: false }, { limit: 200, offset: 0 });
  const events: CalendarEvent[] = [
    ...turns.map(({ slotId, onDay, siteName, note }) => ({
      ...{ id: `${slotId}-${onDay}`, day: onDay, title: siteName, note },
    })),
    ...mine.data.flatMap(({ id, dueOn, siteName, note }) =>
      dueOn === null ? [] : [{ id, day: dueOn, title: siteName, note }],
    ),
  ];
  return calendarText(events, doorway.now);
}

interface Owner {
  groupId: Id;
  memberId: Id;
  timeZone: string;
}

const keep: Statement = {
  name: 'keep-calendar',
  text: /* sql */ `
insert into calendar_feed (token_hash, group_id, member_id, created_at) values ($1, $2, $3, $4)
on conflict (member_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at`,
};

const ownerOf: Statement = {
  name: 'owner-of-calendar',
  text: /* sql */ `
select f.group_id as "groupId", f.member_id as "memberId", g.time_zone as "timeZone"
from calendar_feed f join member m on m.id = f.member_id and m.forgotten_at is null join aid_group g on g.id = f.group_id
where f.token_hash = $1`,
};
