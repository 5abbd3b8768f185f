import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ProductListProgress, ProductListReply } from '@shared/directory/directory.contract';
import { Problem } from '@shared/words/problem';
import { importProductList } from '@api/directory/import-product-list';
import { openProductList } from '@api/directory/open-product-list';
import type { Database } from '@api/platform/database';
import { StartProblem } from '@api/platform/start-problem';
import type { Command, CommandContext } from './command';
import { progressBar } from './progress-bar';
import { withDatabase } from './with-database';

/** Loads a product list from a file, with a bar on the way and the refused lines at the end. */
export const products: Command = {
  usage: 'FILE   loads a product list (CSV or tab-separated, gzipped or not) into the product directory',
  async run(context) {
    const [file, ...more] = context.args;
    if (file === undefined || more.length > 0)
      throw new StartProblem('Name one file: npm run products -- FILE');
    const bytes = await sizeOf(file);
    return withDatabase(context, (database) => load(context, database, file, bytes));
  },
};

async function load(
  context: CommandContext,
  database: Database,
  file: string,
  bytes: number,
): Promise<number> {
  const source = createReadStream(file);
  const bar = progressBar(context, bytes);
  const bulk = await database.openBulk();
  try {
    const steps = importProductList(bulk, await openProductList(source));
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) bar.show(step.value.bytes, counts(step.value));
    bar.end();
    report(context, step.value);
    return 0;
  } catch (error) {
    bar.end();
    if (error instanceof Problem) throw new StartProblem(error.detail);
    throw error;
  } finally {
    source.destroy();
    await bulk.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartProblem(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`,
    );
  });
  if (!found.isFile()) throw new StartProblem(`${file} is not a file.`);
  return found.size;
}

function counts({ added, changed, unchanged, refused }: ProductListProgress): string {
  return `${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`;
}

function report({ say }: CommandContext, done: ProductListReply): void {
  for (const { line, barcode, reason } of done.refusedLines) {
    say(`line ${line}: ${barcode === '' ? '' : `${barcode.replace(/[^\x20-\x7e]/g, '?')}: `}${reason}`);
  }
  const left = done.refused - done.refusedLines.length;
  if (left > 0) say(`… and ${left} more.`);
  say(`${done.read} entries in ${done.seconds} s: ${counts(done)}.`);
}
