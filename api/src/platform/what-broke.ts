/**
 * An unexpected error as lines for the log: where it happened and what kind it is. What the database says about a failing row
 * or a value, and the values that a statement was run with, are somebody's words and stay out of the log.
 */
export function whatBroke(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `Something was thrown that is no error: ${typeof thrown}.`;
  const stack = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${thrown.name}: ${sentenceOf(thrown)}`, ...stack].join('\n');
}

function sentenceOf(error: Error): string {
  const driver = 'driverError' in error ? error.driverError : error;
  if (typeof driver !== 'object' || driver === null || !('severity' in driver && 'code' in driver))
    return error.message;
  // A message of PostgreSQL may quote a value; its code, the constraint and the routine say what went wrong.
  const facts = ['code', 'constraint', 'table', 'column', 'routine'] as const;
  const known = driver as Partial<Record<(typeof facts)[number], unknown>>;
  return `PostgreSQL refused (${facts
    .flatMap((fact) => (typeof known[fact] === 'string' ? [`${fact} ${known[fact]}`] : []))
    .join(', ')})`;
}
