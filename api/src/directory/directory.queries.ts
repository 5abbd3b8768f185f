import { normalizeGtin } from '@shared/barcodes/gtin';
import type { DirectoryProductReply, DirectoryReply } from '@shared/directory/directory.contract';
import { Problem } from '@shared/words/problem';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

const byGtin: Statement = {
  name: 'directory-product',
  text: /* sql */ `
select gtin, name, brand, quantity_text as "quantityText", category from directory_product where gtin = $1`,
};

/**
 * What the directory knows about a product code of any length.
 * @throws Problem `invalid_code` for what is no GTIN, `not_found`
 */
export async function directoryProduct(work: Work, code: string): Promise<DirectoryProductReply> {
  const gtin = normalizeGtin(code);
  if (gtin === null) {
    throw new Problem('invalid_code', 'A product code has 8, 12, 13 or 14 digits, the last of which fits.');
  }
  const [product] = await run<DirectoryProductReply>(work, byGtin, [gtin]);
  if (!product) throw new Problem('not_found');
  return product;
}

/** How much the directory holds. */
export async function directorySize(work: Work): Promise<DirectoryReply> {
  const [size] = (await work.tx.query(
    'select count(*)::int as products from directory_product',
  )) as DirectoryReply[];
  return size ?? { products: 0 };
}
