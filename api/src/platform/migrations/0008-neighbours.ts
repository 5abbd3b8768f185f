import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a group shows to strangers, and what neighbours say without an account. No row says who asked: its id is drawn by
 * lot, not by time, and its instant is that of the full hour.
 */
export class Neighbours1764200080000 implements MigrationInterface {
  name = 'Neighbours1764200080000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
create table public_group (
  group_id uuid primary key references aid_group (id),
  has_board boolean not null default true,
  -- Days after which what neighbours said is deleted.
  keep_days smallint not null default 14 check (keep_days between 1 and 60)
);

create table public_site (
  site_id uuid primary key,
  group_id uuid not null,
  is_public boolean not null default false,
  -- The exact address and coordinates.
  shows_place boolean not null default false,
  area text check (length(area) between 1 and 120),
  hours_note text check (length(hours_note) between 1 and 300),
  accepts_note text check (length(accepts_note) between 1 and 300),
  help_note text check (length(help_note) between 1 and 500),
  languages text[] not null default '{en}',
  foreign key (group_id, site_id) references site (group_id, id)
);
create index public_site_by_group on public_site (group_id) where is_public;

-- When a site is open, by its own clock: minutes from midnight, weekdays from Monday, 1.
create table public_hours (
  site_id uuid not null references public_site (site_id),
  weekday smallint not null check (weekday between 1 and 7),
  opens smallint not null check (opens >= 0),
  closes smallint not null check (closes <= 1440),
  check (opens < closes),
  primary key (site_id, weekday, opens)
);

-- Names in addresses, of sites and of boards (without a site). One that was left leads on to the one that holds.
create table public_slug (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 60),
  group_id uuid not null references aid_group (id),
  site_id uuid,
  is_current boolean not null,
  foreign key (group_id, site_id) references site (group_id, id)
);
create unique index public_slug_of_site on public_slug (site_id) where is_current and site_id is not null;
create unique index public_slug_of_group on public_slug (group_id) where is_current and site_id is null;

-- What a site is glad of, asks not to be brought now, or hides from strangers.
create table public_signal (
  site_id uuid not null,
  group_id uuid not null,
  kind text not null check (kind in ('welcome', 'not_now', 'hidden')),
  category_id uuid,
  item_id uuid,
  check (num_nonnulls(category_id, item_id) = 1 and (item_id is null or kind = 'not_now')),
  unique nulls not distinct (site_id, kind, category_id, item_id),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, category_id) references category (group_id, id),
  foreign key (group_id, item_id) references item (group_id, id)
);

-- One ask of a neighbour: an item, a category, or words that a steward looks at first.
create table neighbour_need (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  item_id uuid,
  category_id uuid,
  words text check (length(words) between 1 and 200),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- new: a steward looks first; shown: counts and is public; met, hidden; missed: became a missed ask.
  state text not null check (state in ('new', 'shown', 'hidden', 'met', 'missed')),
  -- Why it waits for a steward, where it is not the words alone.
  doubt text check (doubt in ('link', 'repeat')),
  decided_by uuid,
  decided_at timestamptz,
  check (num_nonnulls(item_id, category_id, words) > 0),
  check ((decided_by is null) = (decided_at is null)),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (group_id, category_id) references category (group_id, id),
  foreign key (group_id, decided_by) references member (group_id, id)
);
create index neighbour_need_by_site on neighbour_need (site_id, asked_at desc);
create index neighbour_need_by_state on neighbour_need (group_id, state, site_id, item_id);
create index neighbour_need_by_end on neighbour_need (expires_at);

-- What a neighbour saw at a site.
create table neighbour_report (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('empty', 'full', 'dirty', 'warm', 'broken', 'gone')),
  photo_id uuid,
  reported_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('new', 'done', 'hidden')),
  decided_by uuid,
  decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null)),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, photo_id) references photo (group_id, id) on delete set null (photo_id),
  foreign key (group_id, decided_by) references member (group_id, id)
);
create index neighbour_report_by_photo on neighbour_report (photo_id) where photo_id is not null;
create index neighbour_report_by_site on neighbour_report (site_id, reported_at desc);
create index neighbour_report_by_state on neighbour_report (group_id, state, reported_at desc);
create index neighbour_report_by_end on neighbour_report (expires_at);

-- How often something was asked for in a week, of asks that are deleted by now.
create table need_tally (
  group_id uuid not null,
  site_id uuid not null,
  -- A Monday in the group's time zone.
  week date not null,
  item_id uuid,
  category_id uuid,
  asked integer not null check (asked > 0),
  unique nulls not distinct (site_id, week, item_id, category_id),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (group_id, category_id) references category (group_id, id)
);
create index need_tally_by_group on need_tally (group_id, week);

-- Signs the forms of public pages, for every process on this database.
create table form_secret (
  is_only boolean primary key default true check (is_only),
  secret bytea not null check (length(secret) = 32)
);
`;

const down = /* sql */ `
drop table form_secret;
drop table need_tally;
drop table neighbour_report;
drop table neighbour_need;
drop table public_signal;
drop table public_slug;
drop table public_hours;
drop table public_site;
drop table public_group;
`;
