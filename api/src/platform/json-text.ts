/**
 * A `T` as JSON, as PostgreSQL wrote it. A reply that is sent as it stands: reading it into objects to write it again would
 * cost more than the query.
 */
export type JsonText<T> = string & { readonly ' json'?: T };

/** For calls that answer a {@link JsonText}. */
export const jsonType = 'application/json; charset=utf-8';

/** SQL for an instant as `Date.toISOString` writes it: UTC, milliseconds. */
export function instantJson(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
