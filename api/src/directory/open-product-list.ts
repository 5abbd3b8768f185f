import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '@shared/words/problem';
import { findProductColumns, type ProductColumns } from './product-columns';
import { type Entry, numberLines, readEntries } from './read-entries';
import { separatorOf, splitLine } from './split-line';

/** A product list whose header has been understood. */
export interface ProductList {
  readonly columns: ProductColumns;
  readonly entries: AsyncIterable<readonly Entry[]>;
  /** Bytes of the file that have been read so far, as they are stored. */
  bytesRead(): number;
}

/**
 * Opens a list of products: CSV with commas or semicolons, or tab-separated; plain or gzipped; UTF-8, or UTF-16 with its
 * mark. Reads no more than the header before it answers.
 *
 * @param source is not destroyed when reading stops early: it may be a request that still waits for its answer.
 * @param most bytes, as they arrive.
 * @throws Problem `invalid` for a file without a usable header, `too_large`; the same while the entries are read, for a
 *   file that is damaged further down.
 */
export async function openProductList(source: Readable, most = Infinity): Promise<ProductList> {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new Problem('too_large', `A product list has at most ${most} bytes.`);
      yield chunk;
    }
  }
  const iterator = numberLines(decoded(await unpacked(counted())));
  const first = await iterator.next();
  const [header, ...behind] = first.done ? [] : first.value;
  if (header === undefined) throw new Problem('invalid', 'The file is empty.');
  if (header.text === null) throw new Problem('invalid', 'The file has no lines: it is not a product list.');
  const separator = separatorOf(header.text);
  const columns = findProductColumns(splitLine(header.text, separator) ?? [header.text]);
  return {
    columns,
    entries: readEntries(startingWith(behind, iterator), separator, columns.width),
    bytesRead: () => bytes,
  };
}

type Bytes = AsyncIterable<Buffer>;

/** The bytes of the file, unpacked if they are gzipped. @throws Problem `invalid` for what is no text at all. */
async function unpacked(bytes: AsyncIterator<Buffer>): Promise<Bytes> {
  const begin = await beginning(bytes);
  if (begin.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) {
    throw new Problem('invalid', 'This is a ZIP file or a workbook: save the list as CSV, gzipped or not.');
  }
  const whole = startingWith(begin, bytes);
  if (begin[0] !== 0x1f || begin[1] !== 0x8b) return whole;
  const unpacking = createGunzip();
  // What goes wrong on the way is thrown to whoever reads at the end of the pipe.
  pipeline(Readable.from(whole), unpacking).catch(() => undefined);
  return unpacking as Bytes;
}

/** At least four bytes, unless there are fewer. */
async function beginning(bytes: AsyncIterator<Buffer>): Promise<Buffer> {
  let begin = Buffer.alloc(0);
  while (begin.length < 4) {
    const next = await bytes.next();
    if (next.done) break;
    begin = Buffer.concat([begin, next.value]);
  }
  return begin;
}

async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Text of bytes; a byte order mark says which, else UTF-8. Bytes that are no text become U+FFFD. */
async function* decoded(bytes: Bytes): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new Problem('invalid', 'The gzip file is damaged or cut off.');
    throw error;
  }
}

function encodingOf(begin: Buffer): string {
  if (begin[0] === 0xff && begin[1] === 0xfe) return 'utf-16le';
  return begin[0] === 0xfe && begin[1] === 0xff ? 'utf-16be' : 'utf-8';
}
