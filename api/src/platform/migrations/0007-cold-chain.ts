import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Temperatures and what follows from them; tasks and the rota of who looks after which fridge. */
export class ColdChain1764200070000 implements MigrationInterface {
  name = 'ColdChain1764200070000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
-- What a thermometer at a site showed at a moment. Who read it is not kept.
create table reading (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  -- ambient is the air outside of the fridge: where it is hot, food keeps a shorter time.
  probe text not null check (probe in ('fridge', 'freezer', 'ambient')),
  -- Tenths of a degree Celsius.
  celsius_tenths smallint not null check (celsius_tenths between -600 and 800),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null check (source in ('hand', 'sensor', 'visit')),
  -- The label of the token that a sensor sent it with.
  sensor text check (length(sensor) between 1 and 120),
  -- What the sender wrote, digested: the same id with another content is refused.
  fingerprint uuid not null,
  foreign key (group_id, site_id) references site (group_id, id),
  check (sensor is null or source = 'sensor')
);
create index reading_by_site on reading (site_id, occurred_at, id);
create index reading_by_probe on reading (site_id, probe, occurred_at);
create index reading_by_time on reading (group_id, occurred_at, id);

-- What holds at one site; where a limit is null, the group's preset says it.
create table site_cold (
  site_id uuid primary key,
  group_id uuid not null,
  fridge_limit_tenths smallint check (fridge_limit_tenths between 0 and 150),
  freezer_limit_tenths smallint check (freezer_limit_tenths between -400 and 0),
  -- How long food may be above the fridge's limit, and how long where the air around is hot.
  allowed_minutes smallint check (allowed_minutes between 15 and 1440),
  hot_allowed_minutes smallint check (hot_allowed_minutes between 15 and 1440),
  -- Days that prepared food keeps, from the day it was made on.
  prepared_food_days smallint check (prepared_food_days between 1 and 7),
  -- A visit is overdue when the last one is longer ago than this.
  visit_every_hours smallint not null default 24 check (visit_every_hours between 1 and 720),
  -- What this fridge takes and what it does not, in the words of those who look after it.
  accepts_note text check (length(accepts_note) between 1 and 500),
  foreign key (group_id, site_id) references site (group_id, id)
);
create index site_cold_by_group on site_cold (group_id);

-- While there is no power, a closed door keeps the cold: without readings, the hours count from its beginning.
create table power_cut (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  is_freezer_full boolean not null,
  fingerprint uuid not null,
  foreign key (group_id, site_id) references site (group_id, id),
  check (ended_at is null or ended_at >= began_at)
);
create unique index one_power_cut_at_a_time on power_cut (site_id) where ended_at is null;
create index power_cut_by_site on power_cut (site_id, began_at);

-- Times when a fridge or freezer was too warm: told by the readings, the limits and the power cuts, and computed anew
-- when one of them changes.
create table excursion (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  probe text not null check (probe in ('fridge', 'freezer')),
  began_at timestamptz not null,
  -- Null while it is too warm.
  ended_at timestamptz,
  -- Null where nobody read a thermometer in a power cut.
  peak_tenths smallint,
  limit_tenths smallint not null,
  allowed_minutes smallint not null,
  -- When the time that food may be warm is over or will be; null while the clock does not run (a freezer that is not warm).
  time_up_at timestamptz,
  -- running: not over yet; in_time: cold again before the time was up; too_long: the time was up.
  verdict text not null check (verdict in ('running', 'in_time', 'too_long')),
  -- Readings above the limit.
  warm_readings int not null check (warm_readings >= 0),
  foreign key (group_id, site_id) references site (group_id, id),
  check (ended_at is null or ended_at >= began_at)
);
create unique index excursion_by_site on excursion (site_id, probe, began_at);
create index excursion_by_time on excursion (group_id, began_at, id);

-- A steward looked after a fridge had been too warm: what spoils was thrown out, it is cold again.
create table cold_check (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  checked_at timestamptz not null,
  recorded_at timestamptz not null,
  -- What was thrown out by this check, lines of the ledger.
  lines_discarded int not null check (lines_discarded >= 0),
  is_cold_again boolean not null,
  fingerprint uuid not null,
  foreign key (group_id, site_id) references site (group_id, id)
);
create index cold_check_by_site on cold_check (site_id, checked_at);

-- What becomes of a category's goods when they were too warm for too long: discard, keep, or look at each.
alter table category add column when_warm text not null default 'look' check (when_warm in ('discard', 'keep', 'look'));
update category set when_warm = case
  when kind in ('raw_meat_fish', 'raw_milk', 'prepared_food', 'infant_food') then 'discard'
  when kind = 'alcohol' then 'keep'
  when name in ('Dairy and eggs', 'Frozen') then 'discard'
  when name in ('Canned and jarred', 'Dry goods', 'Bread and bakery', 'Drinks', 'Hygiene', 'Diapers', 'Clothing', 'Household') then 'keep'
  else 'look' end;

-- An API token may be good for one thing alone, and at one site.
alter table session add column only_for text check (only_for in ('readings'));
alter table session add column site_id uuid;
alter table session add foreign key (group_id, site_id) references site (group_id, id);
alter table session add check (site_id is null or only_for is not null);
alter table session add check (only_for is null or kind = 'api_token');

-- What is to be done at a site.
create table site_task (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('cleaning', 'repair', 'restock', 'other')),
  note text check (length(note) between 1 and 500),
  due_on date,
  opened_at timestamptz not null,
  -- The visit that said so.
  opened_by_visit_id uuid,
  -- Who said that they take it; nobody sees it but members.
  taken_by uuid,
  closed_at timestamptz,
  closed_by_visit_id uuid,
  fingerprint uuid not null,
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, taken_by) references member (group_id, id),
  foreign key (group_id, opened_by_visit_id) references visit (group_id, id),
  foreign key (group_id, closed_by_visit_id) references visit (group_id, id)
);
create index site_task_open on site_task (group_id, due_on, opened_at, id) where closed_at is null;
create index site_task_by_site on site_task (site_id, opened_at, id);
-- Two visits that say the same make one task.
create unique index one_open_task_of_a_visit on site_task (site_id, kind) where closed_at is null and opened_by_visit_id is not null;

-- When somebody looks after a site: every week on a weekday, or once.
create table rota_slot (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  -- 1 Monday to 7 Sunday.
  weekday smallint check (weekday between 1 and 7),
  on_day date,
  note text check (length(note) between 1 and 200),
  -- Who takes it every time, until they hand it back.
  taken_by uuid,
  ended_on date,
  fingerprint uuid not null,
  unique (group_id, id),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, taken_by) references member (group_id, id),
  check (num_nonnulls(weekday, on_day) = 1)
);
create index rota_slot_by_group on rota_slot (group_id, site_id);

-- Who takes one day of a slot: another than usual, or (null) nobody, because it was handed back.
create table rota_turn (
  slot_id uuid not null,
  on_day date not null,
  group_id uuid not null,
  taken_by uuid,
  primary key (slot_id, on_day),
  foreign key (group_id, slot_id) references rota_slot (group_id, id) on delete cascade,
  foreign key (group_id, taken_by) references member (group_id, id)
);
create index rota_turn_by_member on rota_turn (taken_by) where taken_by is not null;

-- The address of a member's own calendar holds a secret; only its hash is kept.
create table calendar_feed (
  token_hash bytea primary key,
  group_id uuid not null,
  member_id uuid not null unique,
  created_at timestamptz not null,
  foreign key (group_id, member_id) references member (group_id, id)
);
`;

const down = /* sql */ `
drop table calendar_feed, rota_turn, rota_slot, site_task;
alter table session drop column site_id;
alter table session drop column only_for;
alter table category drop column when_warm;
drop table cold_check, excursion, power_cut, site_cold, reading;
`;
