import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What devices ask for: only what changed. Every row that a device keeps says in which transaction it changed last, so that
 * "everything that was not visible in that snapshot" is a question to one column. A time or a sequence would not do: a
 * transaction that commits late carries an early one and would be passed over.
 */
export class Sync1764200000000 implements MigrationInterface {
  name = 'Sync1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
-- One row for each start of the server: which cluster the marks below belong to, and since when. A database that was restored
-- from a copy shows by it, and devices then load everything anew.
create table incarnation (
  id uuid primary key,
  -- System identifier, database and timeline: another one after a dump was restored or a standby took over.
  cluster text not null,
  began_in bigint not null default pg_current_xact_id()::text::bigint
);
create index incarnation_by_begin on incarnation (began_in desc);

create function mark_changed() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id()::text::bigint;
  return new;
end $$;

-- Number of the transaction (64 bits, never reused) that changed the row last.
alter table aid_group add column changed_in bigint not null default pg_current_xact_id()::text::bigint;
alter table site add column changed_in bigint not null default pg_current_xact_id()::text::bigint;
alter table category add column changed_in bigint not null default pg_current_xact_id()::text::bigint;
alter table item add column changed_in bigint not null default pg_current_xact_id()::text::bigint;
alter table lot add column changed_in bigint not null default pg_current_xact_id()::text::bigint;
alter table site_item add column changed_in bigint not null default pg_current_xact_id()::text::bigint;
alter table lot_level add column changed_in bigint not null default pg_current_xact_id()::text::bigint;

create trigger changed before update on aid_group for each row execute function mark_changed();
create trigger changed before update on site for each row execute function mark_changed();
create trigger changed before update on category for each row execute function mark_changed();
create trigger changed before update on item for each row execute function mark_changed();
create trigger changed before update on lot for each row execute function mark_changed();
-- What a device keeps of it; the figures of the shortage report come and go without a mark.
create trigger changed before update on site_item for each row
  when (new.level <> old.level or new.minimum is distinct from old.minimum or new.target is distinct from old.target
    or new.needs_count_since is distinct from old.needs_count_since)
  execute function mark_changed();
create trigger changed before update on lot_level for each row when (new.level <> old.level) execute function mark_changed();

create index item_changed on item (group_id, changed_in);
create index lot_changed on lot (group_id, changed_in);
-- BRIN: an index that does not stop PostgreSQL (from 16 on) from updating a level in place, within its page.
create index site_item_changed on site_item using brin (changed_in) with (pages_per_range = 8, autosummarize = on);
create index lot_level_changed on lot_level using brin (changed_in) with (pages_per_range = 8, autosummarize = on);

-- A device gets an item with all its codes, so a code that comes, goes or moves marks the items it touches.
create function mark_item_of_barcode() returns trigger language plpgsql as $$
begin
  update item set changed_in = changed_in
  where id in (old.item_id, new.item_id) and changed_in <> pg_current_xact_id()::text::bigint;
  return null;
end $$;
create trigger item_changed after insert or update or delete on barcode for each row execute function mark_item_of_barcode();

create function mark_owner_of_code() returns trigger language plpgsql as $$
begin
  if new.lot_id is not null then
    update lot set changed_in = changed_in where id = new.lot_id and changed_in <> pg_current_xact_id()::text::bigint;
  elsif new.item_id is not null then
    update item set changed_in = changed_in where id = new.item_id and changed_in <> pg_current_xact_id()::text::bigint;
  else
    update site set changed_in = changed_in where id = new.site_id and changed_in <> pg_current_xact_id()::text::bigint;
  end if;
  return null;
end $$;
create trigger owner_changed after insert or update on own_code for each row execute function mark_owner_of_code();

-- Another id that stands for an item: two devices added the same thing while they could not see each other.
create table item_alias (
  id uuid primary key,
  group_id uuid not null,
  item_id uuid not null,
  -- What the device sent, digested: the same id with another content is refused.
  fingerprint uuid not null,
  changed_in bigint not null default pg_current_xact_id()::text::bigint,
  foreign key (group_id, item_id) references item (group_id, id)
);
create index item_alias_changed on item_alias (group_id, changed_in);
`;

const down = /* sql */ `
drop table item_alias;
drop trigger owner_changed on own_code;
drop function mark_owner_of_code();
drop trigger item_changed on barcode;
drop function mark_item_of_barcode();
drop trigger changed on lot_level;
drop trigger changed on site_item;
drop trigger changed on lot;
drop trigger changed on item;
drop trigger changed on category;
drop trigger changed on site;
drop trigger changed on aid_group;
alter table lot_level drop column changed_in;
alter table site_item drop column changed_in;
alter table lot drop column changed_in;
alter table item drop column changed_in;
alter table category drop column changed_in;
alter table site drop column changed_in;
alter table aid_group drop column changed_in;
drop function mark_changed();
drop table incarnation;
`;
