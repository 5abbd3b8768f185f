import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The same promises about pairs of site and item, once for all new rows of a statement instead of two keys looked up for
 * each: they were a fifth of what recording a batch took. The two looks at new movements become one, which asks for what is
 * rarely there (lots, transfers, reversals, late arrivals) only when some of it is.
 */
export class SwiftPairs1764200110000 implements MigrationInterface {
  name = 'SwiftPairs1764200110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
alter table site_item
  drop constraint site_item_group_id_site_id_fkey,
  drop constraint site_item_group_id_item_id_fkey;

create function pairs_are_of_one_group() returns trigger language plpgsql as $$
begin
  if exists (
    select from new_pair p
    where (select s.group_id from site s where s.id = p.site_id) is distinct from p.group_id
      or (select i.group_id from item i where i.id = p.item_id) is distinct from p.group_id
  ) then
    raise exception 'A level names something that is not there or belongs to another group.'
      using errcode = 'foreign_key_violation', table = 'site_item', constraint = 'pairs_are_of_one_group';
  end if;
  return null;
end $$;
create trigger of_one_group after insert on site_item referencing new table as new_pair
  for each statement execute function pairs_are_of_one_group();

-- What a row names once, it names for good: the keys would have looked again.
create function refuse_other_pair() returns trigger language plpgsql as $$
begin
  raise exception 'A level stays with its site and item.' using errcode = 'restrict_violation', table = 'site_item';
end $$;
create trigger same_pair before update of site_id, item_id, group_id on site_item for each row
  when ((new.site_id, new.item_id, new.group_id) is distinct from (old.site_id, old.item_id, old.group_id))
  execute function refuse_other_pair();

-- The other way round.
create function refuse_removal_of_leveled() returns trigger language plpgsql as $$
begin
  if exists (select from site_item s where case tg_table_name when 'site' then s.site_id else s.item_id end = old.id) then
    raise exception 'Levels name it.' using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return old;
end $$;
create trigger named_by_levels before delete on site for each row execute function refuse_removal_of_leveled();
create trigger named_by_levels before delete on item for each row execute function refuse_removal_of_leveled();

drop trigger of_one_group on movement;
drop trigger forget_day_flows on movement;

-- Each of them by its primary key, whatever PostgreSQL believes about how many rows are new.
create or replace function movements_are_of_one_group() returns trigger language plpgsql as $$
declare
  is_wrong boolean;
  has_links boolean;
  changes_past boolean;
begin
  select
    bool_or((select i.group_id from item i where i.id = m.item_id) is distinct from m.group_id
      or (select w.group_id from member w where w.id = m.member_id) is distinct from m.group_id
      or m.from_site_id is not null and (select s.group_id from site s where s.id = m.from_site_id) is distinct from m.group_id
      or m.to_site_id is not null and (select s.group_id from site s where s.id = m.to_site_id) is distinct from m.group_id),
    bool_or(coalesce(m.lot_id, m.transfer_id, m.reverses_id) is not null),
    -- Days are added up two hours after their end at the soonest, so what arrives within one hour changes none.
    bool_or(m.reverses_id is not null or m.occurred_at < greatest(m.recorded_at, now()) - interval '1 hour')
  into is_wrong, has_links, changes_past
  from new_movement m;
  if has_links then
    is_wrong := is_wrong or exists (
      select from new_movement m
      where m.lot_id is not null and (select l.item_id from lot l where l.id = m.lot_id) is distinct from m.item_id
        or m.transfer_id is not null and (select t.group_id from transfer t where t.id = m.transfer_id) is distinct from m.group_id
        or m.reverses_id is not null and (select r.group_id from movement r where r.id = m.reverses_id) is distinct from m.group_id
    );
  end if;
  if is_wrong then
    raise exception 'A movement names something that is not there or belongs to another group.'
      using errcode = 'foreign_key_violation', table = 'movement', constraint = 'movements_are_of_one_group';
  end if;
  if changes_past then
    -- Whoever adds up holds the lock alone: it either sees the movement, or is waited for and forgotten.
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
drop function forget_day_flows();
alter function movements_are_of_one_group() rename to judge_new_movements;
create trigger new_movements after insert on movement referencing new table as new_movement
  for each statement execute function judge_new_movements();
`;

const down = /* sql */ `
drop trigger new_movements on movement;
drop function judge_new_movements();
create function movements_are_of_one_group() returns trigger language plpgsql as $$
begin
  if exists (
    select from new_movement m
    where (select i.group_id from item i where i.id = m.item_id) is distinct from m.group_id
      or (select w.group_id from member w where w.id = m.member_id) is distinct from m.group_id
      or m.from_site_id is not null and (select s.group_id from site s where s.id = m.from_site_id) is distinct from m.group_id
      or m.to_site_id is not null and (select s.group_id from site s where s.id = m.to_site_id) is distinct from m.group_id
      or m.lot_id is not null and (select l.item_id from lot l where l.id = m.lot_id) is distinct from m.item_id
      or m.transfer_id is not null and (select t.group_id from transfer t where t.id = m.transfer_id) is distinct from m.group_id
      or m.reverses_id is not null and (select r.group_id from movement r where r.id = m.reverses_id) is distinct from m.group_id
  ) then
    raise exception 'A movement names something that is not there or belongs to another group.'
      using errcode = 'foreign_key_violation', table = 'movement', constraint = 'movements_are_of_one_group';
  end if;
  return null;
end $$;
create trigger of_one_group after insert on movement referencing new table as new_movement
  for each statement execute function movements_are_of_one_group();
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
drop trigger named_by_levels on item;
drop trigger named_by_levels on site;
drop function refuse_removal_of_leveled();
drop trigger same_pair on site_item;
drop function refuse_other_pair();
drop trigger of_one_group on site_item;
drop function pairs_are_of_one_group();
alter table site_item
  add foreign key (group_id, site_id) references site (group_id, id),
  add foreign key (group_id, item_id) references item (group_id, id);
`;
