import type { Day } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { giveOwnCodes, type OwnCodeOf } from '@api/platform/own-code';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** What a label is stuck on. */
export interface LabelSubject {
  readonly name: string;
  readonly variant: string | null;
  /** Our own code of it. */
  readonly ownCode: string;
  /** The item's retail barcode as GTIN-14, the one of the smallest pack where it has several. */
  readonly gtin: string | null;
  readonly packQuantity: number | null;
  readonly lotCode: string | null;
  readonly useBy: Day | null;
  readonly bestBy: Day | null;
  readonly madeOn: Day | null;
}

export type LabelSubjectKey = { readonly itemId: Id } | { readonly lotId: Id } | { readonly siteId: Id };

/**
 * What labels of these things say, in the order asked; null for one that the group does not have. Lots get their short code
 * here, when their first label is drawn.
 */
export async function labelSubjects(
  work: Work,
  keys: readonly LabelSubjectKey[],
): Promise<(LabelSubject | null)[]> {
  const ids = [
    keys.map((key) => ('itemId' in key ? key.itemId : null)),
    keys.map((key) => ('lotId' in key ? key.lotId : null)),
    keys.map((key) => ('siteId' in key ? key.siteId : null)),
  ];
  const found = await run<Found>(work, owned, [work.member.groupId, ...ids]);
  await giveOwnCodes(work, distinct(found));
  const rows = await run<LabelSubject & { n: number }>(work, subjects, [work.member.groupId, ...ids]);
  const byPlace = new Map(rows.map(({ n, ...subject }) => [n, subject]));
  return keys.map((_, at) => byPlace.get(at + 1) ?? null);
}

interface Found {
  itemId: Id | null;
  lotId: Id | null;
  siteId: Id | null;
}

function distinct(found: readonly Found[]): OwnCodeOf[] {
  const things = found.map(({ itemId, lotId, siteId }): [Id, OwnCodeOf] =>
    siteId !== null ? [siteId, { siteId }] : [lotId ?? itemId ?? '', { itemId: itemId ?? '', lotId }],
  );
  return [...new Map(things).values()];
}

const asked = /* sql */ `
unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as a (item_id, lot_id, site_id, n)
left join lot l on l.id = a.lot_id and l.group_id = $1
left join item i on i.id = coalesce(a.item_id, l.item_id) and i.group_id = $1
left join site s on s.id = a.site_id and s.group_id = $1 and s.kind <> 'in_transit'`;

const owned: Statement = {
  name: 'label-things',
  text: /* sql */ `
select i.id as "itemId", l.id as "lotId", s.id as "siteId" from ${asked}
where coalesce(i.id, s.id) is not null
order by i.id, l.id, s.id`,
};

const subjects: Statement = {
  name: 'label-subjects',
  text: /* sql */ `
select a.n::int as n, coalesce(i.name, s.name) as name, i.variant,
  (select o.code from own_code o where o.site_id = s.id
   union all select o.code from own_code o where o.lot_id = l.id
   union all select o.code from own_code o where o.item_id = i.id and o.lot_id is null and l.id is null) as "ownCode",
  b.code as gtin, b.pack_quantity as "packQuantity",
  l.code as "lotCode", l.use_by::text as "useBy", l.best_by::text as "bestBy", l.made_on::text as "madeOn"
from ${asked}
left join lateral (
  select b.code, b.pack_quantity from barcode b where b.item_id = i.id and b.code ~ '^[0-9]{14}$'
  order by b.pack_quantity, b.code limit 1
) b on true
where coalesce(i.id, s.id) is not null`,
};
