import type { ProductLineProblem } from '@shared/directory/directory.contract';
import { type Separator, splitLine } from './split-line';

/** One entry of a list: its fields, or why it cannot be taken apart. */
export type Entry =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly code: ProductLineProblem; readonly reason: string };

const longestLine = 1_000_000;
/** Lines that one quoted field may go over. */
const linesAtMost = 20;

/**
 * Takes a list apart as its text arrives, one array of entries for each piece of text. Bounded memory, whatever is in the
 * file. A quote that is never closed costs its own line only: the lines after it are read by themselves.
 *
 * A parser made for RFC 4180 (csv-parse and its kind) loses everything behind such a quote, which real lists are full of.
 *
 * @param width columns of the header: an entry over several lines must have as many.
 */
export async function* readEntries(
  lines: AsyncIterable<readonly NumberedLine[]>,
  separator: Separator,
  width: number,
): AsyncGenerator<Entry[]> {
  let waiting: NumberedLine[] = [];
  for await (const more of lines) {
    waiting = waiting.length > 0 ? [...waiting, ...more] : [...more];
    const entries: Entry[] = [];
    const used = take(waiting, separator, width, false, entries);
    waiting = waiting.slice(used);
    yield entries;
  }
  const entries: Entry[] = [];
  take(waiting, separator, width, true, entries);
  yield entries;
}

/** A line of the file, the header being line 1; null for one that is longer than any line of a list. */
export interface NumberedLine {
  readonly line: number;
  readonly text: string | null;
}

/** Takes entries off the front of `lines`; stops before one that may go on in lines that are not there yet. */
function take(
  lines: readonly NumberedLine[],
  separator: Separator,
  width: number,
  isEnd: boolean,
  entries: Entry[],
): number {
  let at = 0;
  while (at < lines.length) {
    const { line, text } = lines[at] as NumberedLine;
    if (text === null) {
      entries.push({ line, code: 'too_long', reason: 'The line is longer than a million characters.' });
      at++;
      continue;
    }
    if (text.trim() === '') {
      at++;
      continue;
    }
    const fields = splitLine(text, separator);
    if (fields) {
      entries.push({ line, fields });
      at++;
      continue;
    }
    const over = overLines(lines, at, separator, width);
    if (!over && !isEnd && at + linesAtMost > lines.length) return at;
    if (over) entries.push({ line, fields: over.fields });
    else entries.push({ line, code: 'quote', reason: 'A quote is opened and never closed.' });
    at += over?.lines ?? 1;
  }
  return at;
}

/** The entry that begins at `at` and goes over several lines; null when no such entry has as many columns as the header. */
function overLines(
  lines: readonly NumberedLine[],
  at: number,
  separator: Separator,
  width: number,
): { fields: string[]; lines: number } | null {
  let joined = lines[at]?.text ?? '';
  for (let more = 1; more < linesAtMost && at + more < lines.length; more++) {
    const next = lines[at + more]?.text;
    if (next == null || joined.length + next.length > longestLine) return null;
    joined += `\n${next}`;
    const fields = splitLine(joined, separator);
    if (fields) return fields.length === width ? { fields, lines: more + 1 } : null;
  }
  return null;
}

/** Cuts text into lines, an array for each piece that arrives; ends at LF or CR LF. */
export async function* numberLines(pieces: AsyncIterable<string>): AsyncGenerator<NumberedLine[]> {
  let rest = '';
  let line = 0;
  let isTooLong = false;
  for await (const piece of pieces) {
    const texts = piece.split('\n');
    texts[0] = rest + (texts[0] ?? '');
    rest = texts.pop() ?? '';
    const numbered: NumberedLine[] = [];
    for (const text of texts) {
      line++;
      const whole = !isTooLong && text.length <= longestLine;
      numbered.push({ line, text: whole ? (text.endsWith('\r') ? text.slice(0, -1) : text) : null });
      isTooLong = false;
    }
    if (rest.length > longestLine) {
      isTooLong = true;
      rest = '';
    }
    if (numbered.length > 0) yield numbered;
  }
  if (isTooLong) yield [{ line: line + 1, text: null }];
  else if (rest !== '') yield [{ line: line + 1, text: rest.endsWith('\r') ? rest.slice(0, -1) : rest }];
}
