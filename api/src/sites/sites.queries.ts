import type { SiteReply } from '@shared/sites/sites.contract';
import type { Id } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { type PageRequest, pageOf } from '@api/platform/page';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

const columns = /* sql */ `
  s.id, s.name, s.kind, s.time_zone as "timeZone", s.address, s.latitude, s.longitude, s.refuses,
  (select o.code from own_code o where o.site_id = s.id) as "ownCode", s.closed_at is not null as closed`;

const one: Statement = {
  name: 'site-by-id',
  text: `select ${columns} from site s where s.id = $1 and s.group_id = $2 and s.kind <> 'in_transit'`,
};

const list: Statement = {
  name: 'sites',
  text: /* sql */ `
select ${columns} from site s
where s.group_id = $1 and s.kind <> 'in_transit' and ($2 or s.closed_at is null)
order by plain_text(s.name) collate "C", s.id
limit $3 offset $4`,
};

/** One of the group's sites; not the place where goods are while they travel. @throws Problem `not_found` */
export async function siteById(work: Work, id: Id): Promise<SiteReply> {
  const [site] = await run<SiteReply>(work, one, [id, work.member.groupId]);
  if (!site) throw new Problem('not_found');
  return site;
}

/** The group's sites by name (case and accents do not matter). Closed ones only when asked for. */
export async function sites(work: Work, page: PageRequest, withClosed: boolean): Promise<Page<SiteReply>> {
  const rows = await run<SiteReply>(work, list, [
    work.member.groupId,
    withClosed,
    page.limit + 1,
    page.offset,
  ]);
  return pageOf(rows, page);
}
