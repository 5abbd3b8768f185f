import type {
  ProductListProgress,
  ProductListReply,
  RefusedProductLine,
} from '@shared/directory/directory.contract';
import type { BulkConnection } from '@api/platform/bulk-connection';
import type { ProductList } from './open-product-list';
import { type ListedProduct, readProduct } from './read-product';

const batchRows = 20_000;
const refusedLinesShown = 1_000;

/**
 * Loads a product list into the directory, 20,000 entries a transaction, so that memory stays small and a file that breaks
 * off leaves what came before. Loading a list again changes nothing. Of a product that is known already, what the list says
 * replaces what was said before; what it leaves blank stays. Of two entries for one product the later counts.
 *
 * Yields after each batch how far it is, and returns what it did. Stops where it is when nobody asks for more.
 */
export async function* importProductList(
  bulk: BulkConnection,
  list: ProductList,
): AsyncGenerator<ProductListProgress, ProductListReply> {
  const startedAt = performance.now();
  const sum = { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0 };
  const refusedLines: RefusedProductLine[] = [];
  const refuse = (line: RefusedProductLine) => {
    sum.read++;
    sum.refused++;
    if (refusedLines.length < refusedLinesShown) refusedLines.push(line);
  };
  let rows: string[] = [];
  // One batch is merged by the database while the next one is read here.
  let merging: Promise<Merged> | null = null;
  const settle = async () => {
    const merged = await merging;
    merging = null;
    if (!merged) return;
    sum.read += merged.rows;
    sum.added += merged.added;
    sum.changed += merged.changed;
    sum.unchanged += merged.rows - merged.added - merged.changed;
  };
  try {
    for await (const entries of list.entries) {
      for (const entry of entries) {
        if ('code' in entry) {
          refuse({ ...entry, barcode: '' });
          continue;
        }
        const read = readProduct(entry.fields, list.columns);
        if ('refused' in read) refuse({ line: entry.line, ...read.refused });
        else rows.push(copyRow(rows.length, read.product));
      }
      if (rows.length >= batchRows) {
        await settle();
        merging = merge(bulk, rows);
        // A failure is thrown by the await above; until then it must not count as unhandled.
        merging.catch(() => undefined);
        rows = [];
        yield { ...sum, bytes: list.bytesRead() };
      }
    }
  } finally {
    // Also when the list breaks off or nobody reads on: what is read is kept, and the connection is left at rest.
    await settle();
    if (rows.length > 0) {
      merging = merge(bulk, rows);
      await settle();
    }
  }
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  return { ...sum, bytes: list.bytesRead(), refusedLines, seconds };
}

interface Merged {
  rows: number;
  added: number;
  changed: number;
}

/** One row of COPY's text format. Fields hold no control characters, so only the backslash needs care. */
function copyRow(n: number, product: ListedProduct): string {
  const { gtin, name, brand, quantityText, category } = product;
  return `${n}\t${gtin}\t${copyField(name)}\t${copyField(brand)}\t${copyField(quantityText)}\t${copyField(category)}\n`;
}

function copyField(text: string | null): string {
  return text === null ? '\\N' : text.replaceAll('\\', '\\\\');
}

function merge(bulk: BulkConnection, rows: readonly string[]): Promise<Merged> {
  return bulk.write(async () => {
    await bulk.query(makeTable);
    await bulk.copy('incoming_product', rows.join(''));
    const [done] = await bulk.query<Omit<Merged, 'rows'>>(mergeTable);
    return { rows: rows.length, added: done?.added ?? 0, changed: done?.changed ?? 0 };
  });
}

const makeTable = /* sql */ `
create temp table incoming_product (
  n int, gtin char(14), name text, brand text, quantity_text text, category text
) on commit drop`;

/** Rows are locked in the order of their numbers, so that two lists at once cannot deadlock. */
const mergeTable = /* sql */ `
with latest as (
  select distinct on (gtin) gtin, name, brand, quantity_text, category from incoming_product order by gtin, n desc
), merged as (
  insert into directory_product as d (gtin, name, brand, quantity_text, category)
  select gtin, name, brand, quantity_text, category from latest order by gtin
  on conflict (gtin) do update set
    name = excluded.name,
    brand = coalesce(excluded.brand, d.brand),
    quantity_text = coalesce(excluded.quantity_text, d.quantity_text),
    category = coalesce(excluded.category, d.category)
  where (d.name, d.brand, d.quantity_text, d.category) is distinct from (
    excluded.name, coalesce(excluded.brand, d.brand), coalesce(excluded.quantity_text, d.quantity_text),
    coalesce(excluded.category, d.category))
  returning xmax = 0 as added
)
select count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed from merged`;
