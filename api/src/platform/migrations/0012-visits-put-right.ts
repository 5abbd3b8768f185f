import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was refused of a visit that stands may come again, put right, under the visit's id. */
export class VisitsPutRight1764200120000 implements MigrationInterface {
  name = 'VisitsPutRight1764200120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}

const up = /* sql */ `
alter table visit
  -- As fingerprint, of everything but the lines. Null where the visit was recorded before lines could be put right.
  add column head_fingerprint uuid,
  -- How many lines were refused when it came last: they may come otherwise, and nothing else.
  add column refused_lines smallint not null default 0 check (refused_lines >= 0);
`;

const down = /* sql */ `
alter table visit drop column head_fingerprint, drop column refused_lines;
`;
