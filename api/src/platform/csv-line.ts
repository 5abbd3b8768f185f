/** What one cell of a CSV file may hold. */
export type CsvValue = string | number | boolean | null;

/**
 * One line of CSV as RFC 4180 has it, with its line end. Text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers stay numbers, negative ones too.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
