import type { PublicGroupReply, SetPublicGroup } from '@shared/sites/public-site.contract';
import type { Work } from '@api/platform/work';
import { slugFor, takeSlug } from './public-slug';

/** What strangers see of the group; a board with the group's name, unless somebody said otherwise. */
export async function publicGroupSettings(work: Work): Promise<PublicGroupReply> {
  const { groupId } = work.member;
  const [row] = (await work.tx.query(
    /* sql */ `
    select g.name, coalesce(p.has_board, true) as "hasBoard", coalesce(p.keep_days, 14) as "keepDays"
    from aid_group g left join public_group p on p.group_id = g.id where g.id = $1`,
    [groupId],
  )) as { name: string; hasBoard: boolean; keepDays: number }[];
  if (!row) throw new Error('A member has no group.');
  const { name, ...kept } = row;
  return { slug: await slugFor(work, { groupId, siteId: null }, name), ...kept };
}

/** Says what strangers see of the group. @throws Problem `slug_taken` */
export async function setPublicGroup(work: Work, request: SetPublicGroup): Promise<PublicGroupReply> {
  const { groupId } = work.member;
  await work.tx.query('select from aid_group where id = $1 for no key update', [groupId]);
  await takeSlug(work, { groupId, siteId: null }, request.slug);
  await work.tx.query(
    /* sql */ `
    insert into public_group (group_id, has_board, keep_days) values ($1, $2, $3)
    on conflict (group_id) do update set has_board = excluded.has_board, keep_days = excluded.keep_days`,
    [groupId, request.hasBoard, request.keepDays],
  );
  return publicGroupSettings(work);
}
