import { v7 as newId } from 'uuid';
import type { CategoryReply, ChangeCategory, MakeCategory } from '@shared/catalog/catalog.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { fingerprint } from '@api/platform/fingerprint';
import { type PageRequest, pageOf } from '@api/platform/page';
import { run, type Statement } from '@api/platform/statement';
import { ensureSentAgain, type Made } from '@api/platform/sent-again';
import type { Work } from '@api/platform/work';
import { Category } from './category.entity';
import { usualWhenWarm } from './usual-when-warm';

const list: Statement = {
  name: 'categories',
  text: /* sql */ `
select id, name, kind, shelf_life_days as "shelfLifeDays", when_warm as "whenWarm" from category
where group_id = $1
order by plain_text(name) collate "C", id
limit $2 offset $3`,
};

/** The group's categories by name (case and accents do not matter). */
export async function categories(work: Work, page: PageRequest): Promise<Page<CategoryReply>> {
  const rows = await run<CategoryReply>(work, list, [work.member.groupId, page.limit + 1, page.offset]);
  return pageOf(rows, page);
}

/** @throws Problem `not_found` */
export async function categoryById(work: Work, id: Id): Promise<CategoryReply> {
  const category = await work.tx.findOneBy(Category, { id, groupId: work.member.groupId });
  if (!category) throw new Problem('not_found');
  return categoryReply(category);
}

/** Makes a category. The same id and content again changes nothing. @throws Problem `id_reused` */
export async function makeCategory(work: Work, request: MakeCategory): Promise<Made<CategoryReply>> {
  const id = request.id?.toLowerCase() ?? newId();
  const name = request.name.trim();
  const kind = request.kind ?? 'ordinary';
  const shelfLifeDays = request.shelfLifeDays ?? null;
  const whenWarm = request.whenWarm ?? usualWhenWarm(kind);
  const digest = fingerprint([name, kind, shelfLifeDays, ...(request.whenWarm ? [request.whenWarm] : [])]);
  const inserted = (await work.tx.query(
    /* sql */ `
    insert into category (id, group_id, name, kind, shelf_life_days, when_warm, fingerprint) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do nothing returning id`,
    [id, work.member.groupId, name, kind, shelfLifeDays, whenWarm, digest],
  )) as unknown[];
  const isNew = inserted.length > 0;
  if (!isNew) await ensureSentAgain(work, 'category', id, digest);
  return { isNew, thing: await categoryById(work, id) };
}

/** Changes what the request names; null as a shelf life says that the goods keep. @throws Problem `not_found` */
export async function changeCategory(work: Work, id: Id, request: ChangeCategory): Promise<CategoryReply> {
  const changed = {
    ...(request.name ? { name: request.name.trim() } : {}),
    ...(request.kind ? { kind: request.kind } : {}),
    ...(request.shelfLifeDays === undefined ? {} : { shelfLifeDays: request.shelfLifeDays }),
    ...(request.whenWarm ? { whenWarm: request.whenWarm } : {}),
  };
  if (Object.keys(changed).length > 0) {
    await work.tx.update(Category, { id, groupId: work.member.groupId }, changed);
  }
  return categoryById(work, id);
}

function categoryReply({ id, name, kind, shelfLifeDays, whenWarm }: Category): CategoryReply {
  return { id, name, kind, shelfLifeDays, whenWarm };
}
