import { Problem } from '@shared/words/problem';

/** A place in a list by the values of its last row, as opaque text: what follows it is the same however rows arrive. */
export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(parts.join(' ')).toString('base64url');
}

/**
 * Reads a cursor whose parts look like `shapes`.
 * @throws Problem `invalid` for anything that {@link cursorOf} did not write.
 */
export function readCursor(cursor: string, shapes: readonly RegExp[]): string[] {
  const parts = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (parts.length === shapes.length && shapes.every((shape, at) => shape.test(parts[at] ?? '')))
    return parts;
  const message = 'cursor must be one that this list gave.';
  throw new Problem('invalid', undefined, [{ path: 'cursor', code: 'invalid', message }]);
}

export const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Microseconds since 1970, as PostgreSQL keeps instants: 1900 to 2400. */
export const microsecondsShape = /^-?\d{1,17}$/;
