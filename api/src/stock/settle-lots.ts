import type { LotKey } from '@shared/stock/movement-line';
import type { Id } from '@shared/words/id';
import { v7 as newId } from 'uuid';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import type { SiteAndItem } from './record-movements';

/** A batch as somebody scanned it. */
export interface ScannedLot {
  readonly itemId: Id;
  readonly lot: LotKey;
}

/** Lots that were found or made. */
export interface SettledLots {
  /** In the order given; null for an unknown item. */
  readonly ids: (Id | null)[];
  /** Where lots lie whose dates became known now: their figures change. */
  readonly refined: SiteAndItem[];
}

/**
 * The lots that scanned batches are, made where there is none.
 *
 * Without a lot code, a lot is its dates. With a code it is the batch of that code whose known dates do not differ:
 * a date that was not scanned never overwrites a known one, and a date that was not known yet is filled in. Two batches
 * that share a code and differ in a date are two lots; a scan that leaves open which one it is goes to the one whose
 * use-by date comes first.
 */
export async function settleLots(work: Work, scanned: readonly ScannedLot[]): Promise<SettledLots> {
  if (scanned.length === 0) return { ids: [], refined: [] };
  const known = await run<Chosen>(work, choose, columns(scanned));
  const open = scanned.filter((_, n) => !known[n]?.id || known[n].lacks);
  if (open.length === 0) return { ids: known.map(({ id }) => id), refined: [] };
  const telling = columns(merged(open));
  // Whoever tells something new about a batch waits for others who do: two of them could make two lots of one batch.
  await run(work, lockBatches, [telling[0], telling[1]]);
  const refined = await run<SiteAndItem>(work, fillDates, telling);
  await run(work, makeMissing, [...telling, telling[0].map(() => newId()), work.member.groupId, work.now]);
  const rows = await run<Chosen>(work, choose, columns(scanned));
  return { ids: rows.map(({ id }) => id), refined };
}

interface Chosen {
  id: Id | null;
  /** Whether the scan tells a date that the lot does not know yet. */
  lacks: boolean;
}

type Columns = [itemIds: Id[], codes: (string | null)[], ...days: (string | null)[][]];

function columns(lots: readonly ScannedLot[]): Columns {
  return [
    lots.map((l) => l.itemId),
    lots.map((l) => codeOf(l)),
    lots.map((l) => l.lot.useBy ?? null),
    lots.map((l) => l.lot.bestBy ?? null),
    lots.map((l) => l.lot.madeOn ?? null),
  ];
}

const days = ['useBy', 'bestBy', 'madeOn'] as const;

function codeOf({ lot }: ScannedLot): string | null {
  return lot.code?.trim() || null;
}

/** One of each batch, with all that any of its scans tells. */
function merged(scanned: readonly ScannedLot[]): ScannedLot[] {
  const known = (s: ScannedLot) => days.filter((day) => s.lot[day]).length;
  const byCode = new Map<string, ScannedLot[]>();
  for (const one of [...scanned].sort((a, b) => known(b) - known(a))) {
    const code = codeOf(one);
    const key = `${one.itemId} ${code ?? ''}`;
    const kept = byCode.get(key) ?? [];
    byCode.set(key, kept);
    const at = kept.findIndex((other) =>
      days.every((day) => {
        const [told, known] = [one.lot[day] ?? null, other.lot[day] ?? null];
        return told === known || (code !== null && (told === null || known === null));
      }),
    );
    const same = kept[at];
    if (same) kept[at] = { ...same, lot: { ...withoutBlanks(one.lot), ...withoutBlanks(same.lot) } };
    else kept.push(one);
  }
  return [...byCode.values()].flat();
}

function withoutBlanks(lot: LotKey): LotKey {
  return Object.fromEntries(Object.entries(lot).filter(([, told]) => told));
}

const scannedRows = /* sql */ `
  unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::date[]) with ordinality as s (item_id, code, use_by, best_by, made_on, n)`;

/** Whether lot `l` is what `s` says: the same code and no known date that differs; without a code, the same dates. */
const fits = /* sql */ `
  l.item_id = s.item_id and l.code is not distinct from s.code and case
    when s.code is null then
      l.use_by is not distinct from s.use_by and l.best_by is not distinct from s.best_by and l.made_on is not distinct from s.made_on
    else
      coalesce(l.use_by = s.use_by, true) and coalesce(l.best_by = s.best_by, true) and coalesce(l.made_on = s.made_on, true)
  end`;

/** Of several that fit: the one that shares most dates, then the one that ends first. */
const bestFirst = /* sql */ `
  (l.use_by is not distinct from s.use_by)::int + (l.best_by is not distinct from s.best_by)::int
    + (l.made_on is not distinct from s.made_on)::int desc, l.use_by, l.best_by, l.id`;

const choose: Statement = {
  name: 'choose-lots',
  text: /* sql */ `
select l.id, coalesce(
    (l.use_by is null and s.use_by is not null) or (l.best_by is null and s.best_by is not null)
      or (l.made_on is null and s.made_on is not null), false) as lacks
from ${scannedRows}
left join lateral (select l.* from lot l where ${fits} order by ${bestFirst} limit 1) l on true
order by s.n`,
};

const fillDates: Statement = {
  name: 'fill-lot-dates',
  text: /* sql */ `
with telling as (
  select distinct on (l.id) l.id, s.use_by, s.best_by, s.made_on from ${scannedRows}
  cross join lateral (select l.* from lot l where ${fits} order by ${bestFirst} limit 1) l
  where (l.use_by is null and s.use_by is not null) or (l.best_by is null and s.best_by is not null)
    or (l.made_on is null and s.made_on is not null)
  order by l.id, s.n
), filled as (
  update lot set use_by = coalesce(lot.use_by, t.use_by), best_by = coalesce(lot.best_by, t.best_by), made_on = coalesce(lot.made_on, t.made_on)
  from telling t where lot.id = t.id
  returning lot.id
)
select l.site_id as "siteId", l.item_id as "itemId" from filled f join lot_level l on l.lot_id = f.id`,
};

/** In one order, so that crossing calls cannot deadlock; until the transaction ends. */
const lockBatches: Statement = {
  name: 'lock-batches',
  text: /* sql */ `
select pg_advisory_xact_lock(key) from (
  select distinct hashtextextended(s.item_id || ' ' || coalesce(s.code, ''), 0) as key
  from unnest($1::uuid[], $2::text[]) as s (item_id, code) order by key
) ordered`,
};

const makeMissing: Statement = {
  name: 'make-lots',
  text: /* sql */ `
insert into lot (id, group_id, item_id, code, use_by, best_by, made_on, created_at)
select new.id, $7, s.item_id, s.code, s.use_by, s.best_by, s.made_on, $8
from ${scannedRows}
join unnest($6::uuid[]) with ordinality as new (id, n) using (n)
join item i on i.group_id = $7 and i.id = s.item_id
where not exists (select from lot l where ${fits})
order by s.item_id, s.code, s.use_by, s.best_by, s.made_on
on conflict do nothing`,
};
