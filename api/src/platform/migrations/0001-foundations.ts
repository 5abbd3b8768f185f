import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups, members, sites, the catalogue, the ledger, asks and the product directory. */
export class Foundations1764000000000 implements MigrationInterface {
  name = 'Foundations1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- What searches compare: lower case, without accents. Immutable, so that an index can hold it.
create function plain_text(words text) returns text
  language sql immutable parallel safe strict
  return lower(unaccent('unaccent'::regdictionary, words));

-- people ---------------------------------------------------------------------------------------------------------

create table aid_group (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  time_zone text not null,
  preset text not null check (preset in ('us', 'eu')),
  created_at timestamptz not null
);

create table member (
  id uuid primary key,
  group_id uuid not null references aid_group (id),
  -- A name the member chose; null once the member asked to be forgotten.
  name text check (length(name) between 1 and 60),
  role text not null check (role in ('volunteer', 'steward', 'organizer')),
  joined_at timestamptz not null,
  forgotten_at timestamptz,
  unique (group_id, id),
  check ((name is null) = (forgotten_at is not null))
);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  group_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('session', 'api_token')),
  -- What an API token is for and may do; null for a session, which can do what its member can.
  label text check (length(label) between 1 and 120),
  role text check (role in ('volunteer', 'steward', 'organizer')),
  created_at timestamptz not null,
  expires_at timestamptz,
  foreign key (group_id, member_id) references member (group_id, id),
  check ((kind = 'api_token') = (label is not null and role is not null))
);
create index session_by_member on session (group_id, member_id);
create index session_by_end on session (expires_at) where expires_at is not null;

create table invite (
  id uuid primary key,
  group_id uuid not null references aid_group (id),
  token_hash bytea not null unique,
  role text not null check (role in ('volunteer', 'steward', 'organizer')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  max_uses int not null check (max_uses between 1 and 1000),
  uses int not null default 0 check (uses between 0 and max_uses),
  revoked_at timestamptz
);
create index invite_by_group on invite (group_id, created_at);

create table sign_in_link (
  token_hash bytea primary key,
  group_id uuid not null,
  member_id uuid not null,
  expires_at timestamptz not null,
  foreign key (group_id, member_id) references member (group_id, id)
);
create index sign_in_link_by_member on sign_in_link (group_id, member_id);

-- sites ----------------------------------------------------------------------------------------------------------

create table site (
  id uuid primary key,
  group_id uuid not null references aid_group (id),
  name text not null check (length(name) between 1 and 120),
  -- in_transit is where a group's goods are while they travel: one for each group, on no list.
  kind text not null check (kind in ('free_store', 'fridge', 'pantry', 'hub', 'pop_up', 'in_transit')),
  time_zone text not null,
  address text check (length(address) between 1 and 300),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  refuses text[] not null default '{}'
    check (refuses <@ array['past_use_by', 'raw_meat_fish', 'raw_milk', 'opened', 'undated_prepared_food', 'alcohol', 'medicine']),
  created_at timestamptz not null,
  closed_at timestamptz,
  -- What its maker wrote, digested: sent again, it is the same site. Null for what the program made by itself.
  fingerprint uuid,
  -- The calendar day and the group's time zone that the figures of the site's items stand for: 2026-11-22 Europe/Madrid.
  figures_of text,
  unique (group_id, id)
);
create index site_by_name on site (group_id, plain_text(name) collate "C", id);
create unique index one_in_transit_site on site (group_id) where kind = 'in_transit';

-- catalogue ------------------------------------------------------------------------------------------------------

create table category (
  id uuid primary key,
  group_id uuid not null references aid_group (id),
  name text not null check (length(name) between 1 and 80),
  kind text not null default 'ordinary' check (kind in
    ('ordinary', 'raw_meat_fish', 'raw_milk', 'prepared_food', 'infant_food', 'alcohol', 'medicine', 'overdose_reversal')),
  shelf_life_days int check (shelf_life_days between 1 and 36500),
  fingerprint uuid,
  unique (group_id, id)
);
create index category_by_name on category (group_id, plain_text(name) collate "C", id);

create table item (
  id uuid primary key,
  group_id uuid not null references aid_group (id),
  name text not null check (length(name) between 1 and 160),
  unit text not null check (unit in ('each', 'g', 'ml')),
  category_id uuid,
  family text check (length(family) between 1 and 120),
  variant text check (length(variant) between 1 and 60),
  -- The par level of every site of the group that has none of its own.
  default_minimum bigint check (default_minimum >= 0),
  default_target bigint check (default_target >= default_minimum),
  created_at timestamptz not null,
  archived_at timestamptz,
  fingerprint uuid,
  search text not null generated always as (plain_text(name || coalesce(' ' || family, '') || coalesce(' ' || variant, ''))) stored,
  unique (group_id, id),
  foreign key (group_id, category_id) references category (group_id, id),
  check ((default_minimum is null) = (default_target is null))
);
create index item_by_name on item (group_id, plain_text(name) collate "C", id);
create index item_by_category on item (category_id);
create index item_by_words on item using gin (search gin_trgm_ops);

create table barcode (
  group_id uuid not null,
  -- A GTIN-14, or a code as it reads.
  code text not null check (length(code) between 1 and 200),
  item_id uuid not null,
  pack_quantity int not null check (pack_quantity between 1 and 1000000),
  primary key (group_id, code),
  foreign key (group_id, item_id) references item (group_id, id)
);
create index barcode_by_item on barcode (item_id);

create table lot (
  id uuid primary key,
  group_id uuid not null,
  item_id uuid not null,
  code text check (length(code) between 1 and 60),
  use_by date,
  best_by date,
  made_on date,
  created_at timestamptz not null,
  hold_kind text check (hold_kind in ('quality', 'recall')),
  hold_note text check (length(hold_note) between 1 and 500),
  unique (item_id, id),
  foreign key (group_id, item_id) references item (group_id, id),
  check (num_nonnulls(code, use_by, best_by, made_on) > 0),
  check (hold_kind is not null or hold_note is null)
);
-- Partial, with a condition that always holds: the columns of a whole unique index count as a key, and filling in a date
-- would then wait for every movement that names the lot.
create unique index lot_once on lot (item_id, code, use_by, best_by, made_on) nulls not distinct where item_id is not null;

-- Our own short codes: what a printed label of ours stands for.
create table own_code (
  code text primary key check (code ~ '^CS-[0-9A-Z]{5}-[0-9A-Z]{5}$'),
  group_id uuid not null references aid_group (id),
  item_id uuid,
  lot_id uuid,
  site_id uuid,
  check (case when site_id is not null then item_id is null and lot_id is null else item_id is not null end),
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (item_id, lot_id) references lot (item_id, id),
  foreign key (group_id, site_id) references site (group_id, id)
);
create unique index own_code_of_item on own_code (item_id) where lot_id is null and item_id is not null;
create unique index own_code_of_lot on own_code (lot_id) where lot_id is not null;
create unique index own_code_of_site on own_code (site_id) where site_id is not null;

-- transfers ------------------------------------------------------------------------------------------------------

create table transfer (
  id uuid primary key,
  group_id uuid not null references aid_group (id),
  from_site_id uuid not null,
  to_site_id uuid not null,
  shipped_at timestamptz not null,
  receipt_id uuid unique,
  received_at timestamptz,
  fingerprint uuid not null,
  receipt_fingerprint uuid,
  unique (group_id, id),
  foreign key (group_id, from_site_id) references site (group_id, id),
  foreign key (group_id, to_site_id) references site (group_id, id),
  check (from_site_id <> to_site_id),
  check (num_nonnulls(receipt_id, received_at, receipt_fingerprint) in (0, 3))
);
create index transfer_by_time on transfer (group_id, shipped_at desc, id desc);
create index transfer_on_the_way on transfer (to_site_id) where received_at is null;

-- the ledger -----------------------------------------------------------------------------------------------------

-- What a movement must be by itself. One function instead of a dozen checks: PostgreSQL reads every check anew for each
-- statement, which cost as much as writing the movement; a function it keeps.
create function movement_is_sound(reason text, quantity bigint, from_site_id uuid, to_site_id uuid, channel text, household_size smallint,
  donor text, waste_reason text, note text, reverses_id uuid, transfer_id uuid)
  returns boolean language plpgsql immutable parallel safe as $$
begin
  return quantity > 0
    and from_site_id is distinct from to_site_id
    and case
      when reverses_id is not null or transfer_id is not null then
        reason in ('donation', 'distribution', 'transfer', 'waste', 'count', 'kit')
      else case reason
        when 'donation' then from_site_id is null
        when 'distribution' then to_site_id is null
        when 'waste' then to_site_id is null
        when 'transfer' then from_site_id is not null and to_site_id is not null
        when 'count' then from_site_id is null or to_site_id is null
        when 'kit' then from_site_id is null or to_site_id is null
        else false
      end
    end
    and (channel is null or reason = 'distribution' and channel in ('walk_in', 'delivery', 'fridge', 'event'))
    and (household_size is null or reason = 'distribution' and household_size between 1 and 50)
    and (donor is null or reason = 'donation' and length(donor) between 1 and 120)
    and (waste_reason is null
      or reason = 'waste' and waste_reason in ('spoiled', 'past_date', 'damaged', 'recalled', 'too_warm', 'unusable'))
    and (note is null or length(note) between 1 and 500);
end $$;

create table movement (
  id uuid primary key,
  group_id uuid not null,
  reason text not null,
  item_id uuid not null,
  lot_id uuid,
  -- Whole base units of the item.
  quantity bigint not null,
  -- Null is outside: a donor, a neighbour, the bin.
  from_site_id uuid,
  to_site_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  member_id uuid not null,
  channel text,
  household_size smallint,
  donor text,
  waste_reason text,
  note text,
  reverses_id uuid references movement (id),
  transfer_id uuid,
  -- What the sender wrote, digested: the same id with another content is refused.
  fingerprint uuid not null,
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (item_id, lot_id) references lot (item_id, id),
  foreign key (group_id, from_site_id) references site (group_id, id),
  foreign key (group_id, to_site_id) references site (group_id, id),
  foreign key (group_id, member_id) references member (group_id, id),
  foreign key (group_id, transfer_id) references transfer (group_id, id),
  constraint movement_is_sound check (movement_is_sound(reason, quantity, from_site_id, to_site_id, channel, household_size, donor,
    waste_reason, note, reverses_id, transfer_id))
);
create index movement_out on movement (from_site_id, occurred_at, id) where from_site_id is not null;
create index movement_in on movement (to_site_id, occurred_at, id) where to_site_id is not null;
create index movement_out_of_item on movement (from_site_id, item_id, occurred_at) where from_site_id is not null;
create index movement_in_of_item on movement (to_site_id, item_id, occurred_at) where to_site_id is not null;
create index movement_by_time on movement (group_id, occurred_at, id);
create unique index movement_reversed_once on movement (reverses_id) where reverses_id is not null;
create index movement_by_transfer on movement (transfer_id) where transfer_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only: undo a movement by its reversal.' using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on movement for each row execute function refuse_change();
create trigger append_only_whole before truncate on movement for each statement execute function refuse_change();

-- How much of a lot a site has: the sum of the movements that name the lot.
create table lot_level (
  site_id uuid not null,
  lot_id uuid not null,
  group_id uuid not null,
  item_id uuid not null,
  level bigint not null,
  primary key (site_id, lot_id),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (item_id, lot_id) references lot (item_id, id)
);
create index lot_level_by_item on lot_level (site_id, item_id);
create index lot_level_by_lot on lot_level (lot_id);

-- One function for the same reason: every scan writes a row.
create function site_item_is_sound(own_minimum bigint, own_target bigint, minimum bigint, target bigint, status smallint)
  returns boolean language plpgsql immutable parallel safe as $$
begin
  return (own_minimum is null) = (own_target is null) and (own_minimum is null or own_minimum >= 0 and own_target >= own_minimum)
    and (minimum is null) = (target is null) and status between 0 and 3;
end $$;

-- One row for each item at each site: its level, its par level and the figures of the shortage report.
create table site_item (
  site_id uuid not null,
  item_id uuid not null,
  group_id uuid not null,
  -- All movements in minus all out, and the part of it that names no lot. Written by recordMovements alone.
  level bigint not null default 0,
  lotless_level bigint not null default 0,
  first_moved_at timestamptz,
  -- Since when the level is known to be wrong: it fell below zero, and nobody has counted since.
  needs_count_since timestamptz,
  own_minimum bigint,
  own_target bigint,
  -- The par level that holds here: the site's own, else the group's default.
  minimum bigint,
  target bigint,
  -- True when something happened since the figures below were computed.
  stale boolean not null default true,
  on_hand bigint not null default 0,
  incoming bigint not null default 0,
  distributed bigint not null default 0,
  missed bigint not null default 0,
  days_out int not null default 0,
  window_days int not null default 0,
  daily_demand double precision not null default 0,
  days_left double precision,
  gap bigint not null default 0,
  -- 0 out, 1 low, 2 ok, 3 surplus: the order of the report.
  status smallint not null default 2,
  primary key (site_id, item_id),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, item_id) references item (group_id, id),
  constraint site_item_is_sound check (site_item_is_sound(own_minimum, own_target, minimum, target, status))
) with (fillfactor = 80);
create index site_item_by_item on site_item (item_id, site_id);
create index site_item_stale on site_item (site_id, item_id) where stale;
create index shortage_by_group on site_item (group_id, status, days_left, missed desc, gap desc) where status < 2 or missed > 0;
create index shortage_by_site on site_item (site_id, status, days_left, missed desc, gap desc) where status < 2 or missed > 0;

-- How much a group should have of an item over all of its sites together.
create table group_par_level (
  item_id uuid primary key,
  group_id uuid not null,
  minimum bigint not null check (minimum >= 0),
  target bigint not null check (target >= minimum),
  foreign key (group_id, item_id) references item (group_id, id)
);
create index group_par_level_by_group on group_par_level (group_id, item_id);

-- needs ----------------------------------------------------------------------------------------------------------

-- Someone asked and there was none: what and how many, never who.
create table missed_ask (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  item_id uuid,
  words text check (length(words) between 1 and 200),
  quantity bigint not null check (quantity > 0),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  member_id uuid not null,
  fingerprint uuid not null,
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (group_id, member_id) references member (group_id, id),
  check (item_id is not null or words is not null)
);
create index missed_ask_by_pair on missed_ask (site_id, item_id, occurred_at);
create index missed_ask_by_site on missed_ask (site_id, occurred_at desc, id desc);
create index missed_ask_by_time on missed_ask (group_id, occurred_at desc, id desc);

-- the product directory: what retail codes stand for in the world, the same for every group -----------------------

create table directory_product (
  gtin char(14) primary key check (gtin ~ '^[0-9]{14}$'),
  name text not null check (length(name) between 1 and 300),
  brand text check (length(brand) between 1 and 200),
  quantity_text text check (length(quantity_text) between 1 and 100),
  category text check (length(category) between 1 and 300)
);
`;

const down = /* sql */ `
drop table directory_product, missed_ask, group_par_level, site_item, lot_level, movement, transfer, own_code, lot, barcode, item, category,
  site, sign_in_link, invite, session, member, aid_group;
drop function refuse_change();
drop function movement_is_sound(text, bigint, uuid, uuid, text, smallint, text, text, text, uuid, uuid);
drop function site_item_is_sound(bigint, bigint, bigint, bigint, smallint);
drop function plain_text(text);
drop extension unaccent;
drop extension pg_trgm;
`;
