import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A count states the truth at its time: what happened before it and arrives later does not shift it silently. */
export class LateArrivals1764200050000 implements MigrationInterface {
  name = 'LateArrivals1764200050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
-- Somebody went through a shelf: what was there, whatever the books said.
create table stocktake (
  id uuid primary key,
  group_id uuid not null,
  site_id uuid not null,
  member_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  fingerprint uuid not null,
  foreign key (group_id, site_id) references site (group_id, id),
  foreign key (group_id, member_id) references member (group_id, id)
);
create index stocktake_by_site on stocktake (site_id, occurred_at desc);

create table stocktake_line (
  stocktake_id uuid not null references stocktake,
  group_id uuid not null,
  site_id uuid not null,
  item_id uuid not null,
  lot_id uuid,
  counted bigint not null check (counted >= 0),
  -- What the books said for that moment.
  expected bigint not null,
  -- The movement that brought the level to what was counted; none where both agreed.
  movement_id uuid,
  occurred_at timestamptz not null,
  check ((movement_id is null) = (counted = expected)),
  foreign key (group_id, item_id) references item (group_id, id),
  foreign key (item_id, lot_id) references lot (item_id, id)
);
create unique index stocktake_line_once on stocktake_line (stocktake_id, item_id, lot_id) nulls not distinct;
-- For whatever arrives later than a count.
create index stocktake_line_by_pair on stocktake_line (site_id, item_id, occurred_at);

-- A movement that arrived after a count of what it moved: the count stands, by a movement the other way at the count's time.
create table late_movement (
  movement_id uuid not null references movement,
  site_id uuid not null,
  group_id uuid not null,
  counted_at timestamptz not null,
  balance_id uuid not null references movement,
  primary key (movement_id, site_id),
  unique (balance_id),
  foreign key (group_id, site_id) references site (group_id, id)
);
`;

const down = /* sql */ `
drop table late_movement;
drop table stocktake_line;
drop table stocktake;
`;
