import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Work } from './work';

/** What a call that makes something answers: the thing, and whether it is new or stood already. */
export interface Made<T> {
  readonly isNew: boolean;
  readonly thing: T;
}

/**
 * Makes sure that an id which is taken stands for what was sent: the same group's thing, made with the same content
 * (it may have been changed since).
 *
 * @param table with the columns id, group_id and fingerprint. A name from the program, never from a caller.
 * @throws Problem `id_reused`
 */
export async function ensureSentAgain(
  work: Work,
  table:
    | 'site'
    | 'category'
    | 'item'
    | 'missed_ask'
    | 'stocktake'
    | 'power_cut'
    | 'cold_check'
    | 'site_task'
    | 'rota_slot',
  id: Id,
  fingerprint: Id,
): Promise<void> {
  const [found] = (await work.tx.query(
    `select 1 from ${table} where id = $1 and group_id = $2 and fingerprint = $3`,
    [id, work.member.groupId, fingerprint],
  )) as unknown[];
  if (found === undefined) throw new Problem('id_reused');
}
