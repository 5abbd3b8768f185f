import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What came, was handed out and was wasted on days that are over, added up once: the overview asks for eight weeks of it, and
 * adding up every movement of them takes seconds in a ledger of years.
 */
export class DayFlows1764200100000 implements MigrationInterface {
  name = 'DayFlows1764200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
-- A day of the group's calendar has all three units or none: none means that it was not added up, or not since it changed.
create table day_flow (
  group_id uuid not null references aid_group (id),
  day date not null,
  unit text not null check (unit in ('each', 'g', 'ml')),
  -- The calendar that the day is of.
  time_zone text not null,
  donated bigint not null,
  handed_out bigint not null,
  wasted bigint not null,
  primary key (group_id, day, unit)
);

-- Movements that come late, and those that undo, change days that were added up. Days are added up two hours after their end
-- at the soonest, so what arrives within one hour is none of these. Whoever adds up holds the lock alone: it either sees the
-- movement, or is waited for and forgotten.
create function forget_day_flows() returns trigger language plpgsql as $$
begin
  if exists (
    select from new_movement m where m.reverses_id is not null or m.occurred_at < greatest(m.recorded_at, now()) - interval '1 hour'
  ) then
    perform pg_advisory_xact_lock_shared(hashtextextended('day_flow ' || g.group_id, 0))
      from (select distinct group_id from new_movement order by group_id) g;
    delete from day_flow f using (
      select k.group_id, k.day, k.unit
      from (
        select m.group_id, (m.occurred_at at time zone g.time_zone)::date as day from new_movement m join aid_group g on g.id = m.group_id
        union
        select r.group_id, (r.occurred_at at time zone g.time_zone)::date
        from new_movement m join movement r on r.id = m.reverses_id join aid_group g on g.id = r.group_id
      ) d
      join day_flow k on k.group_id = d.group_id and k.day = d.day
      order by k.group_id, k.day, k.unit for update of k
    ) l where f.group_id = l.group_id and f.day = l.day and f.unit = l.unit;
  end if;
  return null;
end $$;
create trigger forget_day_flows after insert on movement referencing new table as new_movement
  for each statement execute function forget_day_flows();
`;

const down = /* sql */ `
drop trigger forget_day_flows on movement;
drop function forget_day_flows();
drop table day_flow;
`;
