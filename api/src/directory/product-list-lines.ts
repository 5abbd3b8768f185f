import { Logger } from '@nestjs/common';
import type { ProductListBroken, ProductListProgress } from '@shared/directory/directory.contract';
import { Problem } from '@shared/words/problem';
import type { BulkConnection } from '@api/platform/bulk-connection';
import { whatBroke } from '@api/platform/what-broke';
import { importProductList } from './import-product-list';
import type { ProductList } from './open-product-list';

const log = new Logger('Directory');

/** Loads a list and tells about it, one line of JSON at a time; the last line is the result, or a problem. */
export async function* productListLines(
  open: () => Promise<BulkConnection>,
  list: ProductList,
): AsyncGenerator<string> {
  let progress: ProductListProgress = { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0, bytes: 0 };
  const bulk = await open();
  const steps = importProductList(bulk, list);
  try {
    for (let step = await steps.next(); ; step = await steps.next()) {
      yield `${JSON.stringify(step.value)}\n`;
      if (step.done) return;
      progress = step.value;
    }
  } catch (error) {
    if (!(error instanceof Problem)) log.error(whatBroke(error));
    const { code, detail } = error instanceof Problem ? error : new Problem('unexpected');
    yield `${JSON.stringify({ ...progress, problem: { code, detail } } satisfies ProductListBroken)}\n`;
  } finally {
    // Reached in the middle when nobody listens any more.
    await steps.return({ ...progress, refusedLines: [], seconds: 0 }).catch(() => undefined);
    await bulk.close();
  }
}
