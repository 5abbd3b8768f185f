import { v7 as newId } from 'uuid';
import type { Id } from '@shared/words/id';
import type { Doorway } from './work';

/** Which cluster a database lives in. A dump restored elsewhere, another database of the cluster or a standby that took over differ. */
const cluster = /* sql */ `
  (select system_identifier::text from pg_control_system()) || '-'
    || (select oid::text from pg_database where datname = current_database()) || '-'
    || (select timeline_id::text from pg_control_checkpoint())`;

/**
 * Notes that the server begins to work with this database. A copy of the database that is started again lacks the
 * incarnations that came after it was made, and so knows cursors that were given out later for what they are: not its own.
 *
 * Where the database came from another cluster (a restored dump), its transaction numbers mean nothing any more: every
 * mark of a change is set anew.
 */
export async function beginIncarnation(doorway: Doorway): Promise<Id> {
  const { tx } = doorway;
  // Two servers that start together must not both set the marks.
  await tx.query('lock table incarnation in share row exclusive mode');
  const foreign = (await tx.query(
    `delete from incarnation where cluster <> ${cluster} returning 1 as one`,
  )) as [unknown[], number];
  if (foreign[1] > 0) {
    const tables = (await tx.query(/* sql */ `
      select c.table_name::text as name from information_schema.columns c
      where c.table_schema = current_schema() and c.column_name = 'changed_in' order by 1`)) as {
      name: string;
    }[];
    for (const { name } of tables) {
      await tx.query(`update ${name} set changed_in = pg_current_xact_id()::text::bigint`);
    }
  }
  const id = newId();
  await tx.query(`insert into incarnation (id, cluster) values ($1, ${cluster})`, [id]);
  await tx.query(/* sql */ `
    delete from incarnation where began_in < (select began_in from incarnation order by began_in desc offset 999 limit 1)`);
  return id;
}
