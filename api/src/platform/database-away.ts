import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';

/** The server ended the connection, starts, stops or has none left: connection exceptions (08), shut-downs and their like. */
const states = /^(08[0-9A-Z]{3}|57P0[1-5]|53300)$/;
const systemCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['EHOSTDOWN', 'ENOTFOUND', 'EAI_AGAIN'],
]);
/** What the driver and its pool say in words alone. */
const sentences =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed)|Cannot use a pool after calling end)/i;

/**
 * Whether an error of the driver means that the database could not be reached, or went away while it was asked. What it was
 * asked may then have happened or not: whoever asked sends it again.
 */
export function isDatabaseAway(error: unknown): boolean {
  // TypeORM gives a connection back when it breaks; the next statement of its transaction is then refused.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  const driver: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof driver !== 'object' || driver === null) return false;
  const text = (name: string) => {
    const value: unknown = name in driver ? (driver as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  // PostgreSQL's own errors name a severity; other codes are the system's.
  if (text('severity') !== '') return states.test(text('code'));
  return systemCodes.has(text('code')) || sentences.test(text('message'));
}
