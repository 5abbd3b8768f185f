import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stewards' visits to fridges, what they saw and moved, what follows from it, and photos. */
export class Visits1764200060000 implements MigrationInterface {
  name = 'Visits1764200060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
-- Pictures of places, never kept for long. Encoded anew by the server, so that nothing about the camera or the place where it
-- was held remains in them.
create table photo (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 307200),
  media_type text not null check (media_type in ('image/webp')),
  width smallint not null check (width between 1 and 1280),
  height smallint not null check (height between 1 and 1280),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  unique (group_id, id),
  foreign key (group_id, site_id) references site (group_id, id)
);
-- Pictures do not get smaller: no time is spent on trying.
alter table photo alter column bytes set storage external;
create index photo_by_end on photo (expires_at);
create index photo_by_site on photo (site_id, made_at desc);

create table visit (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  member_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- How full it is when the steward leaves: 0 empty, 1 a little, 2 about half and more, 3 full.
  fullness smallint check (fullness between 0 and 3),
  condition text check (condition in ('clean', 'needs_cleaning', 'needs_repair', 'not_there')),
  note text check (length(note) between 1 and 500),
  photo_id uuid,
  -- The id that the sender of the undoing made; with its time, or neither.
  reversal_id uuid unique,
  reversed_at timestamptz,
  -- What the steward's device sent, digested: the same id with another content is refused.
  fingerprint uuid not null,
  unique (group_id, id),
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, member_id) references member (group_id, id),
  foreign key (group_id, photo_id) references photo (group_id, id) on delete set null (photo_id),
  check ((reversal_id is null) = (reversed_at is null))
);
create index visit_by_site on visit (site_id, occurred_at desc, id desc);
create index visit_by_time on visit (group_id, occurred_at desc, id desc);
create index visit_by_photo on visit (photo_id) where photo_id is not null;

-- What was still there: counted, or roughly. Rough words are remembered; only a count, or "none", says what was taken.
create table visit_left (
  visit_id uuid not null,
  group_id uuid not null,
  item_id uuid,
  category_id uuid,
  quantity bigint check (quantity >= 0),
  level text check (level in ('few', 'some', 'many')),
  unique nulls not distinct (visit_id, item_id, category_id),
  foreign key (group_id, visit_id) references visit (group_id, id),
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (group_id, category_id) references category (group_id, id),
  check (num_nonnulls(item_id, category_id) = 1),
  check (num_nonnulls(quantity, level) = 1),
  check (category_id is null or level is not null or quantity = 0)
);

-- Movements that a steward made at a visit: before counting what is left, or after.
create table visit_movement (
  movement_id uuid primary key references movement (id),
  visit_id uuid not null references visit (id),
  part text not null check (part in ('thrown_out', 'put_in'))
);
create index visit_movement_by_visit on visit_movement (visit_id);

-- Movements that nobody scanned and that follow from what visits saw: what neighbours took, or put in, at some time between
-- the one instant and the other.
create table inferred_movement (
  movement_id uuid primary key references movement (id),
  visit_id uuid not null references visit (id),
  from_at timestamptz not null,
  to_at timestamptz not null,
  check (from_at <= to_at)
);
create index inferred_movement_by_visit on inferred_movement (visit_id);
`;

const down = /* sql */ `
drop table inferred_movement;
drop table visit_movement;
drop table visit_left;
drop table visit;
drop table photo;
`;
