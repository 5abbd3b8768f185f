export type Separator = ',' | ';' | '\t';

/**
 * The fields of one line, or null when a quoted field does not end on it.
 *
 * Commas and semicolons: RFC 4180; on one line, quotes where they do not belong are taken as they are, but over several
 * lines they would only hide where an entry really ends. Tabs: Open Food Facts writes
 * quotes unescaped between its tabs, so a tab always separates; quotes around a whole field are taken off.
 */
export function splitLine(line: string, separator: Separator): string[] | null {
  if (!line.includes('"')) return line.split(separator);
  return separator === '\t' ? line.split('\t').map(unquoted) : splitQuoted(line, separator);
}

/** The separator that a header line uses. */
export function separatorOf(header: string): Separator {
  if (header.includes('\t')) return '\t';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function unquoted(field: string): string {
  if (field.length < 2 || !field.startsWith('"') || !field.endsWith('"')) return field;
  return field.slice(1, -1).replaceAll('""', '"');
}

function splitQuoted(line: string, separator: Separator): string[] | null {
  const isStrict = line.includes('\n');
  const fields: string[] = [];
  for (let at = 0; ;) {
    let end: number;
    if (line[at] === '"') {
      end = closingQuote(line, at + 1, separator, isStrict);
      if (end < 0) return null;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      end += 1;
    } else {
      const next = line.indexOf(separator, at);
      end = next < 0 ? line.length : next;
      fields.push(line.slice(at, end));
    }
    if (end >= line.length) return fields;
    at = end + 1;
  }
}

/** Where the quoted field ends: at a quote before a separator or the end. Doubled quotes and stray ones belong to the field. */
function closingQuote(line: string, from: number, separator: Separator, isStrict: boolean): number {
  for (let at = from; ;) {
    const quote = line.indexOf('"', at);
    if (quote < 0) return -1;
    const next = line[quote + 1];
    if (next === undefined || next === separator) return quote;
    if (next !== '"' && isStrict) return -1;
    at = next === '"' ? quote + 2 : quote + 1;
  }
}
