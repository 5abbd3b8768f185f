import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Marks the demonstration group, so that ways in are only ever printed for made-up people. */
export class Demonstration1764100000000 implements MigrationInterface {
  name = 'Demonstration1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `alter table aid_group add is_demonstration boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `alter table aid_group drop is_demonstration`);
  }
}
