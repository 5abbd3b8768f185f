import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run, type Statement } from './statement';
import type { Work } from './work';

/** Things of the group that a call names to narrow a list. */
export interface Named {
  readonly siteId?: Id | null | undefined;
  readonly itemId?: Id | null | undefined;
  readonly categoryId?: Id | null | undefined;
}

const statement: Statement = {
  name: 'ensure-known',
  text: /* sql */ `
select case
  when $2::uuid is not null and not exists (
    select from site where id = $2 and group_id = $1 and kind <> 'in_transit') then 'site'
  when $3::uuid is not null and not exists (select from item where id = $3 and group_id = $1) then 'item'
  when $4::uuid is not null and not exists (select from category where id = $4 and group_id = $1) then 'category'
end as unknown`,
};

/**
 * Makes sure that what narrows a list is there: an empty list about nothing would look like "we have none".
 * A list that is not empty has proved it, so that lists which are asked for all day call this for an empty one only.
 * @throws Problem `not_found`, also for another group's things.
 */
export async function ensureKnown(work: Work, { siteId, itemId, categoryId }: Named): Promise<void> {
  if (siteId == null && itemId == null && categoryId == null) return;
  const values = [work.member.groupId, siteId ?? null, itemId ?? null, categoryId ?? null];
  const [row] = await run<{ unknown: string | null }>(work, statement, values);
  if (row?.unknown != null) throw new Problem('not_found', `There is no ${row.unknown} with this id.`);
}
