import { boundCode, type Readable, scannedLot } from '@shared/barcodes/bound-code';
import { readCode } from '@shared/barcodes/read-code';
import { scannedQuantity } from '@shared/barcodes/scanned-quantity';
import type { CodeReply, DirectoryProduct, ItemReply } from '@shared/catalog/catalog.contract';
import { type Day, dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';
import { itemReply } from './item-reply';

/**
 * What one raw scan means to the group: an item (by a barcode it bound, or by our own label), a lot or a site (by our own
 * label), or nothing yet: then with what the product directory knows, to begin a new item with. Lot data are those of the
 * scan at hand, or of the lot that the label names. `packQuantity` is what `scannedQuantity` says, 1 for our own labels.
 *
 * @param symbology as the scanner names it, if it does.
 * @throws Problem `invalid_code` with the reason in words.
 */
export async function meaningOfCode(
  work: Work,
  raw: string,
  symbology: string | undefined,
): Promise<CodeReply> {
  const today = dayOf(work.now, work.member.timeZone);
  const reading = readCode(raw, { today, ...(symbology === undefined ? {} : { symbology }) });
  if (reading.kind === 'invalid') {
    const { reason, detail } = reading;
    throw new Problem('invalid_code', detail, [{ path: 'code', code: reason, message: detail }]);
  }
  const code = boundCode(reading);
  const gtin = gtinOf(reading);
  const lot = scannedLot(reading);
  const [found] = await run<Found>(work, statement, [
    ...[work.member.groupId, code, gtin],
    ...[lot?.code ?? null, lot?.useBy ?? null, lot?.bestBy ?? null, lot?.madeOn ?? null],
  ]);
  const said = { ...whatItSays(reading), ...(code === null ? {} : { code }) };
  if (found?.site) return { kind: 'site', ...said, site: found.site };
  if (found?.item) {
    const packQuantity = scannedQuantity(reading, found.item.unit, found.packQuantity ?? 1);
    const ofLabel = reading.kind === 'own' && found.lotId !== null;
    return {
      kind: ofLabel ? 'lot' : 'item',
      ...said,
      ...present({ lotId: found.lotId, ...(ofLabel ? found.lot : {}) }),
      item: found.item,
      packQuantity,
    };
  }
  return { kind: 'unknown', ...said, ...present({ directory: found?.directory ?? null }) };
}

interface Found {
  item: ItemReply | null;
  packQuantity: number | null;
  site: { id: Id; name: string } | null;
  lotId: Id | null;
  lot: { lotCode: string | null; useBy: Day | null; bestBy: Day | null; madeOn: Day | null } | null;
  directory: DirectoryProduct | null;
}

function gtinOf(reading: Readable): string | null {
  if (reading.kind === 'gtin') return reading.gtin;
  return reading.kind === 'gs1' ? (reading.gtin ?? reading.contentGtin ?? null) : null;
}

/** What the code itself says, whoever reads it. */
function whatItSays(reading: Readable): Partial<CodeReply> {
  switch (reading.kind) {
    case 'gtin':
      return { gtin: reading.gtin, ...(reading.restricted ? { restricted: true } : {}) };
    case 'gs1': {
      const { lotCode, useBy, bestBy, madeOn, weightGrams, volumeMl, count, serial } = reading;
      const gtin = gtinOf(reading);
      const measures = { weightGrams, volumeMl, count, serial };
      return {
        ...present({ gtin, ...(reading.restricted ? { restricted: true } : {}) }),
        ...present({ lotCode, useBy, bestBy, madeOn, ...measures }),
      };
    }
    case 'plu':
      return { plu: reading.plu, organic: reading.organic };
    case 'own':
    case 'text':
      return {};
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

/** Without the fields that are null or undefined. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>;
}

const statement: Statement = {
  name: 'meaning-of-code',
  text: /* sql */ `
with found as (
  select b.item_id, b.pack_quantity, null::uuid as lot_id, null::uuid as site_id
  from barcode b where b.group_id = $1 and b.code = $2
  union all
  select o.item_id, 1, o.lot_id, o.site_id from own_code o where o.group_id = $1 and o.code = $2
)
select
  (select ${itemReply} from item i where i.id = f.item_id) as item,
  f.pack_quantity as "packQuantity",
  (select json_build_object('id', s.id, 'name', s.name) from site s where s.id = f.site_id) as site,
  l.id as "lotId",
  json_build_object('lotCode', l.code, 'useBy', l.use_by, 'bestBy', l.best_by, 'madeOn', l.made_on) as lot,
  case when f is null then (
    select json_build_object('name', d.name, 'brand', d.brand, 'quantityText', d.quantity_text, 'category', d.category)
    from directory_product d where d.gtin = $3) end as directory
from (select) as one
left join found f on true
left join lot l on l.id = f.lot_id or (
  f.lot_id is null and l.item_id = f.item_id and num_nonnulls($4::text, $5::date, $6::date, $7::date) > 0
  and l.code is not distinct from $4 and l.use_by is not distinct from $5::date
  and l.best_by is not distinct from $6::date and l.made_on is not distinct from $7::date)
limit 1`,
};
