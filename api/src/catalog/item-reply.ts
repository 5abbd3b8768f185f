/**
 * SQL that makes an `ItemReply` of the row `i` of `item`. Part of statements of this program; nothing from a caller
 * goes into it.
 */
export const itemReply = /* sql */ `json_build_object(
    'id', i.id, 'name', i.name, 'unit', i.unit, 'categoryId', i.category_id, 'family', i.family, 'variant', i.variant,
    'ownCode', (select o.code from own_code o where o.item_id = i.id and o.lot_id is null),
    'barcodes', coalesce(
      (select json_agg(json_build_object('code', b.code, 'packQuantity', b.pack_quantity) order by b.code)
       from barcode b where b.item_id = i.id), '[]'),
    'archived', i.archived_at is not null)`;
